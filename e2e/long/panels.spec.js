// What looking costs: with each panel open the page stays quick, drawing flows, and the training hardly slows down.
import { expect, test } from "@playwright/test";
import { seeLongTasks, watchLongTasks } from "../pages/clock.js";
import { openInside } from "../pages/inside.js";
import { clearPad, draw, drawStroke, SEVEN } from "../pages/pad.js";
import { pressTrain, waitForEpoch, waitForStep } from "../pages/run.js";
import { openReady, seeNumber } from "../pages/site.js";

const PANELS = {
  data: async () => {},
  report: async () => {},
  errors: async () => {},
  inside: async () => {},
  activations: (page) => openInside(page, "activations"),
  weights: (page) => openInside(page, "weights"),
  map: async (page) => {
    await openInside(page, "map");
    await page.getByTestId("map-ask").click();
  },
};

async function openPanel(page, name) {
  const tab = page.getByTestId(name in { activations: 1, weights: 1, map: 1 } ? "tab-inside" : `tab-${name}`);
  if ((await tab.getAttribute("aria-expanded")) !== "true") await tab.click();
  await PANELS[name](page);
}

async function closePanel(page) {
  await page.getByTestId("strip-close").click();
}

/** Steps a second over `seconds`. */
async function speed(page, seconds) {
  const [from, began] = [await seeNumber(page, "progress-step"), performance.now()];
  await page.waitForTimeout(1_000 * seconds);
  return ((await seeNumber(page, "progress-step")) - from) / ((performance.now() - began) / 1_000);
}

/** Frames a second while a drawing is made. */
async function framesWhileDrawing(page) {
  await page.evaluate(() => {
    globalThis.frames = [];
    const frame = (now) => globalThis.frames.push(now) && requestAnimationFrame(frame);
    requestAnimationFrame(frame);
  });
  for (let stroke = 0; stroke < 3; stroke += 1) {
    const path = Array.from({ length: 30 }, (_, place) => [0.3 + 0.01 * place, 0.3 + 0.15 * stroke + 0.005 * place]);
    await drawStroke(page, path, 16);
  }
  const times = await page.evaluate(() => globalThis.frames);
  return (1_000 * (times.length - 1)) / (times.at(-1) - times[0]);
}

for (const name of Object.keys(PANELS)) {
  test(`with ${name} open @long`, async ({ page }) => {
    test.setTimeout(15 * 60_000);
    await openReady(page, { settings: { epochs: 1_000 } });
    await draw(page, SEVEN);
    await pressTrain(page);
    await waitForEpoch(page, 1);

    // Interleaved, because the machine is never the same for long.
    const ratios = [];
    for (let round = 0; round < 5; round += 1) {
      const closed = await speed(page, 8);
      await openPanel(page, name);
      const open = await speed(page, 8);
      await closePanel(page);
      ratios.push(open / closed);
    }
    ratios.sort((a, b) => a - b);

    await openPanel(page, name);
    await watchLongTasks(page);
    await clearPad(page);
    const frames = await framesWhileDrawing(page);
    await waitForStep(page, (await seeNumber(page, "progress-step")) + 1_000);
    const tasks = await seeLongTasks(page);
    console.log(`${name}: training ${ratios[2].toFixed(3)} of its speed (${ratios.map((ratio) => ratio.toFixed(3)).join(" ")}), ${frames.toFixed(0)} frames a second, tasks over 50 ms: ${JSON.stringify(tasks)}`);
    expect.soft(ratios[2]).toBeGreaterThanOrEqual(0.9);
    expect.soft(frames).toBeGreaterThanOrEqual(30);
    expect.soft(tasks).toEqual([]);
  });
}
