// What nobody sees at once comes in a second file of wasm, after the first paint: the curves, what menus and tabs hold.
import { expect, test } from "@playwright/test";
import { open } from "../pages/site.js";

/** The second file, by its address. */
const SECOND = "**/code-*/split_*.wasm";

/** Something in the open tab: each part that waits says so in its own place. */
const inTab = (page, id) => page.getByTestId("strip-sheet").getByTestId(id);

/** Holds the second file back until what this gives is called. */
async function holdSecond(page) {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route(SECOND, async (route) => {
    await held;
    await route.continue();
  });
  return release;
}

test("the second file comes by itself, after the page stands", async ({ page }) => {
  let stands = false;
  const early = [];
  page.on("request", (request) => {
    if (/split_.*\.wasm$/.test(request.url()) && !stands) early.push(request.url());
  });
  const second = page.waitForResponse(SECOND);
  await open(page);
  await expect(page.getByTestId("tab-lessons")).toBeVisible();
  stands = true;
  expect((await second).status()).toBe(200);
  expect(early).toEqual([]);
});

test("a tab opened before its code is there waits for it", async ({ page }) => {
  const release = await holdSecond(page);
  await open(page);
  await page.getByTestId("tab-lessons").click();
  await expect(inTab(page, "later-waiting")).toBeVisible();
  release();
  await expect(inTab(page, "later-waiting")).toBeHidden();
  await expect(inTab(page, "later-failed")).toBeHidden();
});

test("code that cannot be had is told, and can be asked for again", async ({ page }) => {
  await page.route(SECOND, (route) => route.abort());
  await open(page);
  await page.getByTestId("tab-lessons").click();
  await expect(inTab(page, "later-failed")).toBeVisible();
  await page.unrouteAll();
  await inTab(page, "later-retry").click();
  await expect(inTab(page, "later-failed")).toBeHidden();
  await expect(inTab(page, "later-waiting")).toBeHidden();
});

test("the curves come to a place that was kept for them", async ({ page }) => {
  const release = await holdSecond(page);
  await open(page);
  // Data that arrives may move things; the curves may not.
  await expect(page.getByTestId("evaluate")).toBeEnabled();
  await expect(page.getByTestId("samples")).toHaveAttribute("data-value", "25");
  const charts = ["curves-loss", "curves-accuracy"].map((id) => page.getByTestId(id));
  const boxes = () => Promise.all(charts.map((chart) => chart.boundingBox()));
  await expect(charts[0].locator("canvas")).toHaveCount(0);
  const before = await boxes();
  release();
  await expect(charts[1].locator("canvas")).toBeVisible();
  expect(await boxes()).toEqual(before);
});

test("a menu opened before its code is there waits for it", async ({ page }) => {
  const release = await holdSecond(page);
  await open(page);
  await page.getByTestId("regularization").click();
  await expect(page.getByTestId("l2")).toHaveCount(0);
  release();
  await expect(page.getByTestId("l2")).toBeVisible();
});
