// Everything that is measured, in one run: node main.mjs '{…}' with the options that `cargo xtask bench` gives.
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { adapterOf, launch } from "./browser.mjs";
import { countJob } from "./counts.mjs";
import { measureCurves } from "./curves.mjs";
import { measureMemory } from "./memory.mjs";
import { measureNative } from "./native.mjs";
import { chosen, jobsOn } from "./plan.mjs";
import * as report from "./report.mjs";
import { measureJob } from "./rounds.mjs";
import * as shows from "./shows.mjs";
import { measureStart } from "./start.mjs";

const options = JSON.parse(process.argv[2]);
const { site, other, peers, rounds, only, out } = options;
const addresses = { site, other, peers };
const devices = options.backend ? [options.backend] : ["cpu", "webgpu"];
const say = (words) => process.stderr.write(`  ${words}\n`);
const print = (...texts) => process.stdout.write(`\n${texts.filter((text) => text !== null).join("\n")}\n`);

mkdirSync(out, { recursive: true });
const results = { date: new Date().toISOString(), rounds, machine: { cpu: cpus()[0]?.model, cores: cpus().length, memory: totalmem() } };
/** What is only measured where it is asked for: by its flag, or by its name. */
const wanted = (name, flag) => flag || (only.length > 0 && chosen(name, only));
/** After each part, so that nothing is lost if a later one breaks off. */
const keep = () => writeFileSync(join(out, "bench.json"), `${JSON.stringify(results, null, 1)}\n`);

const browser = await launch(options);
try {
  results.browser = browser.version();
  results.adapter = await adapterOf(browser, site);
  const { machine, adapter } = results;
  print(`${machine.cpu}, ${machine.cores} cores; Chromium ${results.browser}; WebGPU: ${adapter ? `${adapter.description || adapter.vendor}${adapter.software ? " (software)" : ""}` : "none"}`);

  for (const device of devices) {
    const jobs = [];
    for (const job of jobsOn(device, only, other !== null)) jobs.push(await measureJob(browser, addresses, job, rounds, say));
    if (jobs.length === 0) continue;
    results[device] = jobs;
    keep();
    const lines = other ? shows.onOther(jobs) : device === "cpu" ? shows.onCpu(jobs) : shows.onWebgpu(jobs);
    print(report.speeds(jobs), "", report.besides(jobs), "", ...report.failures(jobs), shows.told(lines));
  }
  if (devices.includes("webgpu") && !other) {
    const counted = [];
    const jobs = jobsOn("webgpu", []).filter(({ batch, name }) => batch === 128 && chosen(`counts ${name}`, only));
    for (const job of jobs) counted.push(await countJob(browser, addresses, job, say));
    if (counted.length > 0) {
      results.counts = counted;
      keep();
      print(report.counts(counted), "", ...report.failures(counted), shows.told(shows.onCounts(counted)));
    }
  }
  if (chosen("start", only)) {
    results.start = await measureStart(options, say);
    keep();
    print(report.start(results.start), "", shows.told(shows.onStart(results.start)));
  }
  if (wanted("native", options.native)) {
    results.native = await measureNative(browser, options, say);
    keep();
    print(report.native(results.native), "", shows.told(shows.onNative(results.native)));
  }
  if (wanted("curves", options.plot)) {
    results.curves = await measureCurves(browser, site, devices, out, say);
    keep();
    print(report.curves(results.curves));
  }
  if (wanted("memory", options.plot)) {
    results.memory = await measureMemory(browser, site, devices, out, say);
    print(shows.told(shows.onMemory(results.memory)));
  }
} finally {
  keep();
  await browser.close();
}
