// Broken files of a data set, and files of weights that are none: exact words, nothing lost.
import { readFileSync, truncateSync, writeFileSync } from "node:fs";
import { gunzipSync, gzipSync } from "node:zlib";
import { expect, test } from "@playwright/test";
import { pressStep, pressSteps } from "../pages/run.js";
import { open, openReady, seeNumber, speak, waitReady } from "../pages/site.js";
import { chooseWeights, saveWeights, writeTensors } from "../pages/weights.js";

const IMAGES = "train-images-idx3-ubyte.gz";
const LABELS = "t10k-labels-idx1-ubyte.gz";

/** A data set's file as the site has it. */
function siteFile(name) {
  const site = process.env.TRAZO_SITE ?? new URL("../../dist", import.meta.url).pathname;
  return readFileSync(`${site}/datasets/mnist/${name}`);
}

/** Numbers as 32 bits each, the largest byte first. */
function words(...numbers) {
  const bytes = Buffer.alloc(4 * numbers.length);
  numbers.forEach((number, place) => bytes.writeUInt32BE(number, 4 * place));
  return bytes;
}

/** A file that is served in place of a sound one, and what is said of it. */
const broken = [
  {
    name: "cut off while packed",
    file: IMAGES,
    body: () => siteFile(IMAGES).subarray(0, 1_000_000),
    detail: "the compressed file is damaged: incomplete deflate stream",
  },
  {
    name: "cut off while unpacked",
    file: IMAGES,
    body: () => gunzipSync(siteFile(IMAGES)).subarray(0, 16 + 784 * 100),
    detail: "the file is cut off: 78400 of 47040000 bytes are there",
  },
  {
    name: "of another kind",
    file: IMAGES,
    body: () => siteFile(LABELS),
    detail: "the file starts with 00000801 and not with 00000803: it is another kind of file",
  },
  {
    name: "a page that says that something went wrong",
    file: IMAGES,
    body: () => Buffer.from("<!doctype html><p>Not today</p>"),
    detail: "the file starts with 3c21646f and not with 00000803: it is another kind of file",
  },
  {
    name: "empty",
    file: LABELS,
    body: () => Buffer.alloc(0),
    detail: "the file has only 0 bytes: its header is cut off",
  },
  {
    name: "longer than its header says",
    file: IMAGES,
    body: () => gzipSync(Buffer.concat([words(0x803, 2, 28, 28), Buffer.alloc(3 * 784)])),
    detail: "the file is too long: 2352 bytes where its header announces 1568",
  },
  {
    name: "a bomb of gzip",
    file: IMAGES,
    body: () => gzipSync(Buffer.alloc(300e6), { level: 9 }),
    detail: "the file is larger than the 47040016 bytes that it can have",
  },
  {
    name: "with a label that names no class",
    file: LABELS,
    body: () => gzipSync(Buffer.concat([words(0x801, 10_000), Buffer.alloc(9_999), Buffer.from([10])])),
    detail: "label 9999 is 10, but there are only 10 classes",
  },
  {
    name: "with too few images",
    file: IMAGES,
    body: () => gzipSync(Buffer.concat([words(0x803, 1, 28, 28), Buffer.alloc(784)])),
    detail: "the file does not have the 60000 images of this data set",
  },
];

for (const { name, file, body, detail } of broken) {
  test(`a file of the data set: ${name}`, async ({ page }) => {
    await page.route(`**/datasets/mnist/${file}`, (route) =>
      route.fulfill({ body: body(), contentType: "application/gzip" }),
    );
    await open(page, { settings: { epochs: 7 } });
    const said = page.getByTestId("dataset-error").locator("p");
    await expect(said).toHaveText(
      `${file} arrived broken (${detail}). Try again; if it repeats, tell whoever publishes this page.`,
    );
    await speak(page, "es");
    await expect(said).toHaveText(
      `${file} llegó dañado (${detail}). Reinténtalo; si se repite, avisa a quien publica esta página.`,
    );
    await retry(page);
  });
}

const unreachable = [
  { name: "missing", answer: (route) => route.fulfill({ status: 404 }), detail: "the server answers 404" },
  { name: "out of reach", answer: (route) => route.abort("connectionrefused"), detail: "Failed to fetch" },
];

