// Colour photographs: CIFAR-10 where the site has it, and words where it has not.
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { absent, cifarSample } from "../pages/references.js";
import { pressSteps } from "../pages/run.js";
import { hearConsole, open, seeNumber, speak, waitReady } from "../pages/site.js";

/** Whether a canvas of this size shows an image, opaque and in colour. */
async function seeColour(canvas, side) {
  return canvas.evaluate((element, side) => {
    const { data } = element.getContext("2d").getImageData(0, 0, side, side);
    const pixels = Array.from({ length: side * side }, (_, place) => data.slice(4 * place, 4 * place + 4));
    const opaque = pixels.every(([, , , alpha]) => alpha === 255);
    return element.width === side && element.height === side && opaque && pixels.some(([r, g, b]) => r !== g || g !== b);
  }, side);
}

test("a site without CIFAR-10 says so, and other images are a choice away", async ({ page }) => {
  await page.route("**/datasets/cifar-10/*", (route) => route.fulfill({ status: 404 }));
  await open(page, { settings: { data: "cifar-10" } });
  const error = page.getByTestId("dataset-error").locator("p");
  await expect(error).toHaveText(/^This page does not bring CIFAR-10 \(.*404\)\. Open your own copy or choose other images; .*`cargo xtask datasets`\.$/);
  await speak(page, "es");
  await expect(error).toHaveText(/^Esta página no trae CIFAR-10 \(.*404\)\. Abre tu copia o elige otras imágenes; .*`cargo xtask datasets`\.$/);
  await page.getByTestId("dataset").selectOption("mnist");
  await waitReady(page);
  await expect(page.getByTestId("dataset-error")).toHaveCount(0);
});

test("photographs are seen in colour, and a network learns from them", async ({ page }) => {
  const folder = cifarSample();
  test.skip(folder === null, absent);
  const heard = hearConsole(page);
  // The files as a server would send them that unpacks them on the way.
  await page.route("**/datasets/cifar-10/*", (route) => {
    const name = new URL(route.request().url()).pathname.split("/").pop().replace(/\.gz$/, "");
    return route.fulfill({ path: join(folder, name), contentType: "application/octet-stream" });
  });
  await open(page, { settings: { data: "cifar-10", layers: "conv:8:3:relu:s2,max:2,16:relu", batch: 32 } });
  await waitReady(page);
  // 4,660 and 846 images: what has arrived counts, not what is usual.
  expect(await seeNumber(page, "count-train")).toBe(4_194);
  expect(await seeNumber(page, "count-validation")).toBe(466);
  expect(await seeNumber(page, "count-test")).toBe(846);
  expect(await seeColour(page.getByTestId("sample").first().locator("canvas"), 32)).toBe(true);
  await expect(page.getByTestId("layer-1-shape")).toHaveAttribute("data-value", "15x15x8");

  // There is always a test image to look at, and the network says something about it.
  for (const id of ["pad-image", "seen"]) await expect.poll(() => seeColour(page.getByTestId(id), 32), id).toBe(true);
  await expect(page.getByTestId("winner")).toHaveAttribute("data-class", /\d/);
  await speak(page, "es");
  await expect(page.getByTestId("bar-0")).toContainText("Avión");
  expect((await pressSteps(page, 3)).every(Number.isFinite)).toBe(true);
  expect(heard).toEqual([]);
});
