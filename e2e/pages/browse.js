// The tab that looks through the data set.
import { expect } from "@playwright/test";

/** Opens the tab and waits for its first images. */
export async function openBrowse(page) {
  await page.getByTestId("tab-data").click();
  await seeGrid(page, 9);
}

/** Waits until so many images are in the grid. */
export async function seeGrid(page, count) {
  await expect(page.getByTestId("browse-grid")).toHaveAttribute("data-value", String(count));
  await expect(page.getByTestId("browse-image").last()).toBeEnabled();
}

/** Places in the file, or classes, of the images in the grid. */
export async function seeImages(page, what) {
  const images = page.getByTestId("browse-image");
  return images.evaluateAll((all, what) => all.map((image) => Number(image.dataset[what])), what);
}

/** The numbers of the matrix with full precision, row by row. */
export async function seeMatrix(page) {
  return page.getByTestId("matrix").evaluate((table) =>
    [...table.rows].map((row) => [...row.cells].map((cell) => Number(cell.dataset.value))),
  );
}

/** Everything that the tab shows at times; `look` is called in each state. */
export async function lookAtBrowse(page, look) {
  await openBrowse(page);
  await look();
  await page.getByTestId("pixel-form-vector").click();
  await look();
  for (const name of ["counts", "means"]) {
    await page.getByTestId(`browse-show-${name}`).click();
    await look();
  }
  await expect(page.getByTestId("mean-image")).toHaveCount(10);
  await look();
  await page.getByTestId("strip-close").click();
}
