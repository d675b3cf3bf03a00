// The search for a learning rate: a suggestion that is of use, and a network that is left alone.
import { expect, test } from "@playwright/test";
import { seeRestingBars } from "../pages/pad.js";
import { pressStep } from "../pages/run.js";
import { openReady, seeNumber } from "../pages/site.js";

test("a search suggests a rate for Fashion-MNIST and leaves the network alone", async ({ page }) => {
  await openReady(page, { settings: { data: "fashion-mnist", layers: "4:relu,4:relu", batch: 32, rate: 0.05 } });
  await pressStep(page);
  await page.getByTestId("pad-test-image").click();
  // The answers about the image shown before, and about the network before its step, may still be on their way.
  const before = await seeRestingBars(page, 500);
  await page.getByTestId("tab-rate").click();
  await page.getByTestId("rate-search").click();
  await expect(page.getByTestId("rate-state")).toHaveAttribute("data-value", "found", { timeout: 180_000 });
  const rate = await seeNumber(page, "rate-suggestion");
  expect(rate).toBeGreaterThanOrEqual(3e-4);
  expect(rate).toBeLessThanOrEqual(5e-3);
  expect(await seeNumber(page, "progress-step")).toBe(1);
  expect(await seeRestingBars(page, 500)).toEqual(before);
  await page.getByTestId("rate-use").click();
  await expect(page.getByTestId("learning-rate")).toHaveAttribute("data-value", String(rate));
  await page.getByTestId("rate-back").click();
  await expect(page.getByTestId("learning-rate")).toHaveAttribute("data-value", "0.05");
});
