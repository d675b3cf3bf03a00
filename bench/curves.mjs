// What a step costs as the network and the batch grow, as tables and pictures.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { reasonOf } from "./browser.mjs";
import { openOurs } from "./ours.mjs";
import { plot } from "./plot.mjs";
import { spread } from "./statistics.mjs";

/** Units of the one hidden layer of 784-N-10, at batch 128. */
const UNITS = { cpu: [4, 8, 16, 32, 64, 128, 256, 512, 1_024, 2_048], webgpu: [8, 32, 128, 512, 2_048] };
/** Batch sizes for 784-128-10. */
const BATCHES = { cpu: [8, 16, 32, 64, 128, 256, 512, 1_024, 2_048, 4_096], webgpu: [8, 32, 128, 512, 2_048] };

/** The whole row is measured so often, one point after the other. */
const ROUNDS = { cpu: 3, webgpu: 1 };
const WINDOWS = {
  cpu: { warm: 0.5, seconds: 2, least: 3, most: 20 },
  webgpu: { warm: 1, seconds: 3, least: 3, most: 30 },
};

/** Measures both curves on the devices and writes their pictures into `out`. */
export async function measureCurves(browser, site, devices, out, say) {
  const kinds = [
    {
      name: "time-against-parameters",
      title: "a step of 784-N-10, batch 128",
      across: "parameters",
      points: (device) => UNITS[device].map((units) => ({ x: 795 * units + 10, layers: `${units}:relu`, batch: 128 })),
    },
    {
      name: "time-against-batch",
      title: "a step of 784-128-10",
      across: "images of a batch",
      points: (device) => BATCHES[device].map((batch) => ({ x: batch, layers: "128:relu", batch })),
    },
  ];
  const curves = [];
  for (const { name, title, across, points } of kinds) {
    const series = [];
    for (const device of devices) series.push({ name: device, points: await measureSeries(browser, site, device, points(device), (words) => say(`${name}, ${device}: ${words}`)) });
    writeFileSync(join(out, `${name}.svg`), plot({ title, across, up: "milliseconds", series }));
    curves.push({ name, title, across, series });
  }
  return curves;
}

/** Milliseconds of a step at each point; a point that fails says why. */
async function measureSeries(browser, site, device, points, say) {
  const results = points.map(({ x }) => ({ x, rounds: [] }));
  for (let round = 0; round < ROUNDS[device]; round += 1) {
    for (const [place, { x, layers, batch }] of points.entries()) {
      if (results[place].failed) continue;
      say(`${x}, round ${round + 1} of ${ROUNDS[device]}`);
      let ours;
      try {
        ours = await openOurs(browser, site, { network: layers, batch, device });
        const { steps, milliseconds } = await ours.measure(WINDOWS[device]);
        results[place].rounds.push(milliseconds / steps);
      } catch (error) {
        results[place] = { x, rounds: [], failed: reasonOf(error) };
      }
      await ours?.close().catch(() => {});
    }
  }
  return results.map((result) => ({ ...result, y: spread(result.rounds)?.median ?? null }));
}
