// A person's own grey images: a bar for each of their classes, and pictures that are what they are everywhere.
import { expect, test } from "@playwright/test";
import { shades, useFile } from "../pages/own.js";
import { openTab, seeExamined } from "../pages/report.js";
import { trainToTheEnd } from "../pages/run.js";
import { openMenu, openReady, waitReady } from "../pages/site.js";

const FAST = { settings: { epochs: 1, layers: "8:relu", batch: 16 } };

/** Labels in turn. */
const inTurn = (classes, count) => Array.from({ length: count }, (_, index) => classes[index % classes.length]);

/** Grey of the pixel in the middle of canvases, and whether each is opaque and grey. */
async function seeGreys(canvases) {
  return canvases.evaluateAll((all) =>
    all.map((canvas) => {
      const [red, green, blue, opacity] = canvas
        .getContext("2d")
        .getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data;
      return red === green && green === blue && opacity === 255 ? red : null;
    }),
  );
}

test("two classes have two bars", async ({ page }) => {
  await openReady(page, FAST);
  await expect(page.getByTestId("bars").locator("li")).toHaveCount(10);
  await useFile(page, "two.npz", shades(inTurn([0, 1], 40), (label) => 40 + 150 * label));
  await waitReady(page);
  await expect(page.getByTestId("bars").locator("li")).toHaveCount(2);
  await page.getByTestId("pad-test-image").click();
  await expect(page.getByTestId("bar-1")).toHaveAttribute("data-value", /./);
});

test("twelve classes, one of them without images, have twelve bars", async ({ page }) => {
  await openReady(page, FAST);
  const classes = [0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 11];
  await useFile(page, "no-seven.npz", shades(inTurn(classes, 110), (label) => 20 * label));
  await waitReady(page);
  const bars = page.getByTestId("bars").locator("li");
  await expect(bars).toHaveCount(12);
  await page.getByTestId("pad-test-image").click();
  await expect(page.getByTestId("bar-7")).toHaveAttribute("data-value", /./);
  const shares = await bars.evaluateAll((bars) => bars.map((bar) => Number(bar.dataset.value)));
  expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 4);
});

test("more bars than have room are scrolled to, with the keyboard too", async ({ page }) => {
  await openReady(page, FAST);
  await useFile(page, "forty.npz", shades(inTurn([...Array(40).keys()], 80), (label) => 6 * label));
  await waitReady(page);
  const bars = page.getByTestId("bars");
  await expect(bars.locator("li")).toHaveCount(40);
  await bars.focus();
  await page.keyboard.press("End");
  await expect(page.getByTestId("bar-39")).toBeInViewport();
  expect(await bars.evaluate((list) => list.scrollHeight > list.clientHeight)).toBe(true);
});

test("own grey photographs are shown as they are", async ({ page }) => {
  await openReady(page, FAST);
  // As negatives they would be 235 and 55.
  const shade = (label) => (label === 1 ? 200 : 20);
  await useFile(page, "photos.npz", shades(inTurn([0, 1], 60), shade));
  await waitReady(page);
  const isOne = (greys) => greys.length > 0 && greys.every((grey) => grey === 20 || grey === 200);

  await expect.poll(async () => isOne(await seeGreys(page.getByTestId("sample").locator("canvas")))).toBe(true);
  const titles = await page.getByTestId("sample").evaluateAll((all) => all.map((sample) => Number(sample.title)));
  expect(await seeGreys(page.getByTestId("sample").locator("canvas"))).toEqual(titles.map(shade));

  await page.getByTestId("pad-test-image").click();
  for (const id of ["pad-image", "seen"]) {
    await expect.poll(async () => isOne(await seeGreys(page.getByTestId(id))), id).toBe(true);
  }

  await page.getByTestId("augment").check();
  await openMenu(page, "augment-menu");
  await expect(page.getByTestId("thumbnails")).toHaveAttribute("data-value", "8");
  const original = page.getByTestId("thumbnails").locator("canvas").first();
  await expect.poll(async () => isOne(await seeGreys(original))).toBe(true);
  await page.getByTestId("augment").uncheck();

  await trainToTheEnd(page);
  await openTab(page, "errors");
  await seeExamined(page);
  const cards = page.getByTestId("gallery-card");
  await expect(cards.first()).toBeVisible();
  await expect(page.locator('[data-testid="gallery-image"][data-value="false"]')).toHaveCount(0);
  const classes = await cards.evaluateAll((all) => all.map((card) => Number(card.dataset.class)));
  expect(await seeGreys(cards.locator("canvas"))).toEqual(classes.map(shade));
});
