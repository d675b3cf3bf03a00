// Inside the network: its summary, what its layers make of a drawing, its weights, which pixels mattered, and the map.
import { expect, test } from "@playwright/test";
import { seeLongTasks, watchLongTasks } from "../pages/clock.js";
import { drawMap, openInside, seeFigures, seeInk, seeOtherFigures } from "../pages/inside.js";
import { clearPad, draw, drawStroke, seeImage, SEVEN } from "../pages/pad.js";
import { pressPause, pressStep, pressSteps, pressTrain, seePhase, waitForStep } from "../pages/run.js";
import { hearConsole, openReady, seeNumber, speak } from "../pages/site.js";
import { numbers, saveWeights } from "../pages/weights.js";

const CNN = "conv:4:3:relu,max:2,conv:6:3:relu,flatten,drop:0.2,16:relu";

test("the summary reads as Keras prints it, and is copied as text", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openReady(page, { settings: { layers: CNN } });
  await openInside(page, "layers");
  await page.getByTestId("summary-copy").click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain("Model: \"sequential\"");
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toContain("│ conv2d (Conv2D)                 │ (None, 26, 26, 4)      │            40 │");
  expect(text).toContain("│ dense_1 (Dense)                 │ (None, 10)             │           170 │");
  const total = await seeNumber(page, "parameters");
  expect(text).toContain(`Total params: ${total.toLocaleString("en-US")} (`);
  await expect(page.getByTestId("summary").locator("tbody tr")).toHaveCount(7);
});

test("feature maps follow a stroke, and say so without a drawing", async ({ page }) => {
  const heard = hearConsole(page);
  await openReady(page, { settings: { layers: CNN } });
  await openInside(page, "activations");
  await expect(page.getByTestId("inside-state")).toHaveAttribute("data-value", "no-image");
  await draw(page, SEVEN);
  const first = await seeFigures(page, "inside-layer-1");
  expect(first.shape).toEqual([26, 26, 4]);
  // Untrained, the bars beside the pad are the built-in network's: that is said.
  await expect(page.getByTestId("inside-state")).toHaveAttribute("data-value", "built-in");
  await drawStroke(page, [[0.3, 0.55], [0.45, 0.5], [0.65, 0.5]]);
  const second = await seeOtherFigures(page, "inside-layer-1", first);
  expect(second.mean).not.toBe(first.mean);
  expect(await seeInk(page, "inside-layer-1")).toBeGreaterThan(0.5);
  for (const place of [0, 2, 3, 6, 7]) expect((await seeFigures(page, `inside-layer-${place}`)).shape.length).toBeGreaterThan(0);
  const shares = await page.getByTestId("inside-softmax").locator("li").evaluateAll((bars) => bars.map((bar) => Number(bar.dataset.value)));
  expect(shares.reduce((sum, share) => sum + share)).toBeCloseTo(1, 4);
  // By keyboard each number is told.
  await page.getByTestId("inside-layer-6").focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(page.getByTestId("inside-layer-6")).toHaveAttribute("aria-valuetext", /^unit 1: /);
  await speak(page, "es");
  await expect(page.getByTestId("inside-layer-6")).toHaveAttribute("aria-valuetext", /^neurona 1: /);
  await clearPad(page);
  await expect(page.getByTestId("inside-state")).toHaveAttribute("data-value", "no-image");
  expect(heard).toEqual([]);
});

test("a unit's weights are an image that changes with a step, and histograms move while it trains", async ({ page }) => {
  await openReady(page, { settings: { layers: "32:relu", epochs: 200 } });
  await openInside(page, "weights");
  const fresh = await seeFigures(page, "weights");
  expect(fresh).toMatchObject({ layer: 0, step: 0 });
  expect((await seeFigures(page, "weights-unit-picture")).tile).toEqual([28, 28]);
  expect(await seeNumber(page, "weights-bias")).toBe(0);
  expect(await seeNumber(page, "weights-units")).toBe(32);
  await pressStep(page);
  const stepped = await seeOtherFigures(page, "weights", fresh);
  expect(stepped.step).toBe(1);
  expect(await seeInk(page, "weights-unit-picture")).toBeGreaterThan(0.8);
  await page.getByTestId("weights-unit").fill("5");
  expect((await seeFigures(page, "weights-unit-picture")).unit).toBe(5);
  await page.getByTestId("weights-units").focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(page.getByTestId("weights-unit")).toHaveAttribute("data-value", "6");
  await pressTrain(page);
  const moving = await seeOtherFigures(page, "weights", stepped);
  await seeOtherFigures(page, "weights", moving);
  await expect(page.getByTestId("weights-histogram-kernel").locator("path.sketch-bars")).toHaveAttribute("d", /^M/);
  await pressPause(page);
  await page.getByTestId("weights-layer").selectOption("1");
  await expect.poll(async () => (await seeFigures(page, "weights")).layer).toBe(1);
});

