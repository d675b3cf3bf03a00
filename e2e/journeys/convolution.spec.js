// Networks of every kind of layer: built by hand, from a link, impossible ones named, and trained.
import { expect, test } from "@playwright/test";
import { addLayer, chooseReady, seeLayers } from "../pages/layers.js";
import { pressSteps } from "../pages/run.js";
import { hearConsole, openReady, seeNumber, speak, waitReady } from "../pages/site.js";

test("a convolutional network is built row by row, and each row tells what it gives", async ({ page }) => {
  const heard = hearConsole(page);
  await openReady(page, { settings: { layers: "16:relu" } });
  await addLayer(page, "conv");
  await addLayer(page, "max");
  expect(await seeLayers(page)).toEqual([["conv", "26x26x16"], ["max", "13x13x16"], ["dense", "16"]]);
  expect(await seeNumber(page, "parameters")).toBe(10 * 16 + (13 * 13 * 16 + 1) * 16 + 17 * 10);

  await page.getByTestId("layer-1-filters").fill("4");
  await page.getByTestId("layer-1-kernel").fill("5");
  await page.getByTestId("layer-1-stride").fill("2");
  await page.getByTestId("layer-1-padding").selectOption("same");
  await page.getByTestId("layer-2-stride").fill("1");
  await expect(page.getByTestId("layer-1-shape")).toHaveAttribute("data-value", "14x14x4");
  await expect(page.getByTestId("layer-2-shape")).toHaveAttribute("data-value", "13x13x4");
  await expect(page.getByTestId("layer-1-shape")).toHaveAttribute("title", /104 param/);

  for (const kind of ["avg", "flatten", "drop", "norm"]) await addLayer(page, kind);
  expect((await seeLayers(page)).map(([kind]) => kind)).toEqual(["conv", "max", "avg", "dense", "flatten", "drop", "norm"]);
  await page.getByTestId("layer-6-rate").fill("0.25");
  await expect(page).toHaveURL(/#layers=conv:4:5:relu:s2:same,max:2:s1,avg:2,16:relu,flatten,drop:0\.25,norm/);
  await expect(page.getByTestId("diagram").locator("svg")).toHaveAttribute("aria-label", /6×6×4/);
  await waitReady(page);
  expect((await pressSteps(page, 2)).every(Number.isFinite)).toBe(true);
  expect(heard).toEqual([]);
});

test("a link with every kind of layer sets it up again", async ({ page }) => {
  const layers = "conv:4:3:relu:s2:same,norm:m0.9,max:2:s1:same,avg:2,flatten,drop:0.25,12:tanh";
  await openReady(page, { settings: { layers } });
  await expect(page.getByTestId("message")).toHaveCount(0);
  expect(await seeLayers(page)).toEqual([
    ["conv", "14x14x4"],
    ["norm", "14x14x4"],
    ["max", "14x14x4"],
    ["avg", "7x7x4"],
    ["flatten", "196"],
    ["drop", "196"],
    ["dense", "12"],
  ]);
  for (const [id, value] of [["layer-1-padding", "same"], ["layer-1-stride", "2"], ["layer-3-size", "2"], ["layer-3-stride", "1"], ["layer-6-rate", "0.25"], ["layer-7-activation", "tanh"]]) {
    await expect(page.getByTestId(id), id).toHaveAttribute("data-value", value);
  }
  await page.getByTestId("epochs").fill("7");
  await expect(page).toHaveURL(new RegExp(`layers=${layers.replaceAll(".", "\\.")}&epochs=7`));
});

test("an impossible layer is named while it is typed, in both languages", async ({ page }) => {
  await openReady(page, { settings: { layers: "conv:4:16:relu,conv:4:3:relu,8:relu" } });
  const say = async (english, spanish) => {
    await expect(page.getByTestId("network-error")).toHaveText(english);
    await speak(page, "es");
    await expect(page.getByTestId("network-error")).toHaveText(spanish);
    await speak(page, "en");
  };
  await page.getByTestId("layer-2-kernel").fill("14");
  await say(
    "Layer 2 has a window of 14×14, but its image has only 13×13 left: use a smaller window, the padding \"same\", or fewer strides before it.",
    "La capa 2 tiene una ventana de 14×14, pero a su imagen solo le quedan 13×13: usa una ventana menor, el borde «same» o saltos menores antes.",
  );
  await expect(page.getByTestId("layer-2-kernel")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByTestId("layer-2-shape")).toHaveText("too large");
  await page.getByTestId("layer-2-padding").selectOption("same");
  await expect(page.getByTestId("network-error")).toHaveCount(0);
  await expect(page.getByTestId("layer-2-shape")).toHaveAttribute("data-value", "13x13x4");

  await page.getByTestId("layer-3-earlier").click();
  await say(
    "Layer 3 needs an image, but layer 2 gives a vector: move layer 3 before it.",
    "La capa 3 necesita una imagen, pero la capa 2 da un vector: mueve la capa 3 antes de ella.",
  );
  await expect(page.getByTestId("layer-3-shape")).toHaveText("no image");
  await page.getByTestId("layer-3-earlier").click();
  await expect(page.getByTestId("network-error")).toHaveCount(0);

  await page.getByTestId("layer-1-filters").fill("0");
  await say(
    "Layer 1: filters is 0: choose a number from 1 to 256.",
    "Capa 1: el número de filtros es 0: elige un número de 1 a 256.",
  );
  await expect(page.getByTestId("layer-1-filters")).toHaveAttribute("aria-invalid", "true");
});

test("a ready convolutional network learns", async ({ page }) => {
  await openReady(page);
  for (const [name, parameters, batch] of [["softmax", 7_850, 128], ["700-500", 905_010, 128], ["strided-cnn", 14_954, 128], ["cnn", 56_714, 32]]) {
    await chooseReady(page, name);
    await expect(page.getByTestId("parameters"), name).toHaveAttribute("data-value", String(parameters));
    await expect(page.getByTestId("batch-size"), name).toHaveAttribute("data-value", String(batch));
  }
  await waitReady(page);
  const losses = await pressSteps(page, 40);
  const mean = (some) => some.reduce((sum, loss) => sum + loss, 0) / some.length;
  expect(mean(losses.slice(-5))).toBeLessThan(mean(losses.slice(0, 5)) - 0.5);
});

test("layers are added by keyboard", async ({ page }) => {
  await openReady(page, { settings: { layers: "16:relu" } });
  await page.getByTestId("add-layer").focus();
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("add-layer-dense")).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByTestId("add-layer-dense")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("layer-2-units")).toHaveAttribute("data-value", "8");
  await expect(page.getByTestId("add-layer-dense")).toBeHidden();
  await expect(page.getByTestId("add-layer")).toBeFocused();
});
