// Without a mouse: the tabs that look at data, answers and weights, from the page's first control on. Not one click.
import { expect, test } from "@playwright/test";
import { seeGrid, seeImages } from "../pages/browse.js";
import { seeFigures, seeInk, seeOtherFigures } from "../pages/inside.js";
import { drawByKeys, openByKeys, pick, press, tabTo, trainByKeys, walk, write } from "../pages/keyboard.js";
import { seeConfusion, seeExamined } from "../pages/report.js";
import { openReady, seeNumber } from "../pages/site.js";

// Hundreds of stops, each of them looked at.
test.describe.configure({ timeout: 10 * 60_000 });

const QUICK = { layers: "16:relu", batch: 512, epochs: 3 };

const value = (page, testId, value) => expect(page.getByTestId(testId)).toHaveAttribute("data-value", value);
const focus = (page, testId, place = 0) => expect(page.getByTestId(testId).nth(place)).toBeFocused();

/** Walks through what a tab shows, and gives the names of its controls. */
const walkSheet = async (page) => {
  await tabTo(page, "strip-close");
  return walk(page, "strip-sheet");
};

/** Presses a key and waits for a file. */
async function download(page, key) {
  const [file] = await Promise.all([page.waitForEvent("download"), page.keyboard.press(key)]);
  return file.suggestedFilename();
}

test("the tabs, the whole page, the slider and the files", async ({ page }) => {
  await openReady(page, { settings: QUICK });
  await trainByKeys(page);
  for (const tab of ["data", "report", "errors", "inside"]) await openByKeys(page, tab);
  await press(page, "strip-taller", "Space");
  await expect(page.getByTestId("strip-taller")).toHaveAttribute("aria-pressed", "true");
  await press(page, "strip-taller", "Space");
  await expect(page.getByTestId("strip-taller")).toHaveAttribute("aria-pressed", "false");

  await tabTo(page, "replay");
  for (const epoch of ["3", "2", "1"]) {
    await page.keyboard.press("ArrowLeft");
    await value(page, "replay-moment", epoch);
  }
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await value(page, "replay-moment", "3");
  await press(page, "replay-now");
  await value(page, "replay-moment", "now");
  await focus(page, "replay-now");

  await press(page, "take-away");
  await tabTo(page, "take-report");
  expect(await download(page, "Enter")).toBe("trazo-report.html");
  await tabTo(page, "take-csv");
  expect(await download(page, "Space")).toMatch(/\.csv$/);
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("take-report")).toBeHidden();
  await focus(page, "take-away");

  // With a tab open over the lower part, all that is above it is still seen when it has the focus.
  await tabTo(page, "language-es");
  await press(page, "strip-close");
  await expect(page.getByTestId("strip-sheet")).toBeHidden();
  await focus(page, "tab-inside");
});

test("looking at data", async ({ page }) => {
  await openReady(page);
  await openByKeys(page, "data");
  await seeGrid(page, 9);
  expect(await walkSheet(page)).toContain("pixel-form-vector");
  await pick(page, "browse-side", "5");
  await seeGrid(page, 25);
  await pick(page, "browse-side", "2");
  await seeGrid(page, 4);
  await pick(page, "browse-class", "3");
  await expect.poll(async () => new Set(await seeImages(page, "class"))).toEqual(new Set([3]));
  await pick(page, "browse-split", "test");
  await seeGrid(page, 4);
  const before = await seeImages(page, "index");
  await press(page, "browse-again");
  await expect.poll(() => seeImages(page, "index")).not.toEqual(before);
  await focus(page, "browse-again");
  await press(page, "browse-image", "Enter", 2);
  await focus(page, "browse-image", 2);
  await expect(page.getByTestId("pixels")).toHaveAttribute("data-index", String((await seeImages(page, "index"))[2]));
  for (const name of ["before", "after"]) {
    await press(page, `pixel-values-${name}`);
    await value(page, "pixel-values", name);
  }
  await press(page, "pixel-form-vector", "Space");
  await expect(page.getByTestId("vector")).toHaveAttribute("data-length", "784");
  await press(page, "pixel-form-matrix");
  await value(page, "matrix", "28x28");
  for (const [name, shown] of [["counts", "class-counts"], ["means", "mean-images"]]) {
    await press(page, `browse-show-${name}`);
    await expect(page.getByTestId(shown)).toBeVisible();
    await walkSheet(page);
  }
});

