// What is measured: each job is a network with a batch size on a device.
import { peersOn } from "./peers.mjs";

const MLPS = ["784-32-16-10", "784-128-10", "784-700-500-10"];
const BATCHES = [32, 128, 512];
const CNNS = ["mnist-cnn", "cifar-cnn"];

/** Who is measured against the peers. */
export const OURS = "Trazo";

/** Another build of ours that is measured in the peers' place. */
export const OTHER = "the other build";

/** How long a round lasts: seconds to warm up, seconds to measure, at least so many steps, at most so many seconds. */
const WINDOWS = {
  cpu: { warm: 1, seconds: 3, least: 4, most: 30 },
  // On a software adapter a step can take seconds.
  webgpu: { warm: 1, seconds: 4, least: 3, most: 25 },
};

/** The jobs on a device whose names contain one of these texts; all, where there are none. Against peers, or another build. */
export function jobsOn(device, only, against = false) {
  const shapes = [
    ...MLPS.flatMap((network) => BATCHES.map((batch) => [network, batch])),
    ...CNNS.map((network) => [network, 128]),
  ];
  return shapes
    .map(([network, batch]) => ({
      name: `${device} ${network} batch ${batch}`,
      network,
      batch,
      device,
      window: WINDOWS[device],
      contestants: [OURS, ...(against ? [OTHER] : peersOn(device))],
    }))
    .filter(({ name }) => chosen(name, only));
}

/** Whether a part of the whole is wanted. */
export function chosen(name, only) {
  return only.length === 0 || only.some((text) => name.includes(text));
}
