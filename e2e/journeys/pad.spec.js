// Drawing: by mouse, finger and keyboard; what is taken back; images that are not drawn.
import { expect, test } from "@playwright/test";
import { clearPad, draw, seeBars, seeImage, seeRestingBars, seeStrokes, SEVEN } from "../pages/pad.js";
import { pressTrain, seePhase, waitForStep } from "../pages/run.js";
import { openReady, seeNumber } from "../pages/site.js";

test("the pad is drawn on with the keyboard, and taken back", async ({ page }) => {
  await openReady(page);
  await page.keyboard.press("d");
  await expect(page.getByTestId("pad")).toBeFocused();
  // Up, lower the pen, a stroke down: a one.
  for (const key of ["Shift+ArrowUp", "Shift+ArrowUp", " ", "Shift+ArrowDown", "Shift+ArrowDown", "Shift+ArrowDown", "Shift+ArrowDown", " "]) {
    await page.keyboard.press(key);
  }
  expect(await seeStrokes(page)).toEqual([[60, 100, 140, 180, 220].map((y) => [140, y])]);
  const bars = await seeRestingBars(page);
  expect(bars.reduce((sum, share) => sum + share)).toBeCloseTo(1, 5);
  await expect(page.getByTestId("winner")).toHaveAttribute("data-class", "1");
  await expect(page.getByTestId("predicted-by")).toHaveText("Answered by the page's built-in network");

  await page.keyboard.press("Escape");
  await expect.poll(() => seeBars(page)).toBeNull();
  await page.keyboard.press("Control+z");
  await expect(page.getByTestId("winner")).toHaveAttribute("data-class", "1");
  await page.keyboard.press("Control+z");
  expect(await seeStrokes(page)).toEqual([]);
  await expect.poll(() => seeBars(page)).toBeNull();
});

test("an empty pad predicts nothing; undo and clear go back step by step", async ({ page }) => {
  await openReady(page);
  expect(await seeBars(page)).toBeNull();
  await expect(page.getByTestId("winner")).toHaveText("");
  await expect(page.getByTestId("pad-clear")).toBeDisabled();
  await expect(page.getByTestId("pad-undo")).toBeDisabled();
  expect((await seeImage(page)).every((byte) => byte === 0)).toBe(true);

  await draw(page, SEVEN);
  await draw(page, [[[0.4, 0.5], [0.62, 0.5]]]);
  await seeRestingBars(page);
  expect((await seeStrokes(page)).length).toBe(2);
  expect(Math.max(...(await seeImage(page)))).toBeGreaterThan(200);
  await expect(page.getByTestId("winner")).toHaveText(/^(It is|Maybe) a 7 — \d+%$/);
  await page.getByTestId("pad-undo").click();
  expect((await seeStrokes(page)).length).toBe(1);
  await clearPad(page);
  await expect.poll(() => seeBars(page)).toBeNull();
  expect((await seeImage(page)).every((byte) => byte === 0)).toBe(true);
  // Also while the network learns.
  await pressTrain(page);
  await waitForStep(page, 100);
  expect(await seeBars(page)).toBeNull();
  await page.getByTestId("pad-undo").click();
  await expect.poll(() => seeBars(page)).not.toBeNull();
  await expect(page.getByTestId("predicted-by")).toHaveText(/^Answered by your network, after [\d,]+ steps$/);
});

test("the page does not scroll under a finger on the pad", async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL, hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await openReady(page);
  const box = await page.getByTestId("pad").boundingBox();
  const scrolled = await page.evaluate(() => scrollY);
  const session = await context.newCDPSession(page);
  const touch = (type, points) => session.send("Input.dispatchTouchEvent", { type, touchPoints: points });
  const [x, top] = [box.x + box.width / 2, box.y + 0.2 * box.height];
  await touch("touchStart", [{ x, y: top }]);
  for (let move = 1; move <= 8; move += 1) await touch("touchMove", [{ x, y: top + (move * box.height) / 14 }]);
  await touch("touchEnd", []);
  expect(await page.evaluate(() => scrollY)).toBe(scrolled);
  expect((await seeStrokes(page))[0].length).toBeGreaterThan(4);
  await expect(page.getByTestId("winner")).toHaveAttribute("data-class", "1");
  await context.close();
});

test("Fashion-MNIST: test images are picked instead of drawn", async ({ page }) => {
  await openReady(page, { settings: { data: "fashion-mnist", layers: "64:relu", epochs: 1, val: "none" } });
  await expect(page.getByTestId("pad-undo")).toBeHidden();
  await expect(page.getByTestId("bars").locator(".bar-name")).toHaveText(
    ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"],
  );
  await pressTrain(page);
  await seePhase(page, "finished", 60_000);
  expect(await seeNumber(page, "test-accuracy")).toBeGreaterThan(0.78);

  let right = 0;
  let before = "";
  for (let image = 0; image < 20; image += 1) {
    await page.getByTestId("pad-test-image").click();
    await expect.poll(async () => (await seeImage(page)).join()).not.toBe(before);
    before = (await seeImage(page)).join();
    await seeRestingBars(page);
    const verdict = await page.getByTestId("verdict").textContent();
    expect(verdict).toMatch(/^(✓ Right|✗ Wrong): it is (T-shirt\/top|Trouser|Pullover|Dress|Coat|Sandal|Shirt|Sneaker|Bag|Ankle boot)$/);
    if (verdict.startsWith("✓")) right += 1;
    const winner = Number(await page.getByTestId("winner").getAttribute("data-class"));
    const named = await page.getByTestId(`bar-${winner}`).locator(".bar-name").textContent();
    expect(verdict.endsWith(`it is ${named}`)).toBe(verdict.startsWith("✓"));
  }
  expect(right).toBeGreaterThanOrEqual(10);
});
