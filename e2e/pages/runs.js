// The tab of runs.
import { expect } from "@playwright/test";

/** Opens the tab of runs, unless it is open. */
export async function openRuns(page) {
  const tab = page.getByTestId("tab-runs");
  if ((await tab.getAttribute("aria-expanded")) !== "true") await tab.click();
  await expect(page.getByTestId("pair-epochs")).toBeVisible();
}

/** Waits until the table has so many rows. */
export async function seeRuns(page, count, timeout = 10_000) {
  await expect(page.getByTestId("runs-table")).toHaveAttribute("data-value", String(count), { timeout });
}

/** The numbers of the rows, from top to bottom. */
export async function seeOrder(page) {
  const rows = page.getByTestId("runs-table").locator("tbody tr");
  return rows.evaluateAll((all) => all.map((row) => Number(row.dataset.testid.replace("run-", ""))));
}

/** How many different colours, transparent ones left out, a canvas shows. */
export async function countColours(page, testId) {
  return page.getByTestId(testId).locator("canvas").evaluate((canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const seen = new Set();
    for (let place = 0; place < data.length; place += 4) {
      if (data[place + 3] === 255) seen.add(`${data[place]},${data[place + 1]},${data[place + 2]}`);
    }
    return seen.size;
  });
}
