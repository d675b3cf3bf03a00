// Comparing runs: the table, the overlaid curves, and ready comparisons.
import { expect, test } from "@playwright/test";
import { trainToTheEnd } from "../pages/run.js";
import { countColours, openRuns, seeOrder, seeRuns } from "../pages/runs.js";
import { openReady, seeNumber } from "../pages/site.js";

const QUICK = { layers: "8:relu", batch: 512, epochs: 1, val: "none" };

test("two runs are kept, sorted, overlaid, removed and brought back", async ({ page }) => {
  await openReady(page, { settings: QUICK });
  await trainToTheEnd(page);
  await page.getByTestId("seed").fill("7");
  await page.getByTestId("seed").blur();
  await expect(page.getByTestId("stale")).toBeVisible();
  const second = await trainToTheEnd(page);
  await openRuns(page);
  await seeRuns(page, 2);

  // The figures are those of the panels; what differs is the seed alone.
  expect(await seeNumber(page, "run-2-test-accuracy")).toBe(second);
  await expect(page.getByTestId("run-1-seed")).toHaveClass(/differs/);
  await expect(page.getByTestId("run-1-batch")).not.toHaveClass(/differs/);
  await expect(page.getByTestId("run-1-start")).toHaveAttribute("data-value", "reference");
  await expect(page.getByTestId("run-2-start")).toHaveAttribute("data-value", "other");

  await page.getByTestId("sort-test-accuracy").click();
  const accuracies = async () =>
    Promise.all((await seeOrder(page)).map((number) => seeNumber(page, `run-${number}-test-accuracy`)));
  const rising = await accuracies();
  expect(rising).toEqual([...rising].sort((a, b) => a - b));
  await page.getByTestId("sort-test-accuracy").click();
  await expect.poll(accuracies).toEqual([...rising].reverse());

  await expect(page.getByTestId("overlay-loss")).toHaveAttribute("data-value", "2");
  await expect.poll(() => countColours(page, "overlay-loss")).toBeGreaterThan(4);
  await page.getByTestId("run-1-show").uncheck();
  await expect(page.getByTestId("overlay-loss")).toHaveAttribute("data-value", "1");
  await page.getByTestId("run-1-show").check();

  await page.getByTestId("run-1-take").click();
  await expect(page.getByTestId("seed")).toHaveAttribute("data-value", "42");
  await expect(page).not.toHaveURL(/seed=7/);

  await page.getByTestId("run-1-name").fill("first");
  await page.getByTestId("run-1-name").blur();
  await page.getByTestId("run-1-remove").click();
  await seeRuns(page, 1);
  await page.getByTestId("undo").last().click();
  await seeRuns(page, 2);
  await expect(page.getByTestId("run-1-name")).toHaveValue("first");
});

test("a ready comparison trains both runs and gives the own settings back", async ({ page }) => {
  await openReady(page, { settings: { ...QUICK, seed: 5 } });
  await openRuns(page);
  await page.getByTestId("pair-epochs").fill("1");
  await page.getByTestId("pair-optimizer").click();
  await expect(page.getByTestId("pair-progress")).toHaveAttribute("data-value", "1/2");
  await expect(page.getByTestId("pair-progress")).toHaveAttribute("data-value", "2/2", { timeout: 120_000 });
  await expect(page.getByTestId("pair-progress")).toHaveAttribute("data-value", "", { timeout: 120_000 });
  await seeRuns(page, 2);
  for (const number of [1, 2]) {
    await expect(page.getByTestId(`run-${number}-show`)).toBeChecked();
    await expect(page.getByTestId(`run-${number}-epochs`)).toHaveAttribute("data-value", "1");
  }
  await expect(page.getByTestId("run-2-start")).toHaveAttribute("data-value", "same");
  await expect(page.getByTestId("run-2-optimizer")).toHaveClass(/differs/);
  await page.getByTestId("pair-own").click();
  await expect(page.getByTestId("seed")).toHaveAttribute("data-value", "5");
  await expect(page.getByTestId("batch-size")).toHaveAttribute("data-value", "512");
});

test("the table scrolls in its own box on a phone", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openReady(page, { settings: QUICK });
  await trainToTheEnd(page);
  await openRuns(page);
  await seeRuns(page, 1);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
});
