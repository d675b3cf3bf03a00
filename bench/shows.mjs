// What was promised, and whether it holds here.
import { OTHER, OURS } from "./plan.mjs";
import { fastestPeer, ratioTo } from "./report.mjs";
import { bytes, figure } from "./table.mjs";

/** A line of the list: what is asked, what was measured, and whether that is enough; `null` where nothing was measured. */
function line(asked, measured, holds) {
  return { asked, measured, holds };
}

/** The lines as text. */
export function told(lines) {
  const mark = (holds) => (holds === null ? "not measured" : holds ? "holds" : "DOES NOT HOLD");
  return lines.map(({ asked, measured, holds }) => `${mark(holds)}: ${asked}${measured ? ` — ${measured}` : ""}`).join("\n");
}

/** At least so many times as fast as a peer. */
function against(job, peer, least, whose) {
  const asked = `${job.name}: ≥ ${least}× ${whose}`;
  if (job.results[OURS].failed) return line(asked, `${OURS} failed: ${job.results[OURS].failed}`, false);
  if (!peer || job.results[peer].failed) return line(asked, `no such peer could do it: ${peer ? job.results[peer].failed : "all failed"}`, null);
  const { median, least: from, most: to } = ratioTo(job, peer);
  return line(asked, `${figure(median)}× (${figure(from)}–${figure(to)}) ${peer}`, median >= least);
}

/** 1: the CPU worker against the fastest peer on any CPU backend. */
export function onCpu(jobs) {
  const least = (job) => (job.network === "784-32-16-10" ? 2.5 : 1.5);
  return jobs.filter(({ batch }) => batch === 128).map((job) => against(job, fastestPeer(job), least(job), "the fastest peer"));
}

/** 2: the GPU worker against jax-js and TensorFlow.js on the same adapter. */
export function onWebgpu(jobs) {
  return jobs.flatMap((job) => [
    against(job, "jax-js webgpu", job.network.endsWith("cnn") ? 1 : 1.3, "jax-js webgpu"),
    against(job, "TF.js webgpu", 3, "TF.js webgpu"),
  ]);
}

/** No job is slower than in another build, but for what a machine's noise hides. */
export function onOther(jobs) {
  return jobs.map((job) => against(job, OTHER, 0.97, OTHER));
}

/** Our worker reads after so many steps and after so many milliseconds at the latest. */
const [STEPS, PACE] = [8, 125];

/** 2: what a step of 784-128-10 asks of WebGPU. */
export function onCounts(counted) {
  const found = counted.find(({ network, batch }) => network === "784-128-10" && batch === 128);
  const asked = "a step of 784-128-10 with Adam: ≤ 16 dispatches, ≤ 1 submit, no readback but at the reporting pace";
  const result = found?.results[OURS];
  if (!result) return [];
  if (result.failed) return [line(asked, result.failed, false)];
  const { dispatches, submits, reads, bytesBack, milliseconds } = result;
  // The pace, plus a point of the curve where it falls between.
  const most = 1 / STEPS + milliseconds / PACE + 0.05;
  // A read is a submission of its own.
  const own = submits - reads;
  const measured = `${figure(dispatches)} dispatches, ${figure(own)} submits and ${figure(reads)} reads of ${bytes(reads ? bytesBack / reads : 0)}`;
  // The window need not begin and end with a step.
  return [line(asked, measured, dispatches <= 16 && own < 1.02 && reads <= Math.min(1, most))];
}

/** 3: an epoch in the page against Keras. */
export function onNative(native) {
  if (!native?.ratio) return [];
  const { median, least, most } = native.ratio;
  return [line("an epoch of 784-128-10 (60,000 images, batch 128) in the CPU worker: ≤ 1.5× Keras' time", `${figure(median)}× (${figure(least)}–${figure(most)})`, median <= 1.5)];
}

/** 4: memory does not grow. */
export function onMemory(memory) {
  return (memory ?? []).map(({ name, early, late, unit, kept, failed }) => {
    const asked = `${name}: memory stays flat`;
    if (failed) return line(asked, failed, false);
    const weights = kept ? `, ${bytes(kept)} of it weights kept of past epochs` : "";
    return line(asked, `${bytes(early)} → ${bytes(late)} (${unit}${weights})`, late - kept <= early * 1.05 + 1e6);
  });
}

/** 5: how soon the page is there. */
export function onStart(start) {
  if (!start) return [];
  const within = (asked, spread, most) => {
    const measured = spread && `${figure(spread.median / 1_000)} s (${figure(spread.least / 1_000)}–${figure(spread.most / 1_000)})`;
    return line(`${asked}: ≤ ${most} s`, measured, spread ? spread.median <= 1_000 * most : null);
  };
  const size = start.gpuWorkerGzip;
  return [
    within("page open to first paint", start.second.firstPaint, 0.5),
    within("page open to first prediction of the built-in network", start.second.firstPrediction, 1.2),
    within("click on Train to first finished step, CPU", start.second.firstStep, 0.4),
    line("GPU worker: ≤ 2.5 MB gzip", size === null ? null : bytes(size), size === null ? null : size <= 2.5e6),
  ];
}
