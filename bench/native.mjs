// One epoch of 784-128-10 on 60,000 images in three places: in the page, in a terminal, and in Keras.
import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { reasonOf } from "./browser.mjs";
import { openOurs } from "./ours.mjs";
import { ratio, spread } from "./statistics.mjs";

const run = promisify(execFile);

const [THREADS, BATCH, IMAGES] = [2, 128, 60_000];

/** Seconds of an epoch in each place, interleaved; what failed, with its reason. */
export async function measureNative(browser, { site, train, python, data, out, rounds }, say) {
  const spec = join(out, "epoch.json");
  writeFileSync(spec, JSON.stringify({ batch_size: BATCH, epochs: 1, validation: "none" }));
  const places = {
    "Trazo in the page": () => inPage(browser, site),
    "Trazo in a terminal": () => inTerminal(train, spec, data),
    Keras: () => inKeras(python, data),
  };
  const results = Object.fromEntries(Object.keys(places).map((name) => [name, { rounds: [] }]));
  for (let round = 0; round < rounds; round += 1) {
    say(`an epoch: round ${round + 1} of ${rounds}`);
    for (const [name, measure] of Object.entries(places)) {
      if (results[name].failed) continue;
      try {
        results[name].rounds.push(await measure());
      } catch (error) {
        results[name] = { rounds: [], failed: reasonOf(error.stderr?.trim().split("\n").at(-1) || error) };
      }
    }
  }
  for (const result of Object.values(results)) result.seconds = spread(result.rounds);
  const [page, keras] = [results["Trazo in the page"], results.Keras];
  const comparable = page.rounds.length > 0 && keras.rounds.length > 0;
  return { threads: THREADS, results, ratio: comparable ? ratio(page.rounds, keras.rounds) : null };
}

/** The second epoch, from one last step that the page shows to the next: in the first the browser compiles. */
async function inPage(browser, site) {
  const settings = { val: "none", epochs: 2 };
  const ours = await openOurs(browser, site, { network: "784-128-10", batch: BATCH, device: "cpu", settings });
  try {
    await ours.train();
    const steps = Math.ceil(IMAGES / BATCH);
    const end = (step) => notes.marks.find((mark) => mark.step === step)?.time;
    await ours.page.waitForFunction((step) => notes.marks.some((mark) => mark.step === step), 2 * steps, { polling: 50, timeout: 300_000 });
    const [first, second] = [await ours.page.evaluate(end, steps), await ours.page.evaluate(end, 2 * steps)];
    return (second - first) / 1_000;
  } finally {
    await ours.close();
  }
}

/** The session's own clock. */
async function inTerminal(train, spec, data) {
  const arguments_ = ["--spec", spec, "--data", data, "--json"];
  const { stdout } = await run(train, arguments_, { env: { ...process.env, RAYON_NUM_THREADS: String(THREADS) }, maxBuffer: 1 << 26 });
  return JSON.parse(stdout).epochs[0].seconds;
}

/** Keras' second epoch: in its first it also compiles. */
async function inKeras(python, data) {
  const script = join(import.meta.dirname, "keras_epoch.py");
  const { stdout } = await run(python, [script, join(data, "mnist"), String(THREADS)], { env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: "3" }, maxBuffer: 1 << 26 });
  return JSON.parse(stdout.trim().split("\n").at(-1)).seconds[1];
}
