// The tab that looks inside the network.
import { expect } from "@playwright/test";
import { draw, SEVEN } from "./pad.js";
import { seeNumber } from "./site.js";

/** Opens the tab, and a part of it: layers, activations, weights, pixels or map. */
export async function openInside(page, part) {
  const tab = page.getByTestId("tab-inside");
  if ((await tab.getAttribute("aria-expanded")) !== "true") await tab.click();
  await page.getByTestId(`inside-${part}`).click();
  await expect(page.getByTestId(`inside-${part}`)).toHaveAttribute("aria-pressed", "true");
}

/** The figures that an element carries as JSON, once they are there. */
export async function seeFigures(page, testId, timeout = 30_000) {
  const element = page.getByTestId(testId);
  await expect(element).toHaveAttribute("data-value", /^[[{]/, { timeout });
  return JSON.parse(await element.getAttribute("data-value"));
}

/** Waits until the figures of an element are others than these, and gives them. */
export async function seeOtherFigures(page, testId, before, timeout = 30_000) {
  let now = before;
  const other = async () => {
    now = await seeFigures(page, testId, timeout);
    return JSON.stringify(now) !== JSON.stringify(before);
  };
  await expect.poll(other, { timeout, message: `other figures of ${testId}` }).toBe(true);
  return now;
}

/** The share of the pixels of a canvas that carry any colour. */
export async function seeInk(page, testId) {
  return page.getByTestId(testId).evaluate((canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    let painted = 0;
    for (let place = 3; place < data.length; place += 4) painted += data[place] > 0 ? 1 : 0;
    return (4 * painted) / data.length;
  });
}

/** Draws the map of so many test images and waits for them. */
export async function drawMap(page, count, timeout = 60_000) {
  await openInside(page, "map");
  await page.getByTestId("map-count").fill(String(count));
  await page.getByTestId("map-ask").click();
  await expect.poll(() => seeNumber(page, "map"), { timeout }).toBe(count);
}

/** Shows everything of the tab that shows at times. A network stands whose last hidden layer is a normalisation. */
export async function lookAtInside(page, look) {
  await draw(page, SEVEN);
  for (const part of ["layers", "activations", "weights", "pixels"]) {
    await openInside(page, part);
    await look();
  }
  await openInside(page, "activations");
  await seeFigures(page, "inside-layer-0");
  await look();
  await openInside(page, "weights");
  await seeFigures(page, "weights");
  await look();
  // A normalisation, where there is one before the output, has other tensors.
  const layers = page.getByTestId("weights-layer").locator("option");
  await page.getByTestId("weights-layer").selectOption(await layers.nth((await layers.count()) - 2).getAttribute("value"));
  await expect(page.getByTestId("weights-row").first()).toBeVisible();
  await look();
  await openInside(page, "pixels");
  await page.getByTestId("pixels-ask").click();
  await seeFigures(page, "pixels-gradient");
  await look();
  await drawMap(page, 200);
  await look();
  await page.getByTestId("strip-close").click();
}
