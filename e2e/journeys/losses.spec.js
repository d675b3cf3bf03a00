// The page computes what it computed at commit 60953e4, to the last bit. model/tests/it/losses.rs follows the same runs.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { root } from "../pages/references.js";
import { pressStepsWithin, trainToTheEnd } from "../pages/run.js";
import { openReady, seeNumber } from "../pages/site.js";

const { runs } = JSON.parse(readFileSync(join(root, "model/tests/fixtures/losses.json"), "utf8"));

/** The bits of a number as hexadecimal digits. */
function bits(number, bytes) {
  const view = new DataView(new ArrayBuffer(bytes));
  if (bytes === 4) view.setFloat32(0, number);
  else view.setFloat64(0, number);
  return Buffer.from(view.buffer).toString("hex");
}

/** Loss and accuracy as they stand on the page; none where there are none. */
async function seeFigures(page, part) {
  const loss = await seeNumber(page, `${part}-loss`);
  return Number.isNaN(loss) ? null : { loss: bits(loss, 8), accuracy: bits(await seeNumber(page, `${part}-accuracy`), 8) };
}

for (const run of runs) {
  test(`${run.name}: ${run.losses.length} losses`, async ({ page }) => {
    await openReady(page, { device: "cpu", settings: Object.fromEntries(new URLSearchParams(run.link)) });
    const losses = await pressStepsWithin(page, run.losses.length);
    expect(losses.map((loss) => bits(loss, 4))).toEqual(run.losses);
    if (run.test) {
      await trainToTheEnd(page);
      expect(await seeFigures(page, "test")).toEqual(run.test);
    }
    const stopped = (await page.getByTestId("phase").getAttribute("data-value")) === "stopped-early";
    expect(stopped).toBe(run.stopped_early !== null);
    if (run.epochs.length > 0) {
      const { train, validation } = run.epochs.at(-1);
      expect(await seeFigures(page, "train")).toEqual(train);
      expect(await seeFigures(page, "validation")).toEqual(validation);
    }
  });
}