test("the pixels that mattered are found by two methods", async ({ page }) => {
  await openReady(page, { settings: { layers: "32:relu" } });
  await pressSteps(page, 20);
  await draw(page, SEVEN);
  await openInside(page, "pixels");
  await page.getByTestId("pixels-ask").click();
  const gradient = await seeFigures(page, "pixels-gradient");
  const covered = await seeFigures(page, "pixels-occlusion");
  for (const map of [gradient, covered]) {
    expect(map.tile).toEqual([28, 28]);
    expect(map.sum).toBeGreaterThan(0);
    expect(String(map.class)).toBe(await page.getByTestId("winner").getAttribute("data-class"));
  }
  await page.getByTestId("pixels-class").selectOption("3");
  await expect(page.getByTestId("pixels-old")).toHaveAttribute("data-value", "true");
  await page.getByTestId("pixels-ask").click();
  await expect.poll(async () => (await seeFigures(page, "pixels-gradient")).class).toBe(3);
  await page.getByTestId("pixels-signed").check();
  await expect(page.getByTestId("pixels-gradient")).toBeVisible();
});

test("the gradient of a drawing equals central differences of the saved weights", async ({ page }) => {
  await openReady(page, { settings: { layers: "16:tanh" } });
  await pressSteps(page, 20);
  await draw(page, SEVEN);
  await openInside(page, "pixels");
  await page.getByTestId("pixels-ask").click();
  const { class: asked, sum, most } = await seeFigures(page, "pixels-gradient");

  const input = (await seeImage(page)).map((byte) => byte / 255);
  const { tensors } = await saveWeights(page);
  const [kernel, bias, outputKernel, outputBias] = ["0.kernel", "0.bias", "1.kernel", "1.bias"].map((name) => numbers(tensors[name]));
  const before = bias.map((start, unit) => input.reduce((total, value, pixel) => total + value * kernel[16 * pixel + unit], start));
  /** The class's logit where this pixel differs by so much. */
  const logit = (pixel, difference) =>
    before.reduce((total, value, unit) => total + Math.tanh(value + difference * kernel[16 * pixel + unit]) * outputKernel[10 * unit + asked], outputBias[asked]);
  const slopes = input.map((_, pixel) => Math.abs(logit(pixel, 1e-4) - logit(pixel, -1e-4)) / 2e-4);
  expect(sum / slopes.reduce((total, slope) => total + slope, 0)).toBeCloseTo(1, 4);
  expect(most / Math.max(...slopes)).toBeCloseTo(1, 4);
});

test("the map shows as many images as asked, the drawing among them, and units that are silent", async ({ page }) => {
  await openReady(page, { settings: { layers: "16:relu", epochs: 200 } });
  await pressTrain(page);
  await waitForStep(page, 60);
  await pressPause(page);
  await draw(page, SEVEN);
  await drawMap(page, 500);
  const [first, second] = await seeFigures(page, "map-explained");
  expect(first).toBeGreaterThanOrEqual(second);
  expect(first + second).toBeLessThanOrEqual(1 + 1e-6);
  expect(await seeInk(page, "map")).toBeGreaterThan(0.005);
  const own = await seeFigures(page, "map-own");
  await drawStroke(page, [[0.3, 0.55], [0.65, 0.5]]);
  await seeOtherFigures(page, "map-own", own);
  // By keyboard from point to point; the image of each comes.
  await page.getByTestId("map").focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByTestId("map-point")).toHaveAttribute("data-value", /^\d+$/);
  const point = await page.getByTestId("map-point").getAttribute("data-value");
  await expect(page.getByTestId("map-image")).toHaveAttribute("data-value", point);
  const silent = await seeFigures(page, "silent-1");
  expect(silent.units).toBe(16);
  expect(silent.silent.every((unit) => unit >= 0 && unit < 16)).toBe(true);
  // A class that is put away takes its ink with it.
  const before = await seeInk(page, "map");
  await page.getByTestId("map-class-1").click();
  await expect(page.getByTestId("map-class-1")).toHaveAttribute("aria-pressed", "false");
  await expect.poll(() => seeInk(page, "map")).toBeLessThan(before);
});

test("while a network trains and somebody draws, no task of the page is long", async ({ page }) => {
  await openReady(page, { settings: { layers: CNN, epochs: 200 } });
  await openInside(page, "activations");
  await pressTrain(page);
  await waitForStep(page, 5);
  await watchLongTasks(page);
  // As in training.spec.js: the system may take the core away; what the page itself does too long, it does each time.
  const rounds = [];
  for (let round = 0; round < 5 && !rounds.some(({ length }) => length === 0); round += 1) {
    const before = (await seeLongTasks(page)).length;
    await draw(page, SEVEN, 30);
    await seeFigures(page, "inside-layer-1");
    rounds.push((await seeLongTasks(page)).slice(before));
    await clearPad(page);
  }
  console.log(`tasks over 50 ms, drawing by drawing: ${JSON.stringify(rounds)}`);
  expect(rounds.at(-1)).toEqual([]);
  await pressPause(page);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("no part scrolls the page sideways", async ({ page }) => {
    await openReady(page, { settings: { layers: CNN, epochs: 1 } });
    await pressStep(page);
    await seePhase(page, "paused");
    await draw(page, SEVEN);
    for (const part of ["layers", "activations", "weights", "pixels", "map"]) {
      await openInside(page, part);
      if (part === "activations") await seeFigures(page, "inside-layer-1");
      if (part === "weights") await seeFigures(page, "weights");
      const widths = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      expect(widths[0], part).toBeLessThanOrEqual(widths[1]);
      const sheet = await page.locator("#strip-sheet").evaluate((element) => element.scrollWidth - element.clientWidth);
      expect(sheet, part).toBeLessThanOrEqual(0);
    }
  });
});
