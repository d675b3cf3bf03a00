// The pad: drawing on it with a real pointer, and what comes of it.
import { expect } from "@playwright/test";

/** A point of the pad, given in shares of its side (0–1), in the page's pixels. */
function place(box, [x, y]) {
  return [box.x + x * box.width, box.y + y * box.height];
}

/**
 * Draws one stroke, a list of points in shares of the pad's side, with the mouse; with `pause`, that many milliseconds
 * between points. Without, as fast as a hand: several points a frame, which the browser hands over together.
 */
export async function drawStroke(page, stroke, pause = 0) {
  const pad = page.getByTestId("pad");
  // An open tab below makes the page scroll: the bar at the top may cover a part of the pad.
  await pad.evaluate((element) => element.scrollIntoView({ block: "nearest" }));
  const box = await pad.boundingBox();
  const [first, ...rest] = stroke.map((point) => place(box, point));
  await page.mouse.move(...first);
  await page.mouse.down();
  if (pause > 0) {
    for (const point of rest) {
      await page.mouse.move(...point);
      await page.waitForTimeout(pause);
    }
  } else {
    await Promise.all(rest.map((point) => page.mouse.move(...point)));
  }
  await page.mouse.up();
}

/** Draws all strokes of a drawing. */
export async function draw(page, strokes, pause = 0) {
  for (const stroke of strokes) await drawStroke(page, stroke, pause);
}

/** Takes everything off the pad. */
export async function clearPad(page) {
  await page.getByTestId("pad-clear").click();
  await expect(page.getByTestId("pad")).toHaveAttribute("data-strokes", "[]");
}

/** The strokes that the pad recorded, in its own unit. */
export async function seeStrokes(page) {
  return JSON.parse(await page.getByTestId("pad").getAttribute("data-strokes"));
}

/** The ten probabilities as they stand; `null` where there is no answer. */
export async function seeBars(page) {
  const shares = await page.getByTestId("bars").locator("li").evaluateAll((bars) =>
    bars.map((bar) => bar.getAttribute("data-value")),
  );
  return shares.every((share) => share !== null) ? shares.map(Number) : null;
}

/**
 * The ten probabilities once they rest for `pause` ms: the network stands still and has answered for the last point.
 * Where several answers may be on their way at once, give it longer.
 */
export async function seeRestingBars(page, pause = 60) {
  let before = "";
  let bars = null;
  const rest = async () => {
    bars = await seeBars(page);
    const now = JSON.stringify(bars);
    const rests = bars !== null && now === before;
    before = now;
    return rests;
  };
  await expect.poll(rest, { intervals: [pause], timeout: 10_000 }).toBe(true);
  return bars;
}

/** The bytes of the 28 × 28 image that the network sees: ink is painted black on white; an empty canvas is clear. */
export async function seeImage(page) {
  return page.getByTestId("seen").evaluate((canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    return Array.from({ length: data.length / 4 }, (_, place) => (data[4 * place + 3] === 0 ? 0 : 255 - data[4 * place]));
  });
}

/** A seven, as a person might draw it, in shares of the pad's side. */
export const SEVEN = [
  [
    [0.28, 0.25],
    [0.4, 0.24],
    [0.52, 0.24],
    [0.66, 0.24],
    [0.61, 0.36],
    [0.55, 0.48],
    [0.5, 0.6],
    [0.45, 0.72],
    [0.42, 0.8],
  ],
];
