// The run: pressing its buttons and reading where it is.
import { expect } from "@playwright/test";
import { seeNumber } from "./site.js";

/** Waits for a phase, by its name in `data-value`. */
export async function seePhase(page, phase, timeout = 30_000) {
  await expect(page.getByTestId("phase")).toHaveAttribute("data-value", phase, { timeout });
}

export async function pressTrain(page) {
  await page.getByTestId("train").click();
}

/**
 * Pauses. The page shows it at once; the worker may still end the step under way, so read numbers after something that
 * the worker answers.
 */
export async function pressPause(page) {
  await page.getByTestId("pause").click();
  await seePhase(page, "paused");
}

export async function pressStop(page) {
  await page.getByTestId("stop").click();
  await seePhase(page, "stopped", 60_000);
}

/** Back to the first weights; waits until they stand. */
export async function pressReset(page) {
  await page.getByTestId("reset").click();
  await seePhase(page, "fresh");
}

/** Trains on one batch and gives its loss, taken before its update. */
export async function pressStep(page, timeout = 60_000) {
  const step = await seeNumber(page, "progress-step");
  await page.getByTestId("step").click();
  await waitForStep(page, step + 1, timeout);
  await seePhase(page, "paused", timeout);
  return seeNumber(page, "step-loss");
}

/** Presses Step so many times and gives the losses. */
export async function pressSteps(page, count, timeout) {
  const losses = [];
  for (let step = 0; step < count; step += 1) losses.push(await pressStep(page, timeout));
  return losses;
}

/** The same from within the page, which is many times faster. */
export function pressStepsWithin(page, count) {
  return page.evaluate(async (count) => {
    const at = (testId) => document.querySelector(`[data-testid="${testId}"]`);
    const value = (testId) => at(testId).dataset.value;
    const frame = () => new Promise(requestAnimationFrame);
    const busy = () => ["training", "evaluating"].includes(value("phase"));
    const losses = [];
    while (losses.length < count) {
      at("step").click();
      while (Number(value("progress-step")) <= losses.length || busy()) await frame();
      await frame();
      losses.push(Number(value("step-loss")));
    }
    return losses;
  }, count);
}

/** Waits until so many steps are done. Looked at often: a step takes milliseconds. */
export async function waitForStep(page, step, timeout = 60_000) {
  const seen = () => seeNumber(page, "progress-step");
  await expect.poll(seen, { timeout, intervals: [10, 20, 50], message: `step ${step}` }).toBeGreaterThanOrEqual(step);
}

/** Waits until an epoch is in work, counted from 1. */
export async function waitForEpoch(page, epoch, timeout = 120_000) {
  const seen = () => seeNumber(page, "progress-epoch");
  await expect.poll(seen, { timeout, intervals: [100], message: `epoch ${epoch}` }).toBeGreaterThanOrEqual(epoch);
}

/** Trains to the last epoch and gives the test accuracy. */
export async function trainToTheEnd(page, timeout = 180_000) {
  await pressTrain(page);
  await seePhase(page, "finished", timeout);
  return seeNumber(page, "test-accuracy");
}
