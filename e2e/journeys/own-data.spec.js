// A person's own images: arrays, pictures and CIFAR-10's batches; broken files; and what the browser keeps.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import { expect, test } from "@playwright/test";
import { chooseFile, npy, openDialog, pictures, png, useFile, zip } from "../pages/own.js";
import { absent, cifarSample } from "../pages/references.js";
import { trainToTheEnd } from "../pages/run.js";
import { hearConsole, open, openReady, seeNumber, speak, waitReady } from "../pages/site.js";

/** An `.npz` as Keras has it: images of 28×28, dark for class 0, bright for class 1. */
function keras(count) {
  const labels = Array.from({ length: count }, (_, index) => index % 2);
  const images = Buffer.concat(labels.map((label) => Buffer.alloc(784, label === 1 ? 200 : 20)));
  return zip({
    "x_train.npy": npy([count, 28, 28], images),
    "y_train.npy": npy([count], labels),
    "x_test.npy": npy([count, 28, 28], images),
    "y_test.npy": npy([count], labels),
  });
}

test("a network learns from an .npz of Keras", async ({ page }) => {
  const heard = hearConsole(page);
  await openReady(page, { settings: { epochs: 1, layers: "16:relu", batch: 16 } });
  await useFile(page, "mnist.npz", keras(200));
  await waitReady(page);
  expect(await seeNumber(page, "count-test")).toBe(200);
  expect(new URL(page.url()).hash).toMatch(/data=own:28x28x1:2:200:200:[0-9a-f]{8}/);
  expect(await trainToTheEnd(page)).toBeGreaterThan(0.4);
  expect(heard).toEqual([]);
});

test("pictures in a zip get names, and the names are seen everywhere", async ({ page }) => {
  await openReady(page, { settings: { epochs: 1, layers: "16:relu", batch: 8 } });
  await openDialog(page);
  await chooseFile(page, "set.zip", pictures());
  await expect(page.getByTestId("own-summary")).toHaveAttribute("data-value", "32:8");
  await expect(page.getByTestId("own-notes")).toContainText("All pictures are 16×16, in grey; they stay as they are.");
  await expect(page.getByTestId("own-name-0")).toHaveValue("bright");
  await page.getByTestId("own-name-0").fill("Snow");
  await page.getByTestId("own-use").click();
  await waitReady(page);
  await expect(page.getByTestId("bar-0")).toContainText("Snow");
  await expect(page.getByTestId("bar-1")).toContainText("dark");
  await expect(page.getByTestId("sample").first()).toHaveAttribute("title", /^(Snow|dark)$/);
  expect(Number.isFinite(await trainToTheEnd(page))).toBe(true);
});

test("a part of CIFAR-10 is opened from a person's own files", async ({ page }) => {
  const folder = cifarSample();
  test.skip(folder === null, absent);
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(".bin"))
    .map((name) => ({ name, mimeType: "application/octet-stream", buffer: readFileSync(join(folder, name)) }));
  await page.route("**/datasets/cifar-10/*", (route) => route.fulfill({ status: 404 }));
  await open(page, { settings: { data: "cifar-10", layers: "conv:4:3:relu:s2,max:2", batch: 64, epochs: 1 } });
  await page.getByTestId("dataset-open-own").click();
  await page.getByTestId("own-files").setInputFiles(files);
  await page.getByTestId("own-use").click({ timeout: 30_000 });
  await waitReady(page);
  await speak(page, "es");
  await expect(page.getByTestId("bar-0")).toContainText("Avión");
  expect(await trainToTheEnd(page)).toBeGreaterThan(0.05);
});

