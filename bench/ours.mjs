// Our page, driven as a visitor drives it: settings from a link, a click on Train, numbers read off the page.
import { LOOK, within } from "./browser.mjs";
import { NETWORKS, parametersOf } from "./networks.mjs";
import { cifarFiles } from "./own-images.mjs";

/** Seconds that the page may take until a network stands: on a software adapter the self-test alone takes a while. */
const PATIENCE = 240;
/** What the address of a worker's helper ends with. */
const HELPER = "?helper";
/** Random images for networks that want CIFAR-10's: as many as one of its files has. */
const OWN = { train: 10_000, test: 1_000 };

/** Notes in the page, from its first moment on, when step and phase change, and when Train is pressed. */
export function noteProgress() {
  const notes = { marks: [], pressed: Number.NaN };
  globalThis.notes = notes;
  const value = (testId) => document.querySelector(`[data-testid="${testId}"]`)?.dataset.value;
  const look = () => {
    const [step, phase, last] = [Number(value("progress-step")), value("phase"), notes.marks.at(-1)];
    if (phase === undefined || (last?.step === step && last.phase === phase)) return;
    notes.marks.push({ time: performance.now(), step, phase, heard: globalThis.heard ?? 0 });
  };
  new MutationObserver(look).observe(document, { subtree: true, attributeFilter: ["data-value"] });
  const press = ({ target }) => {
    if (target.closest?.('[data-testid="train"]')) notes.pressed = performance.now();
  };
  document.addEventListener("click", press, { capture: true });
}

/**
 * Opens the page with a network that stands ready.
 *
 * `device` is `cpu` or `webgpu`; `settings` are further pieces of the link; `own` says how many random images of
 * CIFAR-10's size to use instead of MNIST; `prepare` may do something to the new page before it is opened.
 */
export async function openOurs(browser, url, { network, batch, device, settings = {}, own, prepare = async () => {} }) {
  const context = await browser.newContext(LOOK);
  const page = await context.newPage();
  try {
    await page.addInitScript(noteProgress);
    await prepare(page);
    await page.goto(address(url, { network, batch, device, settings }));
    const images = own ?? (NETWORKS[network]?.shape[2] === 3 ? OWN : null);
    if (images) await useRandomImages(page, images);
    await seeReady(page);
    await check(page, network, device);
  } catch (error) {
    await context.close();
    throw error;
  }
  return new Ours(page, batch);
}

/** The link. A network is a name of the list, or its layers in the notation of links. */
export function address(url, { network, batch, device, settings }) {
  const layers = NETWORKS[network]?.layers ?? network;
  const pieces = Object.entries({ layers, batch, epochs: 1_000, ...settings }).map(([name, value]) => `${name}=${value}`);
  return `${url}?device=${device}#${pieces.join("&")}`;
}

/** Waits until a network stands that can be trained. */
export async function seeReady(page) {
  await page.locator('[data-testid="evaluate"]:enabled').waitFor({ timeout: 1_000 * PATIENCE });
  await page.locator('[data-testid="train"]:enabled').waitFor();
}

/** Random images of CIFAR-10's size, through the dialog for a person's own. */
async function useRandomImages(page, { train, test }) {
  await page.getByTestId("dataset").selectOption("own");
  await page.getByTestId("own-files").setInputFiles(cifarFiles(train, test));
  await page.getByTestId("own-use").click({ timeout: 60_000 });
  await page.locator('[data-testid="dataset"][data-value="own"]').waitFor();
}

/** That the page has understood: the same number of parameters as we count, and the device asked for. */
async function check(page, network, device) {
  const seen = (testId) => page.getByTestId(testId).getAttribute("data-value");
  if (NETWORKS[network]) {
    const [theirs, ours] = [Number(await seen("parameters")), parametersOf(NETWORKS[network])];
    if (theirs !== ours) throw new Error(`the page has ${theirs} parameters where ${ours} were expected`);
  }
  const computing = await seen("device");
  if (computing !== device) throw new Error(`the page computes on ${computing}: ${await seen("device-reason")}`);
}

/** The opened page. */
export class Ours {
  constructor(page, batch) {
    this.page = page;
    this.batch = batch;
  }

  close() {
    return this.page.context().close();
  }

  /** Milliseconds from the click on Train until the page shows a finished step; pauses then. */
  async first() {
    return this.firstAfter(await this.steps());
  }

  /** The same where the network has taken so many steps; 0 where a click on Train makes a new one. */
  async firstAfter(steps) {
    await this.train();
    const milliseconds = await within(
      PATIENCE,
      "the first step",
      this.page.evaluate(async (steps) => {
        const found = () => notes.marks.find(({ step, time }) => step > steps && time > notes.pressed);
        while (!found()) await new Promise((done) => setTimeout(done, 20));
        return found().time - notes.pressed;
      }, steps),
    );
    await this.pause();
    return milliseconds;
  }

