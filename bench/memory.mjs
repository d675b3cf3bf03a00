// Whether memory stays flat over many epochs, and over many networks one after the other.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { reasonOf } from "./browser.mjs";
import { countWorker } from "./counts.mjs";
import { openOurs } from "./ours.mjs";
import { plot } from "./plot.mjs";

const [EPOCHS, CYCLES] = [50, 30];
/** Epochs or cycles after which everything that is made once has been made. */
const EARLY = 5;

/** Small enough to be quick on the device: on a software adapter only a few hundred images are bearable. */
const NETWORKS = {
  cpu: { network: "16:relu", batch: 256 },
  webgpu: { network: "16:relu", batch: 128, own: { train: 640, test: 64 } },
};

/**
 * Bytes after each epoch and each cycle, on the devices; pictures go into `out`. `kept` are those of the weights of past
 * epochs, which the page keeps on purpose.
 */
export async function measureMemory(browser, site, devices, out, say) {
  const kinds = [
    { name: `${EPOCHS} epochs`, file: "memory-epochs", across: "epochs", measure: overEpochs },
    { name: `${CYCLES} resets`, file: "memory-resets", across: "resets", measure: overResets },
    { name: `${CYCLES} networks`, file: "memory-networks", across: "networks", measure: overNetworks },
  ];
  const found = [];
  for (const { name, file, across, measure } of kinds) {
    const series = [];
    for (const device of devices) {
      const what = { ...NETWORKS[device], device, prepare: device === "webgpu" ? countWorker : undefined };
      let ours;
      try {
        ours = await openOurs(browser, site, what);
        const points = [];
        await measure(ours, async (x) => {
          say(`memory, ${device}: ${x} of ${name}`);
          points.push({ x, ...(await look(ours, device)) });
        });
        for (const unit of Object.keys(points[0]).filter((key) => key !== "x")) {
          series.push({ name: `${device}: ${unit}`, points: points.map((point) => ({ x: point.x, y: point[unit] })) });
          const kept = measure === overEpochs ? (EPOCHS - EARLY) * 4 * (await ours.number("parameters")) : 0;
          found.push({ name: `${device}, ${name}`, unit, early: points.find(({ x }) => x >= EARLY)[unit], late: points.at(-1)[unit], kept });
        }
      } catch (error) {
        found.push({ name: `${device}, ${name}`, failed: reasonOf(error) });
      }
      await ours?.close().catch(() => {});
    }
    writeFileSync(join(out, `${file}.svg`), plot({ title: `memory over ${name}`, across, up: "bytes", series, linear: true }));
  }
  return found;
}

/** What the worker holds. */
async function look(ours, device) {
  const heap = { "wasm memory": await ours.memory() };
  if (device === "cpu") return heap;
  const { bytesAlive } = await ours.worker().evaluate(() => counted());
  return { ...heap, "GPU buffers": bytesAlive };
}

async function overEpochs(ours, note) {
  await ours.train();
  for (let epoch = 1; epoch <= EPOCHS; epoch += 1) {
    const done = epoch * (await ours.stepsPerEpoch());
    await ours.page.waitForFunction((done) => notes.marks.at(-1).step >= done, done, { polling: 50, timeout: 300_000 });
    await note(epoch);
  }
}

async function overResets(ours, note) {
  for (let cycle = 1; cycle <= CYCLES; cycle += 1) {
    await ours.first();
    await ours.page.getByTestId("reset").click();
    await ours.page.locator('[data-testid="phase"][data-value="fresh"]').waitFor({ timeout: 60_000 });
    await note(cycle);
  }
}

/** Another network in each cycle, by turns a smaller and a larger one. */
async function overNetworks(ours, note) {
  for (let cycle = 1; cycle <= CYCLES; cycle += 1) {
    await ours.page.getByTestId("layer-1-units").fill(cycle % 2 ? "24" : "16");
    await ours.page.getByTestId("layer-1-units").press("Tab");
    await ours.firstAfter(0);
    await note(cycle);
  }
}
