// Schedule, early stopping, augmentation and the pixels' histogram: set, seen and obeyed.
import { expect, test } from "@playwright/test";
import { pressTrain, seePhase } from "../pages/run.js";
import { openMenu, openReady, seeNumber } from "../pages/site.js";

test("a schedule is drawn, stands in the link, and the run obeys it", async ({ page }) => {
  await openReady(page, { settings: { layers: "8:relu", epochs: 2, batch: 512, val: "none" } });
  await openMenu(page, "schedule-menu");
  const flat = await page.getByTestId("schedule-curve").innerHTML();
  await page.getByTestId("schedule").selectOption("step");
  await page.getByTestId("schedule-every").fill("1");
  await page.getByTestId("schedule-factor").fill("0.001");
  await expect(page.getByTestId("schedule-shape")).toHaveAttribute("data-value", "step");
  expect(await page.getByTestId("schedule-curve").innerHTML()).not.toBe(flat);
  await expect(page).toHaveURL(/schedule=step:1:0\.001/);
  await page.keyboard.press("Escape");
  await pressTrain(page);
  await seePhase(page, "finished", 180_000);
  // With a thousandth of the rate the second epoch hardly moves: it is as good as the first ended, no better.
  const scheduled = await seeNumber(page, "test-loss");
  await openMenu(page, "schedule-menu");
  await page.getByTestId("schedule").selectOption("constant");
  await page.keyboard.press("Escape");
  await pressTrain(page);
  await seePhase(page, "finished", 180_000);
  expect(await seeNumber(page, "test-loss")).toBeLessThan(scheduled - 0.05);
});

test("a run that gets no better stops early", async ({ page }) => {
  // A rate this high makes the validation loss rise soon.
  await openReady(page, { settings: { layers: "8:relu", rate: 1, epochs: 60, batch: 512, stop: 1 } });
  await pressTrain(page);
  await seePhase(page, "stopped-early", 180_000);
});

test("augmentation shows an image before and after", async ({ page }) => {
  await openReady(page);
  await page.getByTestId("augment").check();
  await openMenu(page, "augment-menu");
  await expect(page.getByTestId("thumbnails")).toHaveAttribute("data-value", "8");
  await page.getByTestId("augment-elastic").fill("2");
  await expect(page).toHaveURL(/augment=1:10:0\.1:0\.1:2/);
  await page.getByTestId("augment-another").click();
});

test("standardised pixels have mean 0 and deviation 1", async ({ page }) => {
  await openReady(page, { settings: { scale: "standardized" } });
  await openMenu(page, "histogram-menu");
  expect(await seeNumber(page, "mean-before")).toBeCloseTo(33.3, 0);
  expect(await seeNumber(page, "mean-after")).toBeCloseTo(0, 6);
  expect(await seeNumber(page, "deviation-after")).toBeCloseTo(1, 6);
});

test("regularisation says what is on, and early stopping what it lacks", async ({ page }) => {
  await openReady(page);
  await openMenu(page, "regularization");
  await page.getByTestId("l2").fill("0.0001");
  await page.getByTestId("clip").check();
  await page.getByTestId("early-stopping").check();
  await expect(page).toHaveURL(/l2=0\.0001&clip=1&stop=3/);
  await page.getByTestId("validation").selectOption("none");
  await expect(page.getByTestId("training-error")).toBeVisible();
  await page.getByTestId("validation").selectOption("test");
  await expect(page.getByTestId("test-warning")).toBeVisible();
  await expect(page.getByTestId("training-error")).toHaveCount(0);
});
