// Digits written by other people, drawn again on the pad with a real pointer.
import { expect, test } from "@playwright/test";
import { recognise } from "../pages/native.js";
import { clearPad, draw, seeRestingBars, seeStrokes } from "../pages/pad.js";
import { generator } from "../pages/random.js";
import { absent, penDigits } from "../pages/references.js";
import { trainToTheEnd } from "../pages/run.js";
import { openReady } from "../pages/site.js";
import { saveWeights } from "../pages/weights.js";

/** Every so many of the 600 digits. */
const EVERY = 6;

/** The network of the training journey, as a link and as the file of settings that says the same. */
const SETTINGS = { scale: "standardized", val: "none", seed: 4 };
const SPEC = { scale: "standardized", validation: "none", seed: 4 };

/** The strokes, whose longer side is 1000, at a random size and place on the pad, in shares of its side. */
function anywhere(strokes, random) {
  const size = 0.35 + 0.55 * random();
  const points = strokes.flat();
  const [width, height] = [0, 1].map((axis) => (Math.max(...points.map((point) => point[axis])) / 1000) * size);
  const [left, top] = [0.03 + (0.94 - width) * random(), 0.03 + (0.94 - height) * random()];
  return strokes.map((stroke) => stroke.map(([x, y]) => [left + (x / 1000) * size, top + (y / 1000) * size]));
}

test("a hundred digits are recognised, just as the native recipe does", async ({ page }) => {
  test.setTimeout(10 * 60_000);
  const digits = penDigits().filter((_, place) => place % EVERY === 0);
  test.skip(digits.length === 0, absent);
  expect(digits.length).toBe(100);
  const random = generator(7);

  await openReady(page, { settings: SETTINGS });
  await trainToTheEnd(page);
  const { path: weights } = await saveWeights(page);

  const drawings = [];
  const answers = [];
  for (const { label, strokes } of digits) {
    await draw(page, anywhere(strokes, random));
    answers.push(await seeRestingBars(page));
    drawings.push({ label, strokes: await seeStrokes(page) });
    await clearPad(page);
  }

  const winner = (shares) => shares.indexOf(Math.max(...shares));
  const right = answers.filter((shares, place) => winner(shares) === digits[place].label).length;
  test.info().annotations.push({ type: "recognised", description: `${right} of ${digits.length}` });

  const native = recognise(SPEC, weights, drawings);
  expect(native.drawings).toBe(digits.length);
  for (const [place, shares] of answers.entries()) {
    expect(winner(shares), `drawing ${place}`).toBe(native.answers[place]);
    for (const [digit, share] of shares.entries()) {
      expect(Math.abs(share - native.probabilities[place][digit]), `drawing ${place}, ${digit}`).toBeLessThan(1e-4);
    }
  }
  expect(right / digits.length).toBeGreaterThanOrEqual(0.92);
});