test("figures, formulas, curves and the images of a cell", async ({ page }) => {
  await openReady(page, { settings: QUICK });
  await trainByKeys(page);
  await openByKeys(page, "report");
  await seeExamined(page);
  await walkSheet(page);
  for (const [part, images] of [["train", "count-train"], ["validation", "count-validation"], ["test", "count-test"]]) {
    await pick(page, "examined-part", part);
    await expect.poll(() => seeNumber(page, "confusion"), { timeout: 60_000 }).toBe(await seeNumber(page, images));
  }
  for (const order of ["ascending", "descending"]) {
    await press(page, "report-sort-precision");
    await value(page, "report-sort-precision", order);
    await focus(page, "report-sort-precision");
  }
  await press(page, "report-recall-formula", "Space");
  await value(page, "report-formula", "recall");
  for (const mode of ["shares", "counts"]) {
    await press(page, `confusion-${mode}`);
    await value(page, "confusion-mode", mode);
  }

  const cells = await seeConfusion(page);
  const [truth, answer, images] = cells.filter(([truth, answer]) => truth !== answer).sort((a, b) => b[2] - a[2])[0];
  const cell = `confusion-${truth}-${answer}`;
  await tabTo(page, "confusion-0-0");
  for (let row = 0; row < truth; row += 1) await page.keyboard.press("ArrowDown");
  for (let column = 0; column < answer; column += 1) await page.keyboard.press("ArrowRight");
  await focus(page, cell);
  await expect(page.getByTestId("confusion-told")).toContainText(String(images));
  await page.keyboard.press("Enter");
  await value(page, "cell-images", String(images));
  await tabTo(page, "gallery-card", 1);
  await page.keyboard.press("Enter");
  await value(page, "large-place", `2/${images}`);
  await press(page, "large-next");
  await value(page, "large-place", `3/${images}`);
  await press(page, "large-previous", "Space");
  await page.keyboard.press("ArrowLeft");
  await value(page, "large-place", `1/${images}`);
  await focus(page, "large-previous");
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("large")).toBeHidden();
  await focus(page, "gallery-card", 1);
  const pages = Number((await page.getByTestId("gallery-page").getAttribute("data-value")).split("/")[1]);
  await tabTo(page, "gallery-later");
  for (let turn = 1; turn <= pages; turn += 1) await page.keyboard.press("Enter");
  await value(page, "gallery-page", `${pages}/${pages}`);
  await focus(page, "gallery-later");
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("cell-images")).toBeHidden();
  await focus(page, cell);

  await tabTo(page, "roc-3");
  await value(page, "roc-name", "3");
  await press(page, "roc-zoom", "Space");
  await expect(page.getByTestId("roc-zoom")).toBeChecked();
});

test("errors by order and class, and predictions", async ({ page }) => {
  await openReady(page, { settings: QUICK });
  await trainByKeys(page);
  await openByKeys(page, "errors");
  await seeExamined(page);
  await walkSheet(page);
  for (const order of ["pair", "class"]) await pick(page, "errors-order", order);
  await expect(page.getByTestId("gallery-group").first()).toBeVisible();
  await pick(page, "errors-class", "5");
  await expect(page.getByTestId("gallery-card").first()).toHaveAttribute("data-class", "5");
  await pick(page, "errors-answer", "3");
  await expect(page.getByTestId("gallery-card").first()).toHaveAttribute("data-answer", "3");
  await press(page, "gallery-card");
  await expect(page.getByTestId("large-image")).toHaveAttribute("data-value", "true");
  await tabTo(page, "large-close");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("large")).toBeHidden();
  await focus(page, "gallery-card");

  await press(page, "errors-any");
  await value(page, "grid", "15");
  await walkSheet(page);
  const first = () => page.getByTestId("gallery-card").first().getAttribute("data-index");
  const before = await first();
  await press(page, "grid-random");
  await expect.poll(first).not.toBe(before);
  await focus(page, "grid-random");
  await press(page, "grid-one", "Space");
  await value(page, "large-place", "1/500");
  await press(page, "large-next");
  await value(page, "large-place", "2/500");
  await page.keyboard.press("Escape");
  await focus(page, "grid-one");
  await press(page, "grid-first");
  await expect.poll(first).toBe(before);
});

