// Guided lessons: playing one from its first step to its last, as its own file tells it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { clearPad, draw, SEVEN } from "./pad.js";
import { pressSteps } from "./run.js";
import { seeNumber } from "./site.js";

const folder = join(import.meta.dirname, "../../public/lessons");
const read = (name) => JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8"));

/** The list of lessons. */
export const lessons = read("index").lessons;

/** A step of a lesson, as its file has it. */
export const lessonStep = (id, number) => read(id).steps[number - 1];

/** Its words in a language. */
export const lessonWords = (id, number, language) => read(`${language}/${id}`)[lessonStep(id, number).id];

/** A text as it is seen: without its markup. Figures are left out. */
export const plain = (text) => text.replace(/[*`]|\{[^}]*\}/g, "");

/** Opens a lesson by its link and waits for its first step. */
export async function openLesson(page, id) {
  await page.goto(`?lesson=${id}`);
  await expect(page.getByTestId("lesson")).toHaveAttribute("data-value", id);
  await seeStep(page, 1);
}

/** Waits for a step, counted from 1. */
export async function seeStep(page, number) {
  await expect(page.getByTestId("lesson-step")).toHaveAttribute("data-value", String(number));
}

/** Puts the step's settings in place, in their shorter form. */
export async function setUp(page) {
  await page.getByTestId("lesson-setup-short").click();
  await expect(page.getByTestId("lesson-setup")).toHaveAttribute("data-value", "set");
}

/** Plays a lesson to its end. Every answer is given, every task done, every figure looked at. */
export async function playLesson(page, id, language) {
  const { steps } = read(id);
  await openLesson(page, id);
  for (const [place, step] of steps.entries()) {
    const words = lessonWords(id, place + 1, language);
    await seeStep(page, place + 1);
    await expect(page.getByTestId("lesson-title")).toHaveText(plain(words.title));
    if (step.setup) await setUp(page);
    const question = step.question;
    if (question && !question.after) await answer(page, question, place);
    if (step.task) {
      await doTask(page, step, words);
      await expect(page.getByTestId("lesson-task")).toHaveAttribute("data-value", "done", { timeout: 60_000 });
    }
    if (question?.after) await answer(page, question, place);
    await seeFound(page, step, words);
    await page.getByTestId("lesson-next").click();
  }
  await expect(page.getByTestId("lesson-list")).toBeVisible();
}

async function answer(page, { answer: { kind, options, right } }, place) {
  if (kind === "choice") {
    const chosen = right ?? place % options;
    await page.getByTestId("lesson-option").nth(chosen).click();
    await expect(page.getByTestId("lesson-option").nth(chosen)).toHaveAttribute("aria-pressed", "true");
  } else {
    const number = right ?? 75;
    await page.getByTestId("lesson-number").fill(String(number));
    await page.getByTestId("lesson-answer").click();
    await expect(page.getByTestId("lesson-predicted")).toHaveAttribute("data-value", String(number));
  }
}

async function doTask(page, step, words) {
  const { done } = step.task;
  switch (done.when) {
    case "run_finished":
      // A step that leaves the settings to the student.
      if (!step.setup) await page.getByTestId("optimizer").selectOption("adagrad");
      return trainBriefly(page, words.found.some((text) => text.includes("validation_")));
    case "steps_taken":
      return pressSteps(page, done.steps);
    case "samples_renewed":
      await expect(page.getByTestId("samples")).toHaveAttribute("data-value", "25", { timeout: 60_000 });
      return page.getByTestId("new-samples").click();
    case "test_images":
      return untilDone(page, async () => {
        await page.getByTestId("pad-test-image").click();
        await page.waitForTimeout(50);
      });
    case "drawings":
      return drawBeside(page, done.count);
    case "rate_found":
      await page.getByTestId("tab-rate").click();
      await page.getByTestId("rate-search").click();
      await expect.poll(() => seeNumber(page, "rate-suggestion"), { timeout: 120_000 }).toBeGreaterThan(0);
      return page.getByTestId("tab-lessons").click();
    case "runs_opened":
      await page.getByTestId("tab-runs").click();
      return page.getByTestId("tab-lessons").click();
    case "setting_is":
      // The set-up did it.
      return;
    default:
      throw new Error(`no way is known to do “${done.when}”`);
  }
}

/** The same again until the task is done. */
async function untilDone(page, act) {
  const task = page.getByTestId("lesson-task");
  for (let times = 0; times < 60 && (await task.getAttribute("data-value")) !== "done"; times += 1) await act();
}

/** Draws with the lesson closed, so that the whole pad is in sight, and opens it again. */
async function drawBeside(page, count) {
  await page.getByTestId("strip-close").click();
  for (let drawing = 0; drawing < count; drawing += 1) {
    if (await page.getByTestId("pad-clear").isEnabled()) await clearPad(page);
    await draw(page, SEVEN);
    await expect(page.getByTestId("winner")).toHaveAttribute("data-class", /\d/);
  }
  await page.getByTestId("tab-lessons").click();
}

/** Trains for a moment on the real images, or for a whole epoch, and ends with Stop, which measures. */
async function trainBriefly(page, wholeEpoch) {
  const seen = () => page.getByTestId("phase").getAttribute("data-value");
  await page.getByTestId("train").click();
  // The run before this one may have finished: its phase is in view until the new network stands.
  await expect.poll(seen, { timeout: 60_000, intervals: [20] }).toBe("training");
  const enough = async () => {
    const phase = await seen();
    if (phase === "finished") return true;
    if (wholeEpoch) return Number.isFinite(await seeNumber(page, "train-loss"));
    return phase === "training" && (await seeNumber(page, "progress-step")) >= 100;
  };
  await expect.poll(enough, { timeout: 180_000, intervals: [50, 100] }).toBe(true);
  // The run may come to its own end first.
  const stop = page.getByTestId("stop");
  if (await stop.isEnabled()) await stop.click({ timeout: 1_000 }).catch(() => {});
  await expect(page.getByTestId("phase")).toHaveAttribute("data-value", /finished|stopped/, { timeout: 60_000 });
}

async function seeFound(page, step, words) {
  const found = page.getByTestId("lesson-found");
  await expect(found).toHaveAttribute("data-value", "told");
  if (step.question?.answer.right !== undefined) {
    await expect(page.getByTestId("lesson-verdict")).toHaveAttribute("data-value", "true");
  }
  for (const text of words.found) await expect(found).toContainText(plain(text.split("{")[0]));
  const figures = await found.getByTestId("lesson-figure").evaluateAll((all) => all.map((figure) => figure.dataset.value));
  for (const figure of figures) expect(figure !== "" && Number.isFinite(Number(figure)), `${step.id}: ${figure}`).toBe(true);
  if (step.question?.answer.measured) expect(Number.isFinite(await seeNumber(page, "lesson-measured"))).toBe(true);
}

/** Shows every part of the lessons at least once, calling `look` each time. */
export async function lookAtLessons(page, look) {
  await page.route("**/lessons/index.json", (route) => route.abort());
  await page.getByTestId("tab-lessons").click();
  await expect(page.getByTestId("lesson-error")).toBeVisible();
  await look();
  await page.unrouteAll();
  await page.getByTestId("lesson-retry").click();
  await expect(page.getByTestId("lesson-list")).toBeVisible();
  await look();
  await page.locator('[data-testid="lesson-card"][data-lesson="n3-vector"]').click();
  await seeStep(page, 1);
  await look();
  for (let number = 1; number <= 5; number += 1) {
    const step = lessonStep("n3-vector", number);
    if (step.setup) await setUp(page);
    await answer(page, step.question, number);
    if (step.task) await doTask(page, step, lessonWords("n3-vector", number, "en"));
    await expect(page.getByTestId("lesson-found")).toHaveAttribute("data-value", "told", { timeout: 60_000 });
    await look();
    await page.getByTestId("lesson-next").click();
  }
  await page.getByTestId("lesson-restore").click();
  await page.getByTestId("lesson-leave").click();
  await page.getByTestId("strip-close").click();
}
