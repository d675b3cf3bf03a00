// Large batches: other workers compute shards of each, and nothing but the time depends on them.
import { expect, test } from "@playwright/test";
import { pressPause, pressReset, pressTrain, seePhase, waitForStep } from "../pages/run.js";
import { openReady, seeNumber } from "../pages/site.js";

/** 512 images through 784-128-128-10 are enough to be shared. */
const LARGE = { layers: "128:relu,128:relu", batch: 512, epochs: 2, seed: 9, val: "none" };

const helpers = (page) => page.workers().filter((worker) => worker.url().endsWith("?helper"));

/** Trains to the end; loss and accuracy on the test images as the page has them. */
async function train(page) {
  await pressTrain(page);
  await seePhase(page, "finished", 120_000);
  return [await seeNumber(page, "test-loss"), await seeNumber(page, "test-accuracy")];
}

test("only a large batch gets a helper", async ({ page, context }) => {
  await openReady(page, { settings: { ...LARGE, batch: 128 } });
  await pressTrain(page);
  await waitForStep(page, 100);
  expect(helpers(page)).toHaveLength(0);

  const other = await context.newPage();
  await openReady(other, { settings: LARGE });
  await pressTrain(other);
  await expect.poll(() => helpers(other).length).toBe(1);
});

test("a helper that is gone holds nothing up, and the run ends as with it", async ({ page }) => {
  await openReady(page, { settings: LARGE });
  await pressTrain(page);
  await expect.poll(() => helpers(page).length).toBe(1);
  await waitForStep(page, 10);
  await helpers(page)[0].evaluate(() => self.close());
  await seePhase(page, "finished", 120_000);
  const left = [await seeNumber(page, "test-loss"), await seeNumber(page, "test-accuracy")];
  await pressReset(page);
  expect(await train(page)).toEqual(left);
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