test("inside: summary, activations and weights", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openReady(page, { settings: { ...QUICK, layers: "200:relu", epochs: 1 } });
  await trainByKeys(page);
  await drawByKeys(page, "ArrowRight", "ArrowDown");
  await openByKeys(page, "inside");
  await walkSheet(page);
  await press(page, "summary-copy");
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain("Model: \"sequential\"");

  await press(page, "inside-activations");
  await seeFigures(page, "inside-layer-0");
  await walkSheet(page);
  await tabTo(page, "inside-layer-1");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(page.getByTestId("inside-layer-1")).toHaveAttribute("aria-valuetext", /^unit 1: /);

  await press(page, "inside-weights", "Space");
  await seeFigures(page, "weights");
  await walkSheet(page);
  await write(page, "weights-unit", "7");
  expect((await seeFigures(page, "weights-unit-picture")).unit).toBe(7);
  await tabTo(page, "weights-units");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await value(page, "weights-unit", "8");
  const shown = await seeNumber(page, "weights-units");
  await press(page, "weights-units-later");
  await focus(page, "weights-units-later");
  await value(page, "weights-units", String(200 - shown));
  await press(page, "weights-units-earlier");
  await focus(page, "weights-units-earlier");
  await pick(page, "weights-layer", "1");
  await expect.poll(async () => (await seeFigures(page, "weights")).layer).toBe(1);
  await focus(page, "weights-layer");
});

test("inside: which pixels mattered, and the map", async ({ page }) => {
  await openReady(page, { settings: QUICK });
  await trainByKeys(page);
  await drawByKeys(page, "ArrowRight", "ArrowDown");
  await openByKeys(page, "inside");
  await press(page, "inside-pixels");
  await pick(page, "pixels-class", "3");
  await write(page, "pixels-side", "4");
  await press(page, "pixels-ask");
  expect((await seeFigures(page, "pixels-gradient")).class).toBe(3);
  await seeFigures(page, "pixels-occlusion");
  await focus(page, "pixels-ask");
  await press(page, "pixels-signed", "Space");
  await expect(page.getByTestId("pixels-signed")).toBeChecked();
  await walkSheet(page);
  await press(page, "pixels-gradient-formula");
  await expect(page.getByTestId("pixels-gradient-formula").locator("..")).toHaveAttribute("open");
  for (const map of ["pixels-gradient", "pixels-occlusion"]) {
    await tabTo(page, map);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await expect(page.getByTestId(map)).toHaveAttribute("aria-valuenow", "28");
  }

  await press(page, "inside-map");
  await write(page, "map-count", "300");
  await press(page, "map-ask");
  await value(page, "map", "300");
  await focus(page, "map-ask");
  await walkSheet(page);
  await tabTo(page, "map");
  await page.keyboard.press("ArrowRight");
  await value(page, "map-point", /^\d+$/);
  const point = await page.getByTestId("map-point").getAttribute("data-value");
  await value(page, "map-image", point);
  await page.keyboard.press("ArrowLeft");
  await expect(page.getByTestId("map-point")).not.toHaveAttribute("data-value", point);
  const own = await seeFigures(page, "map-own");
  const ink = await seeInk(page, "map");
  await press(page, "map-class-1", "Space");
  await expect.poll(() => seeInk(page, "map")).toBeLessThan(ink);
  await drawByKeys(page, "ArrowUp", "ArrowLeft");
  await seeOtherFigures(page, "map-own", own);
});
