// Steps so heavy that more than one helper pays, on a machine that says that it has four processors.
import { expect, test } from "@playwright/test";
import { pressTrain, seePhase, waitForStep } from "../pages/run.js";
import { openReady, seeNumber } from "../pages/site.js";

/** 4,096 images through these layers are seven shards, and the 1,903 of the last batch are three. */
const HEAVY = { layers: "2048:relu,2048:relu", batch: 4096, epochs: 2, seed: 9, val: "last:0.9" };

/** The worker's script, after which it counts so many processors. */
const counting = (processors) => (script) =>
  `Object.defineProperty(navigator, "hardwareConcurrency", { value: ${processors} });\n${script}`;

const helpers = (page) => page.workers().filter((worker) => worker.url().endsWith("?helper"));

async function open(page, processors) {
  await page.route("**/workers/cpu-*/start.js*", async (route) => {
    const script = await (await route.fetch()).text();
    await route.fulfill({ contentType: "text/javascript", body: counting(processors)(script) });
  });
  await openReady(page, { device: "cpu", settings: HEAVY });
}

/** Loss and accuracy on all test images at the end of the run. */
async function end(page) {
  await seePhase(page, "finished", 240_000);
  return [await seeNumber(page, "test-loss"), await seeNumber(page, "test-accuracy")];
}

test.describe("a heavy step", { tag: "@long" }, () => {
  test.setTimeout(15 * 60_000);

  test("has as many helpers as processors to spare, and the losses of a worker alone", async ({ page, context }) => {
    await open(page, 4);
    await pressTrain(page);
    await expect.poll(() => helpers(page).length).toBe(3);
    const together = await end(page);
    expect(helpers(page)).toHaveLength(3);

    const other = await context.newPage();
    await open(other, 1);
    await pressTrain(other);
    await waitForStep(other, 2);
    expect(helpers(other)).toHaveLength(0);
    expect(await end(other)).toEqual(together);
  });
});
