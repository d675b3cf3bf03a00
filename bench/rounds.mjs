// A job in interleaved rounds: ours, a peer, the next peer, then back again. A machine is never the same for long; so what
// slows one of them slows the others too, and none of them always comes first.
import { reasonOf, within } from "./browser.mjs";
import { openOurs } from "./ours.mjs";
import { openPeer } from "./peers.mjs";
import { OTHER, OURS } from "./plan.mjs";
import { spread } from "./statistics.mjs";

/** Seconds that two whole epochs may take before they are given up. */
const WHOLE_EPOCH = 90;

/** Opens whoever takes part. */
export function openContestant(browser, addresses, name, job, prepare) {
  const what = { ...job, prepare };
  const sites = { [OURS]: addresses.site, [OTHER]: addresses.other };
  return sites[name] ? openOurs(browser, sites[name], what) : openPeer(browser, addresses.peers, name, what);
}

/**
 * Measures a job. For each contestant: images a second of each round and their spread, milliseconds to the first step,
 * bytes of memory in the end; or why it failed, and nothing else then.
 */
export async function measureJob(browser, addresses, job, rounds, say) {
  const results = Object.fromEntries(job.contestants.map((name) => [name, { rounds: [] }]));
  const open = {};
  /** Does something with a contestant that has not failed; notes its failure. */
  const attempt = async (name, what) => {
    if (results[name].failed) return;
    try {
      await what(results[name], open[name]);
    } catch (error) {
      results[name] = { failed: reasonOf(error) };
      await open[name]?.close().catch(() => {});
    }
  };
  for (const name of job.contestants) {
    await attempt(name, async (result) => {
      open[name] = await openContestant(browser, addresses, name, job);
      result.firstStep = await open[name].first();
    });
  }
  for (let round = 0; round < rounds; round += 1) {
    say(`${job.name}: round ${round + 1} of ${rounds}`);
    const order = round % 2 === 0 ? job.contestants : job.contestants.toReversed();
    for (const name of order) {
      await attempt(name, async (result, contestant) => {
        result.rounds.push((await contestant.measure(job.window)).imagesPerSecond);
      });
    }
  }
  for (const name of job.contestants) {
    await attempt(name, async (result, contestant) => {
      result.imagesPerSecond = spread(result.rounds);
      if (name === OURS) result.wholeEpoch = job.device === "cpu" ? await contestant.wholeEpoch(WHOLE_EPOCH) : null;
      result.memory = await within(60, "asking for the memory", contestant.memory());
      await contestant.close();
    });
  }
  return { ...job, results };
}
