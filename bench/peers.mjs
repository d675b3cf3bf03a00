// The peers: each a page that does the same job with another library.
import { within } from "./browser.mjs";
import { CLASSES, layersOf, NETWORKS } from "./networks.mjs";

/** Each peer: its page and its name for the device. */
export const PEERS = {
  "jax-js wasm": { page: "jax.html", backend: "wasm", device: "cpu" },
  "TF.js wasm": { page: "tf.html", backend: "wasm", device: "cpu" },
  "jax-js webgpu": { page: "jax.html", backend: "webgpu", device: "webgpu" },
  "TF.js webgl": { page: "tf.html", backend: "webgl", device: "webgpu" },
  "TF.js webgpu": { page: "tf.html", backend: "webgpu", device: "webgpu" },
};

/** The names of those that compute on a device. */
export function peersOn(device) {
  return Object.keys(PEERS).filter((name) => PEERS[name].device === device);
}

/** Opens a peer's page with everything on its device. */
export async function openPeer(browser, url, name, { network, batch, prepare = async () => {} }) {
  const { page: file, backend } = PEERS[name];
  const context = await browser.newContext();
  const page = await context.newPage();
  try {
    await page.addInitScript(noteMemories);
    await prepare(page);
    await page.goto(`${url}peers/${file}`);
    await page.waitForFunction(() => globalThis.peer);
    const { shape } = NETWORKS[network];
    const job = { backend, layers: layersOf(NETWORKS[network]), shape, batch, classes: CLASSES };
    await within(120, "preparing", page.evaluate((job) => peer.prepare(job), job));
  } catch (error) {
    await context.close();
    throw error;
  }
  return new Peer(page, batch);
}

/** An opened peer. */
export class Peer {
  constructor(page, batch) {
    this.page = page;
    this.batch = batch;
  }

  close() {
    return this.page.context().close();
  }

  /** Milliseconds of the first step, compiling included. */
  first() {
    return within(180, "the first step", this.page.evaluate(() => peer.first()));
  }

  /** Trains for a while and gives images a second. */
  async measure({ warm, seconds, least, most }) {
    const train = (options) => within(options.most + 120, "a round", this.page.evaluate((options) => peer.train(options), options));
    await train({ seconds: warm, most: warm });
    const { steps, milliseconds } = await train({ seconds, least, most });
    return { imagesPerSecond: (1_000 * steps * this.batch) / milliseconds, steps, milliseconds };
  }

  /** Bytes of all memories of wasm that its page has made. They never shrink, so this is the most that there ever was. */
  memory() {
    return this.page.evaluate(() => [...memories].reduce((sum, memory) => sum + memory.buffer.byteLength, 0));
  }
}

/** Notes, before any other code runs, every memory of wasm that the page makes or gets from an instance. */
function noteMemories() {
  const memories = new Set();
  globalThis.memories = memories;
  const { Memory, instantiate, instantiateStreaming } = WebAssembly;
  WebAssembly.Memory = class extends Memory {
    constructor(descriptor) {
      super(descriptor);
      memories.add(this);
    }
  };
  const noteExports = (made) => {
    const exported = Object.values((made.instance ?? made).exports ?? {});
    exported.filter((value) => value instanceof Memory).forEach((memory) => memories.add(memory));
    return made;
  };
  WebAssembly.instantiate = (...args) => instantiate(...args).then(noteExports);
  WebAssembly.instantiateStreaming = (...args) => instantiateStreaming(...args).then(noteExports);
}
