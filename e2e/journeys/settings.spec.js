// Settings: in the link and out of it, layers up and down.
import { expect, test } from "@playwright/test";
import { addLayer } from "../pages/layers.js";
import { pressStep, pressSteps } from "../pages/run.js";
import { openReady, seeNumber, waitReady } from "../pages/site.js";

test("what is set up stands in the link, and the link sets it up again", async ({ page, context }) => {
  await openReady(page);
  expect(new URL(page.url()).hash).toBe("");
  await page.getByTestId("layer-1-units").fill("48");
  await page.getByTestId("layer-1-activation").selectOption("tanh");
  await addLayer(page, "dense");
  await page.getByTestId("optimizer").selectOption("momentum");
  await page.getByTestId("learning-rate").fill("0.02");
  await page.getByTestId("batch-size").fill("64");
  await page.getByTestId("epochs").fill("3");
  await page.getByTestId("seed").fill("7");
  await page.getByTestId("scale").selectOption("standardized");
  await page.getByTestId("validation").selectOption("none");
  await page.getByTestId("shuffle").uncheck();
  await page.getByTestId("augment").check();
  await expect(page).toHaveURL(/seed=7/);
  const parameters = await seeNumber(page, "parameters");
  expect(parameters).toBe(784 * 48 + 48 + 48 * 24 + 24 + 24 * 10 + 10);
  await waitReady(page);
  const loss = await pressStep(page);

  const other = await context.newPage();
  await other.goto(page.url());
  await waitReady(other);
  for (const id of ["layer-1-units", "layer-1-activation", "layer-2-units", "layer-2-activation", "optimizer", "learning-rate", "batch-size", "epochs", "seed", "scale", "validation", "parameters"]) {
    const value = await page.getByTestId(id).getAttribute("data-value");
    await expect(other.getByTestId(id), id).toHaveAttribute("data-value", value);
  }
  await expect(other.getByTestId("shuffle")).not.toBeChecked();
  await expect(other.getByTestId("augment")).toBeChecked();
  // The same link and the same seed: the same numbers, bit for bit.
  expect(await pressStep(other)).toBe(loss);
});

test("with augmentation and dropout too, two loads of a link give the same losses, bit for bit", async ({ context }) => {
  const settings = {
    layers: "conv:4:3:relu:s2,drop:0.25,flatten,norm,32:relu,drop:0.5",
    batch: 32,
    seed: 11,
    augment: "2:15:0.2:0.2:2",
  };
  /** The losses of the first steps in a page of its own. */
  const load = async (changed) => {
    const page = await context.newPage();
    await openReady(page, { settings: { ...settings, ...changed }, device: "cpu" });
    await expect(page.getByTestId("message")).toHaveCount(0);
    const losses = await pressSteps(page, 12);
    await page.close();
    return losses;
  };
  const losses = await load({});
  expect(losses.every(Number.isFinite)).toBe(true);
  expect(await load({})).toEqual(losses);
  // Both are at work, and so is the seed: without one of them, or with another seed, every loss is another.
  const others = [{ augment: "none" }, { layers: settings.layers.replaceAll("drop:0.25,", "").replace(",drop:0.5", "") }, { seed: 12 }];
  for (const changed of others) {
    const different = await load(changed);
    expect(different.filter((loss, step) => loss === losses[step]), JSON.stringify(changed)).toEqual([]);
  }
});

test("layers are added, moved and removed, up to sixteen", async ({ page }) => {
  await openReady(page, { settings: { layers: "32:relu,16:tanh" } });
  await page.getByTestId("layer-1-later").click();
  await expect(page.getByTestId("layer-1-units")).toHaveAttribute("data-value", "16");
  await expect(page.getByTestId("layer-1-activation")).toHaveAttribute("data-value", "tanh");
  await page.getByTestId("layer-2-earlier").click();
  await expect(page.getByTestId("layer-1-units")).toHaveAttribute("data-value", "32");
  for (let layer = 3; layer <= 16; layer += 1) await addLayer(page, "dense");
  await expect(page.getByTestId("layer-16-units")).toHaveAttribute("data-value", "1");
  await expect(page.getByTestId("add-layer")).toBeHidden();
  for (let layer = 16; layer >= 1; layer -= 1) await page.getByTestId(`layer-${layer}-remove`).click();
  await expect(page.getByTestId("layer-1-units")).toHaveCount(0);
  expect(await seeNumber(page, "parameters")).toBe(784 * 10 + 10);
  await expect(page).toHaveURL(/#layers=none$/);
  await waitReady(page);
  expect(await pressStep(page)).toBeGreaterThan(1.5);
});
