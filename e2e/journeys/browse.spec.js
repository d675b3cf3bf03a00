// Looking through the data set: grids, classes, one image in numbers, counts and mean images.
import { expect, test } from "@playwright/test";
import { openBrowse, seeGrid, seeImages, seeMatrix } from "../pages/browse.js";
import { openReady, seeNumber, speak } from "../pages/site.js";
import { languages } from "../pages/words.js";

test("grids of three sizes, of both parts and of one class", async ({ page }) => {
  await openReady(page);
  await openBrowse(page);
  for (const side of [2, 5]) {
    await page.getByTestId("browse-side").selectOption(String(side));
    await seeGrid(page, side * side);
    expect(await seeImages(page, "index")).toHaveLength(side * side);
  }
  const before = await seeImages(page, "index");
  await page.getByTestId("browse-again").click();
  await expect.poll(() => seeImages(page, "index")).not.toEqual(before);
  await page.getByTestId("browse-class").selectOption("3");
  await expect.poll(async () => new Set(await seeImages(page, "class"))).toEqual(new Set([3]));
  await seeGrid(page, 25);
  expect(new Set(await seeImages(page, "index")).size).toBe(25);
  await page.getByTestId("browse-split").selectOption("test");
  await expect.poll(async () => Math.max(...(await seeImages(page, "index")))).toBeLessThan(10_000);
  expect(new Set(await seeImages(page, "class"))).toEqual(new Set([3]));
});

test("one image in numbers: bytes, what the network sees, and the vector", async ({ page }) => {
  await openReady(page);
  await openBrowse(page);
  const image = page.getByTestId("browse-image").nth(4);
  await image.click();
  await expect(image).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByTestId("pixels")).toHaveAttribute("data-index", await image.getAttribute("data-index"));
  await page.getByTestId("pixel-values-before").click();
  await expect(page.getByTestId("matrix")).toHaveAttribute("data-value", "28x28");
  const bytes = await seeMatrix(page);
  const painted = await page.getByTestId("pixels").locator("canvas").evaluate((canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, 28, 28);
    return Array.from({ length: 28 }, (_, row) => Array.from({ length: 28 }, (_, x) => 255 - data[4 * (28 * row + x)]));
  });
  expect(bytes).toEqual(painted);
  await page.getByTestId("pixel-values-after").click();
  const scaled = await seeMatrix(page);
  scaled.flat().forEach((value, place) => expect(value).toBeCloseTo(bytes.flat()[place] / 255, 12));
  await page.getByTestId("pixel-form-vector").click();
  await expect(page.getByTestId("vector")).toHaveAttribute("data-length", "784");
  const vector = (await page.getByTestId("vector").getAttribute("data-value")).split(" ").map(Number);
  expect(vector).toEqual(scaled.flat());
  // The other scales, while the image stays.
  await page.getByTestId("pixel-form-matrix").click();
  await page.getByTestId("scale").selectOption("raw");
  await expect.poll(() => seeMatrix(page)).toEqual(bytes);
});

test.describe("in the dark theme", () => {
  test.use({ colorScheme: "dark" });

  test("the numbers of an image are read as in the light one", async ({ page }) => {
    await openReady(page);
    await openBrowse(page);
    await expect(page.getByTestId("matrix")).toBeVisible();
    expect(await page.getByTestId("pixels").evaluate((numbers) => getComputedStyle(numbers).filter)).toBe("none");
  });
});

test("at 1366 × 768 a row of 28 numbers fits", async ({ page }) => {
  await openReady(page);
  await openBrowse(page);
  for (const language of languages) {
    await speak(page, language);
    const over = await page.getByTestId("matrix").evaluate(({ parentElement: box }) => box.scrollWidth - box.clientWidth);
    expect(over, language).toBeLessThanOrEqual(0);
  }
});

test("how many of each class there are, and their mean images", async ({ page }) => {
  await openReady(page);
  await openBrowse(page);
  await page.getByTestId("browse-show-counts").click();
  const counts = await page.getByTestId("class-count").evaluateAll((cells) => cells.map(({ dataset }) => dataset));
  const of = (part) => counts.filter((cell) => cell.part === part).map((cell) => Number(cell.value));
  const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
  expect([sum(of("train")), sum(of("test"))]).toEqual([60_000, 10_000]);
  expect(of("train")[1]).toBe(6_742);
  expect(of("test")[5]).toBe(892);
  await page.getByTestId("browse-show-means").click();
  await expect(page.getByTestId("mean-image")).toHaveCount(10);
  const means = await page.getByTestId("mean-image").evaluateAll((all) => all.map((one) => Number(one.dataset.value)));
  expect(means.indexOf(Math.min(...means)), "a 1 needs the least ink").toBe(1);
  // Together they are the mean of all pixels, up to the rounding of bytes.
  const together = sum(means.map((mean, place) => mean * of("train")[place])) / 60_000;
  expect(Math.abs(together - (await seeNumber(page, "mean-before")))).toBeLessThan(0.5);
});
