// What a step asks of WebGPU. These numbers are the same on every adapter.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { reasonOf, within } from "./browser.mjs";
import { cpuTime, MAIN, WORKER } from "./cpu-time.mjs";
import { OURS } from "./plan.mjs";
import { openContestant } from "./rounds.mjs";

const counting = readFileSync(join(import.meta.dirname, "counting.js"), "utf8");

/** What is counted over: so many steps and seconds at least. */
const [STEPS, SECONDS] = [8, 4];

/** Who uses WebGPU. */
export const COUNTED = [OURS, "jax-js webgpu", "TF.js webgpu"];

/** Counts a job for each of them: figures of one step, or why it failed. */
export async function countJob(browser, addresses, job, say) {
  const results = {};
  for (const name of COUNTED) {
    say(`${job.name}: counting ${name}`);
    let contestant;
    try {
      contestant = await openContestant(browser, addresses, name, job, name === OURS ? countWorker : countPage);
      await contestant.first();
      results[name] = await (name === OURS ? ours : peer)(browser, contestant);
    } catch (error) {
      results[name] = { failed: reasonOf(error) };
    }
    await contestant?.close().catch(() => {});
  }
  return { network: job.network, batch: job.batch, results };
}

/** Counts what a page itself does. */
async function countPage(page) {
  await page.addInitScript({ content: counting });
}

/** Counts what the GPU worker does: its start script first loads what counts. The page numbers what it hears of it. */
export async function countWorker(page) {
  await page.addInitScript(() => {
    globalThis.heard = 0;
    globalThis.Worker = class extends globalThis.Worker {
      constructor(script, options) {
        super(script, options);
        if (!String(script).includes("webgpu-")) return;
        this.addEventListener("message", () => {
          globalThis.heard += 1;
        });
      }
    };
  });
  const script = (body) => ({ contentType: "text/javascript", body });
  await page.route("**/workers/webgpu-*/counting.js", (route) => route.fulfill(script(counting)));
  await page.route("**/workers/webgpu-*/start.js", async (route) => {
    const original = await (await route.fetch()).text();
    await route.fulfill(script(`import "./counting.js";\n${original}`));
  });
}

async function peer(browser, { page }) {
  // What is made once is made by now.
  await within(300, "warming up", page.evaluate(() => peer.train({ seconds: 1, least: 2 })));
  const [before, cpuBefore] = [await page.evaluate(() => counted()), await cpuTime(browser, MAIN)];
  const { steps, milliseconds } = await within(300, "counting", page.evaluate((window) => peer.train(window), { seconds: SECONDS, least: STEPS, most: 240 }));
  const [cpuAfter, after] = [await cpuTime(browser, MAIN), await page.evaluate(() => counted())];
  return perStep({ before, after, steps, milliseconds, cpu: cpuAfter === null ? null : cpuAfter - cpuBefore, cpuSteps: steps });
}

async function ours(browser, contestant) {
  const { page } = contestant;
  await contestant.train();
  const reach = (step, time) =>
    page.waitForFunction(({ step, time }) => notes.marks.at(-1).step >= step && performance.now() >= time, { step, time }, { polling: 25, timeout: 300_000 });
  const last = () => page.evaluate(() => ({ ...notes.marks.at(-1), now: performance.now() }));
  const begin = await last();
  await reach(begin.step + 8, begin.now + 1_000);
  const [start, cpuBefore] = [await last(), await cpuTime(browser, WORKER)];
  await reach(start.step + STEPS, start.now + 1_000 * SECONDS);
  const [end, cpuAfter] = [await last(), await cpuTime(browser, WORKER)];
  await contestant.pause();
  const marks = (await page.evaluate(() => notes.marks)).filter(({ time }) => time >= start.time && time <= end.time);
  const training = longest(marks);
  if (training.length < 2) throw new Error("the epoch ended before a step could be counted");
  const [from, to] = [training[0], training.at(-1)];
  const snapshots = await contestant.worker().evaluate(() => countedAtMessages);
  return perStep({
    before: snapshots[from.heard - 1],
    after: snapshots[to.heard - 1],
    steps: to.step - from.step,
    milliseconds: to.time - from.time,
    cpu: cpuAfter === null ? null : cpuAfter - cpuBefore,
    cpuSteps: end.step - start.step,
  });
}

/**
 * The most marks of training in a row, so that neither the evaluation after an epoch counts nor what the worker says late
 * of an earlier pause.
 */
function longest(marks) {
  const rows = [[]];
  for (const mark of marks) {
    if (mark.phase === "training") rows.at(-1).push(mark);
    else rows.push([]);
  }
  return rows.reduce((most, row) => (row.length > most.length ? row : most));
}

/** The differences of two counts, for one step. Host time is the thread's own; where nobody tells, all but the waiting. */
function perStep({ before, after, steps, milliseconds, cpu, cpuSteps }) {
  const names = ["dispatches", "passes", "submits", "pipelines", "buffers", "reads", "bytesUp", "bytesBack"];
  const figures = Object.fromEntries(names.map((name) => [name, (after[name] - before[name]) / steps]));
  const unawaited = (milliseconds - (after.awaited - before.awaited)) / steps;
  const host = cpu === null ? unawaited : cpu / cpuSteps;
  return { ...figures, host, hostIsCpuTime: cpu !== null, unawaited, milliseconds: milliseconds / steps, steps, pipelinesInAll: after.pipelines, mostBytesAlive: after.mostBytesAlive };
}