test("a broken file says what is wrong, and nothing else changes", async ({ page }) => {
  await openReady(page);
  await openDialog(page);
  await expect(page.getByTestId("dataset")).toHaveValue("mnist");
  await chooseFile(page, "set.zip", zip({ "a/1.png": png(9, () => [1, 1, 1]), "a/2.png": png(9, () => [2, 2, 2]) }));
  const error = page.getByTestId("own-error");
  await expect(error).toHaveText("All images are of one class: a network needs at least two to tell apart.");
  await page.getByTestId("own-close").click();
  await speak(page, "es");
  await openDialog(page);
  await chooseFile(page, "canción.mp3", Buffer.from("ID3"));
  await expect(error).toHaveText(/^canción\.mp3 no es de los archivos que se pueden leer: elige /);
  // A picture by its header that no browser decodes.
  const cut = (shade) => png(9, () => [shade, 0, 0]).subarray(0, 40);
  await chooseFile(page, "set.zip", zip({ "a/1.png": cut(1), "b/1.png": cut(2) }));
  await expect(error).toHaveText("a/1.png: el navegador no puede mostrar esta imagen: quizá esté dañada.");
  await page.getByTestId("own-close").click();
  await expect(page.getByTestId("dataset")).toHaveAttribute("data-value", "mnist");
  await waitReady(page);
});

test("a bomb is refused at once", async ({ page }) => {
  await openReady(page);
  await openDialog(page);
  const picture = png(9, () => [1, 1, 1]);
  const bomb = [deflateRawSync(Buffer.concat([picture, Buffer.alloc(25e6)])), 25e6 + picture.length];
  // The first time the reader itself is loaded.
  await chooseFile(page, "none.txt", Buffer.from("words"));
  await expect(page.getByTestId("own-error")).toBeVisible();
  const start = Date.now();
  await chooseFile(page, "bomb.zip", zip({ "a/1.png": bomb, "b/1.png": picture }));
  await expect(page.getByTestId("own-error")).toHaveText(/^a\/1\.png: its \d+ bytes would become 24 MB, which no image does\.$/);
  expect(Date.now() - start).toBeLessThan(2_000);
});

test("files dropped on the page are read", async ({ page }) => {
  await openReady(page);
  const bytes = [...keras(20)];
  const transfer = await page.evaluateHandle((bytes) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array(bytes)], "set.npz"));
    return transfer;
  }, bytes);
  await page.dispatchEvent("main", "dragover", { dataTransfer: transfer });
  await expect(page.getByTestId("drop-here")).toBeVisible();
  await page.dispatchEvent("main", "drop", { dataTransfer: transfer });
  await expect(page.getByTestId("own-summary")).toHaveAttribute("data-value", "20:20");
  await page.getByTestId("own-cancel").click();
  await page.getByTestId("own-close").click();
  await expect(page.getByTestId("dataset")).toHaveAttribute("data-value", "mnist");
});

test("images that are kept are there after a reload, and others are asked for", async ({ page }) => {
  await openReady(page, { settings: { layers: "8:relu" } });
  await useFile(page, "set.zip", pictures(), { keep: true });
  await waitReady(page);
  await page.getByTestId("own-open").click();
  await expect(page.getByTestId("own-kept")).toHaveAttribute("data-value", "true");
  await page.getByTestId("own-close").click();
  await page.reload();
  await waitReady(page);
  await expect(page.getByTestId("bar-0")).toContainText("bright");
  await page.getByTestId("own-open").click();
  await page.getByTestId("own-forget").click();
  await expect(page.getByTestId("own-kept")).toHaveAttribute("data-value", "false");
  await page.reload();
  await expect(page.getByTestId("dataset-error").locator("p")).toHaveText(
    "These settings are for images of your own that are not in this page: open them again.",
  );
  await page.getByTestId("dataset-open-own").click();
  await chooseFile(page, "set.zip", pictures());
  await page.getByTestId("own-use").click({ timeout: 30_000 });
  await waitReady(page);
});

test("a full browser keeps nothing and loses nothing", async ({ page, context }) => {
  await openReady(page, { settings: { layers: "8:relu" } });
  const session = await context.newCDPSession(page);
  const origin = new URL(page.url()).origin;
  await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 1_000 });
  await useFile(page, "mnist.npz", keras(400), { keep: true });
  await expect(page.getByTestId("message")).toContainText("The browser has no room to keep your images");
  await waitReady(page);
});
