// Large batches: a second worker computes half of each, and nothing but the time depends on it.
import { expect, test } from "@playwright/test";
import { pressPause, pressReset, pressTrain, seePhase, waitForStep } from "../pages/run.js";
import { openReady, seeNumber } from "../pages/site.js";

/** 512 images through 784-128-10 are enough to be shared. */
const LARGE = { layers: "128:relu", batch: 512, epochs: 2, seed: 9, val: "none" };

const helpers = (page) => page.workers().filter((worker) => worker.url().endsWith("?helper"));

/** Trains to the end; loss and accuracy on the test images as the page has them. */
async function train(page) {
  await pressTrain(page);
  await seePhase(page, "finished", 120_000);
  return [await seeNumber(page, "test-loss"), await seeNumber(page, "test-accuracy")];
}

test("with a helper a run ends as it does without", async ({ page }) => {
  await openReady(page, { settings: LARGE });
  expect(helpers(page)).toHaveLength(0);
  const helped = await train(page);
  expect(helpers(page)).toHaveLength(1);

  // A file that is not there: the helper cannot start, and the worker goes on alone.
  await page.route("**/start.js?helper", (route) => route.fulfill({ status: 404, body: "" }));
  await page.reload();
  await openReady(page, { settings: LARGE });
  const alone = await train(page);
  expect(helpers(page)).toHaveLength(0);
  expect(alone).toEqual(helped);
});

test("a run that is paused goes on with its helper, and ends as it does without a pause", async ({ page }) => {
  await openReady(page, { settings: LARGE });
  const once = await train(page);
  await pressReset(page);
  await pressTrain(page);
  await waitForStep(page, 30);
  await pressPause(page);
  expect(await train(page)).toEqual(once);
  expect(helpers(page)).toHaveLength(1);
});
