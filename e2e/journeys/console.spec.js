// What the page tells the developer while all goes well: nothing.
import { expect, test } from "@playwright/test";
import { draw, seeRestingBars, SEVEN } from "../pages/pad.js";
import { pressPause, pressStep, pressStop, pressTrain, waitForStep } from "../pages/run.js";
import { hearConsole, openReady, seeNumber, speak, waitReady } from "../pages/site.js";
import { saveWeights } from "../pages/weights.js";

test("the main journey writes nothing to the console", async ({ page }) => {
  const heard = hearConsole(page);
  await openReady(page, { settings: { layers: "32:relu", epochs: 200 } });
  await draw(page, SEVEN);
  await seeRestingBars(page);
  await pressTrain(page);
  await waitForStep(page, 20);
  await pressPause(page);
  await pressStep(page);
  await page.getByTestId("evaluate").click();
  await expect.poll(() => seeNumber(page, "test-accuracy")).toBeGreaterThan(0.1);
  await page.getByTestId("pad-test-image").click();
  await page.getByTestId("new-samples").click();
  await pressTrain(page);
  await pressStop(page);
  await page.getByTestId("add-layer").click();
  await speak(page, "es");
  await page.getByTestId("theme").click();
  await saveWeights(page);
  await page.getByTestId("dataset").selectOption("fashion-mnist");
  await waitReady(page);
  await page.getByTestId("dataset").selectOption("mnist");
  await waitReady(page);
  expect(heard).toEqual([]);
});
