// How soon the page is there: on a first visit, and on a second one with everything in the browser's cache.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { launchProfile } from "./browser.mjs";
import { noteProgress, Ours, seeReady } from "./ours.mjs";
import { spread } from "./statistics.mjs";

/** Visits of each kind. */
const VISITS = 5;

/** A seven, as shares of the pad. */
const SEVEN = [[0.3, 0.28], [0.5, 0.27], [0.7, 0.28], [0.58, 0.5], [0.48, 0.75]];

/** Times of both kinds of visits, milliseconds, and the size of the GPU worker. */
export async function measureStart(options, say) {
  const visits = { first: [], second: [] };
  for (let round = 0; round < VISITS; round += 1) {
    say(`start: visit ${round + 1} of ${VISITS}`);
    const folder = mkdtempSync(join(tmpdir(), "trazo-bench-"));
    const context = await launchProfile(folder, options);
    try {
      visits.first.push(await visit(context, options.site));
      visits.second.push(await visit(context, options.site));
    } finally {
      await context.close();
      rmSync(folder, { recursive: true, force: true });
    }
  }
  const figures = (all) => Object.fromEntries(Object.keys(all[0]).map((name) => [name, spread(all.map((one) => one[name]))]));
  return { visits: VISITS, first: figures(visits.first), second: figures(visits.second), gpuWorkerGzip: gpuWorkerGzip(options.dist) };
}

/** Opens the page, draws as soon as there is a pad, trains as soon as there is a network, and then another network. */
async function visit(context, site) {
  const page = await context.newPage();
  try {
    await page.addInitScript(noteProgress);
    await page.addInitScript(noteAnswer);
    await page.goto(`${site}?device=cpu#epochs=100`, { waitUntil: "commit" });
    await draw(page);
    await page.waitForFunction(() => globalThis.answered, null, { polling: 25 });
    const firstPrediction = await page.evaluate(() => globalThis.answered);
    const paints = await page.evaluate(() => performance.getEntriesByType("paint").map(({ name, startTime }) => [name, startTime]));
    await seeReady(page);
    const ready = await page.evaluate(() => performance.now());
    const ours = new Ours(page, 128);
    const firstStep = await ours.first();
    // Another network: what is asked for before it stands is done once it does.
    await page.getByTestId("ready-networks").click();
    await page.getByTestId("ready-700-500").click();
    const otherNetwork = await ours.firstAfter(0);
    return { firstPaint: Object.fromEntries(paints)["first-paint"], firstPrediction, ready, firstStep, otherNetwork };
  } finally {
    await page.close();
  }
}

/** Notes when the network has first answered. */
function noteAnswer() {
  const look = () => {
    if (document.querySelector('[data-testid="winner"]')?.dataset.class) globalThis.answered ??= performance.now();
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributeFilter: ["data-class", "data-value"] });
}

async function draw(page) {
  const pad = page.getByTestId("pad");
  await pad.waitFor();
  const { x, y, width, height } = await pad.boundingBox();
  const [first, ...rest] = SEVEN.map(([right, down]) => [x + right * width, y + down * height]);
  await page.mouse.move(...first);
  await page.mouse.down();
  for (const point of rest) await page.mouse.move(...point);
  await page.mouse.up();
}

/** Bytes of the GPU worker as it is sent; `null` where the site has none. */
function gpuWorkerGzip(dist) {
  const workers = join(dist, "workers");
  const folder = readdirSync(workers).find((name) => name.startsWith("webgpu-"));
  if (!folder) return null;
  const files = readdirSync(join(workers, folder)).map((name) => readFileSync(join(workers, folder, name)));
  return files.reduce((sum, file) => sum + gzipSync(file, { level: 9 }).length, 0);
}
