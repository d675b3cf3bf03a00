// Each picture of the panels that look at data, answers and weights has a text that says what it shows, in both languages.
import { expect, test } from "@playwright/test";
import { openBrowse } from "../pages/browse.js";
import { drawMap, openInside, seeFigures } from "../pages/inside.js";
import { draw, SEVEN } from "../pages/pad.js";
import { expectTexts } from "../pages/pictures.js";
import { openTab, seeConfusion, seeExamined } from "../pages/report.js";
import { trainToTheEnd } from "../pages/run.js";
import { openReady, speak } from "../pages/site.js";
import { languages } from "../pages/words.js";

const SETTINGS = { layers: "conv:4:5:relu,max:2,flatten,16:relu", batch: 512, epochs: 1 };

/** Reads the pictures of an element in both languages; nothing that stands alone may read the same in both. */
async function readTwice(page, testId, where) {
  const around = page.getByTestId(testId);
  await speak(page, "es");
  const spanish = await expectTexts(around, `${where} (es)`);
  await speak(page, "en");
  const english = await expectTexts(around, `${where} (en)`);
  expect(spanish.length, where).toBe(english.length);
  expect(spanish.length, where).toBeGreaterThan(0);
  expect(english.filter((text) => spanish.includes(text)), `the same in both languages, ${where}`).toEqual([]);
}

test("pictures of the data say what they show", async ({ page }) => {
  await openReady(page);
  await readTwice(page, "diagram", "the diagram");
  await openBrowse(page);
  await readTwice(page, "strip-sheet", "an image in numbers");
  await page.getByTestId("browse-show-counts").click();
  await readTwice(page, "strip-sheet", "counts");
  await page.getByTestId("browse-show-means").click();
  await expect(page.getByTestId("mean-image")).toHaveCount(10);
  await readTwice(page, "strip-sheet", "mean images");
});

test("pictures of answers and of the network say what they show", async ({ page }) => {
  await openReady(page, { settings: SETTINGS });
  await draw(page, SEVEN);
  await trainToTheEnd(page);
  await openTab(page, "report");
  await seeExamined(page);
  const [truth, answer] = (await seeConfusion(page)).find(([truth, answer, images]) => truth !== answer && images > 1);
  await page.getByTestId(`confusion-${truth}-${answer}`).click();
  await expect(page.getByTestId("gallery-card").first()).toBeVisible();
  await readTwice(page, "strip-sheet", "figures");
  await openTab(page, "errors");
  await seeExamined(page);
  await readTwice(page, "strip-sheet", "errors");
  await page.getByTestId("errors-any").click();
  await readTwice(page, "strip-sheet", "predictions");
  const texts = [];
  for (const language of languages) {
    await speak(page, language);
    await page.getByTestId("gallery-card").first().click();
    texts.push(...(await expectTexts(page.getByTestId("large"), `large (${language})`)));
    await page.keyboard.press("Escape");
  }
  expect(new Set(texts).size, "the large image").toBe(languages.length);

  await openInside(page, "activations");
  await seeFigures(page, "inside-layer-0");
  await readTwice(page, "strip-sheet", "activations");
  await openInside(page, "weights");
  await seeFigures(page, "weights");
  await readTwice(page, "strip-sheet", "weights");
  await openInside(page, "pixels");
  await page.getByTestId("pixels-ask").click();
  await seeFigures(page, "pixels-occlusion");
  await readTwice(page, "strip-sheet", "pixels");
  await drawMap(page, 300);
  await page.getByTestId("map").press("ArrowRight");
  await expect(page.getByTestId("map-image")).toHaveAttribute("data-value", /^\d+$/);
  await readTwice(page, "strip-sheet", "map");
});