  /** Trains for a while and gives images a second, evaluation left out. */
  async measure({ warm, seconds, least, most }) {
    await this.train();
    const marks = await within(
      warm + most + 60,
      "a round",
      this.page.evaluate(watch, { warm, seconds, least, most }),
    );
    await this.pause();
    const { steps, milliseconds } = trained(marks);
    return { imagesPerSecond: (1_000 * steps * (await this.imagesPerStep())) / milliseconds, steps, milliseconds };
  }

  /** Images a second of a whole epoch, from the end of one to the end of the next, evaluation and all. */
  async wholeEpoch(most) {
    const steps = await this.stepsPerEpoch();
    const from = await this.steps();
    await this.train();
    const times = await this.page.evaluate(watchEpochs, { from, steps, most });
    await this.pause();
    return times ? (1_000 * (await this.trainImages())) / (times[1] - times[0]) : null;
  }

  async train() {
    await this.page.getByTestId("train").click({ timeout: 60_000 });
  }

  async pause() {
    await this.page.getByTestId("pause").click({ timeout: 60_000 });
    await this.page.locator('[data-testid="phase"][data-value="paused"]').waitFor({ timeout: 120_000 });
    await this.page.locator('[data-testid="train"]:enabled').waitFor({ timeout: 120_000 });
  }

  async number(testId) {
    return Number(await this.page.getByTestId(testId).getAttribute("data-value"));
  }

  steps() {
    return this.number("progress-step");
  }

  trainImages() {
    return this.number("count-train");
  }

  async stepsPerEpoch() {
    return Math.ceil((await this.trainImages()) / this.batch);
  }

  /** The last batch of an epoch may be smaller. */
  async imagesPerStep() {
    return (await this.trainImages()) / (await this.stepsPerEpoch());
  }

  /** The worker that computes: the one of the device, neither the reader nor a helper. */
  worker() {
    const workers = this.page.workers().filter((worker) => !worker.url().includes("/reader-") && !worker.url().endsWith(HELPER));
    return workers.at(-1);
  }

  /** The further workers, which compute shards of each large batch. */
  helpers() {
    return this.page.workers().filter((worker) => worker.url().endsWith(HELPER));
  }

  /** Bytes of wasm memory of the workers that compute. It never shrinks, so this is the most that it ever was. */
  async memory() {
    const workers = [this.worker(), ...this.helpers()];
    const memories = workers.map((worker) =>
      worker.evaluate(async () => {
        // The worker's own module: asked once more, it gives the instance that runs already.
        const { default: init } = await import(new URL("worker.js", location.href));
        return (await init()).memory.buffer.byteLength;
      }),
    );
    return (await Promise.all(memories)).reduce((sum, bytes) => sum + bytes, 0);
  }
}

/** In the page: waits for the warm-up, then for the window; gives the marks of the window. */
async function watch({ warm, seconds, least, most }) {
  const turn = () => new Promise((done) => setTimeout(done, 25));
  const begin = performance.now();
  const lasted = (since) => (performance.now() - since) / 1_000;
  while (lasted(begin) < warm) await turn();
  // The window begins where a step has just been told of.
  const told = notes.marks.length;
  while (notes.marks.length === told) await turn();
  const [start, first] = [notes.marks.length - 1, notes.marks.at(-1)];
  const steps = () => notes.marks.at(-1).step - first.step;
  while (lasted(first.time) < most && (lasted(first.time) < seconds || steps() < least)) await turn();
  while (steps() === 0) await turn();
  return notes.marks.slice(start);
}

/** In the page: waits until two epochs have ended after step `from`, and gives when; nothing after `most` seconds. */
async function watchEpochs({ from, steps, most }) {
  const begin = performance.now();
  const ends = [1, 2].map((place) => (Math.floor(from / steps) + place) * steps);
  const end = (step) => notes.marks.find((mark) => mark.step === step)?.time;
  while (end(ends[1]) === undefined) {
    if ((performance.now() - begin) / 1_000 > most) return null;
    await new Promise((done) => setTimeout(done, 50));
  }
  return ends.map(end);
}

/** Steps, and the milliseconds in which the run was training: from each mark of that phase to the next. */
export function trained(marks) {
  return marks.slice(1).reduce(
    ({ steps, milliseconds }, mark, place) => {
      const before = marks[place];
      if (before.phase !== "training") return { steps, milliseconds };
      return { steps: steps + mark.step - before.step, milliseconds: milliseconds + mark.time - before.time };
    },
    { steps: 0, milliseconds: 0 },
  );
}
