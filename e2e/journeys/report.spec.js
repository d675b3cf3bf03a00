// What the network gets right and wrong: the figures, the matrix whose cells open their images, the gallery of errors.
import { expect, test } from "@playwright/test";
import { openTab, seeConfusion, seeExamined, walkGallery } from "../pages/report.js";
import { pressStep, trainToTheEnd } from "../pages/run.js";
import { openReady, seeNumber, speak } from "../pages/site.js";
import { languages } from "../pages/words.js";

const QUICK = { layers: "16:relu", batch: 256, epochs: 1 };

/** The most frequent mistake whose images fill more than one page, or else the most frequent. */
function mistake(cells) {
  const wrong = cells.filter(([truth, answer]) => truth !== answer).sort((a, b) => b[2] - a[2]);
  return wrong.find(([, , images]) => images > 24 && images < 200) ?? wrong[0];
}

test("before it has learnt there is a word on what to do", async ({ page }) => {
  await openReady(page, { settings: QUICK });
  for (const tab of ["report", "errors"]) {
    await openTab(page, tab);
    await expect(page.getByTestId("examined-state")).toHaveAttribute("data-value", "untrained");
    await expect(page.getByTestId("examined-state")).toBeVisible();
  }
  // The first step is enough to be examined.
  await pressStep(page);
  await seeExamined(page);
  await expect(page.getByTestId("errors-wrong")).toBeVisible();
});

test("a cell of the matrix opens exactly the images that it counts", async ({ page }) => {
  await openReady(page, { settings: QUICK });
  const accuracy = await trainToTheEnd(page);
  await openTab(page, "report");
  await seeExamined(page);
  expect(await seeNumber(page, "report-accuracy")).toBeCloseTo(accuracy, 6);
  const cells = await seeConfusion(page);
  expect(cells.length).toBe(100);
  const right = cells.reduce((sum, [truth, answer, images]) => sum + (truth === answer ? images : 0), 0);
  const all = await seeNumber(page, "confusion");
  expect(right / all).toBeCloseTo(accuracy, 6);

  const [truth, answer, images] = mistake(cells);
  await page.getByTestId(`confusion-${truth}-${answer}`).click();
  await expect(page.getByTestId("cell-images")).toHaveAttribute("data-value", String(images));
  const seen = await walkGallery(page);
  expect(seen.length).toBe(images);
  expect(new Set(seen.map(({ index }) => index)).size).toBe(images);
  expect(seen.every((image) => image.truth === truth && image.answer === answer)).toBe(true);
  const certainty = seen.map((image) => image.certainty);
  expect(certainty).toEqual([...certainty].sort((a, b) => b - a));
  await page.getByTestId("cell-close").click();
  await expect(page.getByTestId(`confusion-${truth}-${answer}`)).toBeFocused();
});

test("the matrix shows shares, is walked by keyboard, and each figure has its formula", async ({ page }) => {
  await openReady(page, { settings: QUICK });
  await pressStep(page);
  await openTab(page, "report");
  await seeExamined(page);
  await page.getByTestId("confusion-shares").click();
  await expect(page.getByTestId("confusion-mode")).toHaveAttribute("data-value", "shares");
  const shares = await page.getByTestId("confusion").locator('[data-cell^="3-"]').evaluateAll((row) => row.map((cell) => Number(cell.dataset.share)));
  expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 6);

  await page.getByTestId("confusion-0-0").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(page.getByTestId("confusion-1-2")).toBeFocused();
  await expect(page.getByTestId("confusion-1-2")).toHaveAttribute("tabindex", "0");
  await expect(page.getByTestId("confusion").locator('[tabindex="0"]')).toHaveCount(1);
  await expect(page.getByTestId("confusion-told")).not.toBeEmpty();
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("cell-images")).toHaveAttribute("data-cell-shown", "1-2");

  for (const figure of ["accuracy", "loss", "precision", "recall", "f1", "auc"]) {
    await page.getByTestId(`report-${figure}-formula`).click();
    await expect(page.getByTestId("report-formula")).toHaveAttribute("data-value", figure);
  }
  const rows = () => page.getByTestId("report-table").locator("tbody tr").evaluateAll((all) => all.map((row) => Number(row.querySelector('[data-testid$="-recall"]').dataset.value)));
  const hardest = await rows();
  expect(hardest).toEqual([...hardest].sort((a, b) => a - b));
  await page.getByTestId("report-sort-recall").click();
  await expect.poll(rows).toEqual([...hardest].sort((a, b) => b - a));
  await page.getByTestId("roc-3").focus();
  await expect(page.getByTestId("roc-name")).toHaveAttribute("data-value", "3");
});

