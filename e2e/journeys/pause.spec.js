// Pause, Resume, Step, Stop and Reset: the same numbers whatever is pressed, and nothing lost.
import { expect, test } from "@playwright/test";
import { pressPause, pressReset, pressStep, pressSteps, pressStop, pressTrain, seePhase, waitForEpoch, waitForStep } from "../pages/run.js";
import { openMenu, openReady, seeNumber, waitReady } from "../pages/site.js";
import { distance, saveWeights } from "../pages/weights.js";

/** Four epochs of a small network, shuffled anew in each: 1,876 steps, some seconds. */
const SMALL = { layers: "32:relu", epochs: 4, val: "none" };

/** The same network for longer than a journey takes on the fastest machine. */
const LONG = { ...SMALL, epochs: 200 };

test("paused and resumed, a run ends in the same weights", async ({ page }) => {
  await openReady(page, { settings: SMALL });
  await pressTrain(page);
  await seePhase(page, "finished", 120_000);
  const { tensors: uninterrupted, name } = await saveWeights(page);
  const [loss, ...test] = await seeFigures(page);
  expect(name).toBe("trazo-mnist-784-32-10-step-1876.safetensors");

  await pressReset(page);
  await pressSteps(page, 2);
  for (const step of [100, 300, 500]) {
    await pressTrain(page);
    await waitForStep(page, step);
    await pressPause(page);
    await pressStep(page);
  }
  // The worker is ended and another one goes on from the run's last saved point.
  await pressPauseAgainAndChangeWorker(page);
  await pressTrain(page);
  await seePhase(page, "finished", 120_000);
  const { tensors: interrupted } = await saveWeights(page);
  expect(interrupted).toEqual(uninterrupted);
  const [lossAgain, ...testAgain] = await seeFigures(page);
  expect(testAgain).toEqual(test);
  // The losses of an epoch are summed in groups, as often as the page is told of them: in another order.
  expect(Math.abs(lossAgain / loss - 1)).toBeLessThan(1e-6);
});

/** The last epoch's training loss, then the figures on the test images. */
function seeFigures(page) {
  return Promise.all(["train-loss", "test-loss", "test-accuracy"].map((id) => seeNumber(page, id)));
}

/** Goes on for a moment, pauses in mid-epoch, and lets another worker take over. */
async function pressPauseAgainAndChangeWorker(page) {
  await pressTrain(page);
  await waitForStep(page, 600);
  await pressPause(page);
  await saveWeights(page);
  const step = await seeNumber(page, "progress-step");
  await openMenu(page, "device-menu");
  await page.getByTestId("device-cpu").check();
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("device-reason")).toHaveAttribute("data-value", "Requested");
  await waitReady(page);
  await seePhase(page, "paused");
  expect(await seeNumber(page, "progress-step")).toBe(step);
}

test("Reset gives the first weights again, and can be taken back", async ({ page }) => {
  await openReady(page, { settings: LONG });
  const { tensors: first } = await saveWeights(page);
  await pressTrain(page);
  await waitForStep(page, 50);
  await pressPause(page);
  const { tensors: trained } = await saveWeights(page);
  const step = await seeNumber(page, "progress-step");
  expect(distance(first, trained)).toBeGreaterThan(1e-3);

  await pressReset(page);
  expect(await seeNumber(page, "progress-step")).toBe(0);
  const { tensors: again } = await saveWeights(page);
  expect(again).toEqual(first);

  const notice = page.getByTestId("message").filter({ hasText: "The trained network made room for a new one." });
  await notice.getByTestId("undo").click();
  await seePhase(page, "paused");
  expect(await seeNumber(page, "progress-step")).toBe(step);
  const { tensors: back } = await saveWeights(page);
  expect(back).toEqual(trained);
  await pressStep(page);
  expect(await seeNumber(page, "progress-step")).toBe(step + 1);
});

test("single steps survive a Reset that is taken back", async ({ page }) => {
  await openReady(page, { settings: LONG });
  await pressSteps(page, 3);
  const { tensors: trained } = await saveWeights(page);
  await pressReset(page);
  await page.getByTestId("undo").click();
  await seePhase(page, "paused");
  expect(await seeNumber(page, "progress-step")).toBe(3);
  expect((await saveWeights(page)).tensors).toEqual(trained);
});

test("Stop ends the run and measures it", async ({ page }) => {
  await openReady(page, { settings: LONG });
  await pressTrain(page);
  await waitForStep(page, 200);
  await pressStop(page);
  expect(await seeNumber(page, "progress-step")).toBeLessThan(200 * 469);
  expect(await seeNumber(page, "test-accuracy")).toBeGreaterThan(0.8);
  await expect(page.getByTestId("train")).toHaveText("Train anew");
  await expect(page.getByTestId("stop")).toBeDisabled();
});

test("the learning rate changes while it runs", async ({ page }) => {
  await openReady(page, { settings: LONG });
  await pressTrain(page);
  await waitForEpoch(page, 2);
  await page.getByTestId("learning-rate").fill("0.000000001");
  const step = await seeNumber(page, "progress-step");
  await seePhase(page, "training");
  await waitForStep(page, step + 20);
  await pressPause(page);
  await expect(page).toHaveURL(/[#&]rate=0\.000000001\b/);

  // At a billionth, steps hardly move the weights; at the usual rate they do.
  const { tensors: before } = await saveWeights(page);
  await pressSteps(page, 3);
  const { tensors: after } = await saveWeights(page);
  expect(distance(before, after)).toBeLessThan(1e-6);
  await page.getByTestId("learning-rate").fill("0.001");
  await pressSteps(page, 3);
  const { tensors: moved } = await saveWeights(page);
  expect(distance(after, moved)).toBeGreaterThan(1e-4);
});

test("the keys T, S and R press the buttons, except where one types", async ({ page }) => {
  await openReady(page, { settings: LONG });
  await page.locator("h1").click();
  await page.keyboard.press("s");
  await waitForStep(page, 1);
  await seePhase(page, "paused");
  await page.keyboard.press("t");
  await waitForStep(page, 20);
  await page.keyboard.press("t");
  await seePhase(page, "paused");
  // The page shows the pause at once; the worker ends the step under way.
  await page.waitForTimeout(1_000);
  const step = await seeNumber(page, "progress-step");
  await page.getByTestId("learning-rate").focus();
  await page.keyboard.press("s");
  await page.getByTestId("learning-rate").fill("0.001");
  await page.getByTestId("learning-rate").blur();
  await page.waitForTimeout(500);
  expect(await seeNumber(page, "progress-step")).toBe(step);
  await page.keyboard.press("r");
  await seePhase(page, "fresh");
});
