// What is printed of the results.
import { OURS } from "./plan.mjs";
import { ratio } from "./statistics.mjs";
import { bytes, figure, table } from "./table.mjs";

/** Median and spread in a cell. */
function spreadCell(spread) {
  return spread ? `${figure(spread.median)} (${figure(spread.least)}–${figure(spread.most)})` : "–";
}

/** The fastest peer of a job that did not fail; `null` where none is left. */
export function fastestPeer({ contestants, results }, among = () => true) {
  const peers = contestants.filter((name) => name !== OURS && among(name) && results[name].imagesPerSecond);
  return peers.sort((a, b) => results[b].imagesPerSecond.median - results[a].imagesPerSecond.median)[0] ?? null;
}

/** How many times as fast as a peer we are, round by round; `null` where one of both failed. */
export function ratioTo(job, peer) {
  const [ours, theirs] = [job.results[OURS], job.results[peer]];
  return ours?.imagesPerSecond && theirs?.imagesPerSecond ? ratio(ours.rounds, theirs.rounds) : null;
}

/** Images a second of all jobs on a device. */
export function speeds(jobs) {
  const names = jobs[0].contestants;
  const rows = jobs.map((job) => {
    const cells = names.map((name) => (job.results[name].failed ? "failed" : spreadCell(job.results[name].imagesPerSecond)));
    const fastest = fastestPeer(job);
    const times = fastest && ratioTo(job, fastest);
    return [job.name, ...cells, times ? `${spreadCell(times)} × ${fastest}` : "–"];
  });
  return table(["images/s, median (least–most)", ...names, "ours to the fastest peer"], rows);
}

/** What else was measured of them. */
export function besides(jobs) {
  const names = jobs[0].contestants;
  const each = (head, figureOf) => {
    const rows = jobs.map((job) => [job.name, ...names.map((name) => figureOf(job.results[name]))]);
    return table([head, ...names], rows);
  };
  const whole = jobs.filter(({ results }) => results[OURS].wholeEpoch).map(({ name, results }) => [name, figure(results[OURS].wholeEpoch)]);
  return [
    each("milliseconds to the first step", ({ firstStep }) => figure(firstStep)),
    each("most wasm memory", ({ memory }) => bytes(memory)),
    ...(whole.length > 0 ? [table(["images/s of a whole epoch, evaluation and all", OURS], whole)] : []),
  ].join("\n\n");
}

/** Why contestants failed. */
export function failures(groups) {
  return groups.flatMap(({ name, network, batch, results }) =>
    Object.entries(results)
      .filter(([, { failed }]) => failed)
      .map(([who, { failed }]) => `${who} failed in ${name ?? `${network} batch ${batch}`}: ${failed}`),
  );
}

/** What a step asks of WebGPU. */
export function counts(counted) {
  const rows = counted.flatMap(({ network, batch, results }) =>
    Object.entries(results).map(([who, result]) => {
      const name = `${network} batch ${batch}, ${who}`;
      if (result.failed) return [name, "failed"];
      const { dispatches, passes, submits, buffers, reads, bytesUp, bytesBack, host, pipelinesInAll, mostBytesAlive } = result;
      return [name, ...[dispatches, passes, submits, buffers, reads].map(figure), bytes(bytesUp), bytes(bytesBack), figure(host), pipelinesInAll, bytes(mostBytesAlive)];
    }),
  );
  const head = ["a step on WebGPU", "dispatches", "passes", "submits", "buffers", "reads", "bytes up", "bytes back", "host ms", "pipelines in all", "most GPU bytes"];
  return table(head, rows);
}

/** How soon the page is there. */
export function start({ visits, first, second }) {
  const rows = [
    ["page open to first paint", "firstPaint"],
    ["page open to first prediction", "firstPrediction"],
    ["page open to a network that can be trained", "ready"],
    ["click on Train to first finished step", "firstStep"],
    ["another network, Train to its first finished step", "otherNetwork"],
  ].map(([words, name]) => [words, spreadCell(first[name]), spreadCell(second[name])]);
  return table([`milliseconds, median of ${visits} (least–most)`, "first visit", "second visit"], rows);
}

/** An epoch in three places. */
export function native({ threads, results }) {
  const rows = Object.entries(results).map(([name, { seconds, failed }]) => [name, failed ? `failed: ${failed}` : spreadCell(seconds)]);
  return table([`an epoch of 784-128-10, 60,000 images, batch 128; outside the page ${threads} threads`, "seconds, median (least–most)"], rows);
}

/** What a step costs as something grows. */
export function curves(all) {
  return all
    .map(({ title, across, series }) => {
      const points = [...new Set(series.flatMap(({ points }) => points.map(({ x }) => x)))].sort((a, b) => a - b);
      const cell = (point) => (point?.failed ? "failed" : figure(point?.y));
      const rows = points.map((x) => [`${x.toLocaleString("en")} ${across}`, ...series.map(({ points }) => cell(points.find((point) => point.x === x)))]);
      return table([title, ...series.map(({ name }) => `${name}, ms`)], rows);
    })
    .join("\n\n");
}
