// Guided lessons: each one from its first step to its last, in both languages, on the real images.
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { lessons, lessonWords, openLesson, plain, playLesson, seeStep, setUp } from "../pages/lesson.js";
import { absent, cifarSample } from "../pages/references.js";
import { pressTrain, waitForStep } from "../pages/run.js";
import { hearConsole, open, seeNumber, speak } from "../pages/site.js";
import { languages, words } from "../pages/words.js";

for (const { id } of lessons) {
  for (const language of languages) {
    test.describe(`in ${language}`, () => {
      test.use({ locale: language });

      test(`${id} is played to its end (${language})`, async ({ page }) => {
        if (id === "n3-cifar") {
          const folder = cifarSample();
          test.skip(folder === null, absent);
          await page.route("**/datasets/cifar-10/*", (route) => {
            const name = new URL(route.request().url()).pathname.split("/").pop().replace(/\.gz$/, "");
            return route.fulfill({ path: join(folder, name), contentType: "application/octet-stream" });
          });
        }
        const heard = hearConsole(page);
        await playLesson(page, id, language);
        const card = page.locator(`[data-testid="lesson-card"][data-lesson="${id}"]`);
        await expect(card).toContainText(words(language).lessons.finished);
        expect(heard).toEqual([]);
      });
    });
  }
}

test("an unknown lesson is named, and the list is there", async ({ page }) => {
  await page.goto("?lesson=n9-nothing");
  await expect(page.getByTestId("message")).toHaveText(/There is no lesson “n9-nothing”\. Choose one from the list\./);
  await expect(page.getByTestId("lesson-list")).toBeVisible();
  await expect(page.getByTestId("lesson-card")).toHaveCount(lessons.length);
  expect(new URL(page.url()).search).toBe("");
});

test("steps forward and back leave the run alone, and a reload goes on", async ({ page }) => {
  await openLesson(page, "n3-vector");
  for (const _ of [1, 2, 3, 4]) await page.getByTestId("lesson-next").click();
  await setUp(page);
  await pressTrain(page);
  await waitForStep(page, 20);
  await page.getByTestId("lesson-back").click();
  await seeStep(page, 4);
  await page.getByTestId("lesson-next").click();
  await expect(page.getByTestId("lesson-task")).toHaveAttribute("data-value", "done", { timeout: 60_000 });
  expect(await seeNumber(page, "progress-step")).toBe(469);
  const figures = page.getByTestId("lesson-found").getByTestId("lesson-figure");
  // What reads the kept JSON may differ in a number's last bit.
  const values = () => figures.evaluateAll((all) => all.map((figure) => Number(figure.dataset.value).toPrecision(12)));
  const before = await values();

  await page.reload();
  await seeStep(page, 5);
  expect(await values()).toEqual(before);
  await speak(page, "es");
  await expect(page.getByTestId("lesson-title")).toHaveText(plain(lessonWords("n3-vector", 5, "es").title));
});

test("the settings from before come back, and the control of a step is marked", async ({ page }) => {
  await open(page, { settings: { layers: "64:tanh", epochs: 3 } });
  await page.getByTestId("tab-lessons").click();
  await page.locator('[data-testid="lesson-card"][data-lesson="n1-scale"]').click();
  await seeStep(page, 1);
  await page.getByTestId("lesson-dot").nth(1).click();
  await seeStep(page, 2);
  await expect(page.getByTestId("train")).toHaveClass(/lesson-focus/);
  await setUp(page);
  await expect(page.getByTestId("dataset")).toHaveAttribute("data-value", "fashion-mnist");
  await expect(page.getByTestId("scale")).toHaveAttribute("data-value", "raw");
  await page.getByTestId("lesson-restore").click();
  await expect(page.getByTestId("dataset")).toHaveAttribute("data-value", "mnist");
  await expect(page.getByTestId("layer-1-units")).toHaveAttribute("data-value", "64");
  await page.getByTestId("lesson-leave").click();
  await expect(page.getByTestId("lesson-list")).toBeVisible();
  await expect(page.getByTestId("train")).not.toHaveClass(/lesson-focus/);
});

test("at 1366 × 768 a step is read beside the page, and on a phone nothing scrolls sideways", async ({ page }) => {
  await openLesson(page, "n5-adam");
  await page.getByTestId("lesson-dot").nth(2).click();
  for (const id of ["lesson-title", "lesson-next", "lesson-back", "train"]) {
    await expect(page.getByTestId(id), id).toBeInViewport({ ratio: 1 });
  }
  await page.setViewportSize({ width: 390, height: 844 });
  const widths = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(widths[0]).toBeLessThanOrEqual(widths[1]);
  await expect(page.getByTestId("lesson-next")).toBeInViewport({ ratio: 1 });
});
