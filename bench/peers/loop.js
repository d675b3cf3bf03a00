// What every peer does: train for a while, and read its loss at the pace at which our page reads its own.

/** Our worker awaits the device after so many steps at the latest (`MAX_QUEUED` in its run.rs), … */
const MOST_QUEUED = 8;
/** … and before it tells the page, after so many milliseconds (`PACE` in its clock.rs). */
const PACE = 125;

/**
 * Takes steps of `peer` for `seconds`, but at least `least` steps, and for at most `most` seconds. A peer has `step()`,
 * which queues one and leaves its loss to `read()`, and `finish()`, which waits until all that is queued is done.
 *
 * Gives the steps, the milliseconds they took, and the loss that was read last.
 */
export async function train(peer, { seconds, least = 1, most = 120 }) {
  const begin = performance.now();
  const lasted = () => (performance.now() - begin) / 1_000;
  let [done, queued, told, loss] = [0, 0, begin, Number.NaN];
  while (lasted() < most && (lasted() < seconds || done < least)) {
    peer.step();
    done += 1;
    queued += 1;
    const now = performance.now();
    if (queued >= MOST_QUEUED || now - told > PACE) {
      loss = await peer.read();
      if (!Number.isFinite(loss)) throw new Error(`the loss is ${loss} after ${done} steps`);
      queued = 0;
      if (now - told > PACE) told = now;
    }
  }
  await peer.finish();
  return { steps: done, milliseconds: performance.now() - begin, loss };
}

/** Offers a peer to whoever drives the page: `prepare(job)`, then `first()`, then `train(…)` as often as wanted. */
export function offer(prepare) {
  let peer;
  globalThis.peer = {
    prepare: async (job) => {
      peer = await prepare(job);
    },
    /** Milliseconds of the first step, until its loss is here. */
    first: async () => {
      const begin = performance.now();
      peer.step();
      await peer.read();
      await peer.finish();
      return performance.now() - begin;
    },
    train: (options) => train(peer, options),
  };
}

/** Batches that wait on the device; their number says how often the same images come again. */
export const BATCHES = 16;