for (const { name, answer, detail } of unreachable) {
  test(`a file of the data set: ${name}`, async ({ page }) => {
    await page.route(`**/datasets/mnist/${LABELS}`, answer);
    await open(page, { settings: { epochs: 7 } });
    const said = page.getByTestId("dataset-error").locator("p");
    await expect(said).toHaveText(`${LABELS} could not be downloaded (${detail}). Check the connection and try again.`);
    await speak(page, "es");
    await expect(said).toHaveText(`No se pudo descargar ${LABELS} (${detail}). Comprueba la conexión y reinténtalo.`);
    await retry(page);
  });
}

/** With sound files again, one press brings the data set, and the settings are as they were. */
async function retry(page) {
  await page.unrouteAll();
  await page.getByTestId("dataset-retry").click();
  await waitReady(page);
  await expect(page.getByTestId("dataset-error")).toHaveCount(0);
  await expect(page.getByTestId("epochs")).toHaveAttribute("data-value", "7");
  expect(await pressStep(page)).toBeGreaterThan(0);
}

const weights = [
  {
    name: "for other layers",
    buffer: () => writeTensors({ "0.kernel": [784, 64], "0.bias": [64], "1.kernel": [64, 10], "1.bias": [10] }),
    detail: "tensor 0.kernel has shape [784, 64], but this network needs [784, 128]",
  },
  {
    name: "with a layer too few",
    buffer: () => writeTensors({ "0.kernel": [784, 128], "0.bias": [128] }),
    detail: "tensor 1.kernel is missing",
  },
  {
    name: "with a layer too many",
    buffer: () =>
      writeTensors({ "0.kernel": [784, 128], "0.bias": [128], "1.kernel": [128, 10], "1.bias": [10], "2.bias": [10] }),
    detail: "tensor 2.bias belongs to no layer of this network",
  },
  {
    name: "with a number that is none",
    buffer: () =>
      writeTensors({ "0.kernel": [784, 128], "0.bias": [128], "1.kernel": [128, 10], "1.bias": [10] }, Number.NaN),
    detail: "tensor 0.kernel has a number that is not finite",
  },
  {
    name: "of another kind",
    buffer: () => Buffer.from("GIF89a, or something else that is longer than eight bytes"),
    detail: "this is no safetensors file: header too large",
  },
  {
    name: "empty",
    buffer: () => Buffer.alloc(0),
    detail: "this is no safetensors file: header too small",
  },
];

test("weights that do not fit are refused in words, and the network stays", async ({ page }) => {
  await openReady(page);
  await pressSteps(page, 2);
  const { tensors: before } = await saveWeights(page);
  for (const { name, buffer, detail } of weights) {
    await test.step(name, async () => {
      await chooseWeights(page, { name: "w.safetensors", buffer: buffer() });
      const message = page.getByTestId("message").filter({ hasText: detail }).locator("p");
      await expect(message).toHaveText(
        `The weights do not fit this network: ${detail}. Make the layers those of the file or open another.`,
      );
      await speak(page, "es");
      await expect(message).toHaveText(
        `Los pesos no encajan en esta red: ${detail}. Ajusta las capas a las del archivo o abre otro.`,
      );
      await speak(page, "en");
      await page.getByTestId("message").filter({ hasText: detail }).getByTestId("dismiss").click();
      await expect(page.getByTestId("message")).toHaveCount(0);
      expect(await seeNumber(page, "progress-step")).toBe(2);
    });
  }
  expect((await saveWeights(page)).tensors).toEqual(before);
  await pressStep(page);
  expect(await seeNumber(page, "progress-step")).toBe(3);
});

test("a file too large to be weights is not read", async ({ page }) => {
  const path = test.info().outputPath("large.safetensors");
  writeFileSync(path, "");
  truncateSync(path, 100_000_001);
  await openReady(page);
  await chooseWeights(page, path);
  await expect(page.getByTestId("message").locator("p")).toHaveText(
    "The file could not be opened: large.safetensors is larger than 100 MB. Choose another.",
  );
});