test("at 1366 × 768 every figure of a class is in sight", async ({ page }) => {
  await openReady(page, { settings: QUICK });
  await pressStep(page);
  await openTab(page, "report");
  await seeExamined(page);
  for (const language of languages) {
    await speak(page, language);
    const over = await page.getByTestId("report-table").evaluate(({ parentElement: box }) => box.scrollWidth - box.clientWidth);
    expect(over, language).toBeLessThanOrEqual(0);
    await expect(page.getByTestId("report-sort-support"), language).toBeInViewport({ ratio: 1 });
  }
});

test("the gallery of errors is walked by certainty, pair and class", async ({ page }) => {
  await openReady(page, { settings: QUICK });
  await trainToTheEnd(page);
  await openTab(page, "errors");
  await seeExamined(page);
  const wrong = await seeNumber(page, "gallery");
  expect(wrong).toBeGreaterThan(0);
  const first = page.getByTestId("gallery-card").first();
  const index = await first.getAttribute("data-index");
  await first.click();
  await expect(page.getByTestId("large-image")).toHaveAttribute("data-index", index);
  await expect(page.getByTestId("large-image")).toHaveAttribute("data-value", "true");
  await expect(page.getByTestId("large-place")).toHaveAttribute("data-value", `1/${wrong}`);
  await page.keyboard.press("ArrowRight");
  await expect(page.getByTestId("large-place")).toHaveAttribute("data-value", `2/${wrong}`);
  await page.getByTestId("large-previous").click();
  const bars = await page.getByTestId("large").locator('[data-testid^="large-bar-"]').evaluateAll((all) => all.map((bar) => Number(bar.dataset.value)));
  expect(bars.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 3);
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("large")).toBeHidden();
  await expect(first).toBeFocused();

  await page.getByTestId("errors-order").selectOption("pair");
  const pairs = await page.getByTestId("gallery-group").evaluateAll((all) => all.map((group) => Number(group.dataset.value)));
  expect(pairs).toEqual([...pairs].sort((a, b) => b - a));
  await page.getByTestId("errors-order").selectOption("class");
  await page.getByTestId("errors-class").selectOption("5");
  await expect(page.getByTestId("gallery-card").first()).toHaveAttribute("data-class", "5");
  await page.getByTestId("errors-answer").selectOption("5");
  await expect(page.getByTestId("errors-none")).toBeVisible();

  await page.getByTestId("errors-any").click();
  await expect(page.getByTestId("grid")).toHaveAttribute("data-value", "15");
  await expect(page.getByTestId("gallery-card")).toHaveCount(15);
  await page.getByTestId("grid-random").click();
  await page.getByTestId("grid-one").click();
  await expect(page.getByTestId("large-place")).toHaveAttribute("data-value", "1/500");
  await page.getByTestId("large-next").click();
  await expect(page.getByTestId("large-place")).toHaveAttribute("data-value", "2/500");
});

test("the images held back are examined", async ({ page }) => {
  await openReady(page, { settings: QUICK });
  await pressStep(page);
  await openTab(page, "report");
  await seeExamined(page);
  const test = await seeNumber(page, "confusion");
  await page.getByTestId("examined-part").selectOption("validation");
  await expect.poll(() => seeNumber(page, "confusion"), { timeout: 60_000 }).not.toBe(test);
  expect(await seeNumber(page, "confusion")).toBe(await seeNumber(page, "count-validation"));
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  for (const language of languages) {
    test(`figures and errors do not scroll the page sideways (${language})`, async ({ page }) => {
      await openReady(page, { settings: { ...QUICK, data: "fashion-mnist" } });
      await speak(page, language);
      await pressStep(page);
      for (const tab of ["report", "errors"]) {
        await openTab(page, tab);
        await seeExamined(page);
        const [wide, inner] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
        expect(wide, tab).toBeLessThanOrEqual(inner);
        const sheet = await page.locator("#strip-sheet").evaluate((sheet) => sheet.scrollWidth - sheet.clientWidth);
        expect(sheet, tab).toBeLessThanOrEqual(0);
      }
    });
  }
});
