// What the strip's tabs open comes in a second file of wasm, after the first paint.
import { expect, test } from "@playwright/test";
import { open } from "../pages/site.js";

/** The second file, by its address. */
const SECOND = "**/code-*/split_*.wasm";

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
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route(SECOND, async (route) => {
    await held;
    await route.continue();
  });
  await open(page);
  await page.getByTestId("tab-lessons").click();
  await expect(page.getByTestId("later-waiting")).toBeVisible();
  release();
  await expect(page.getByTestId("later-waiting")).toBeHidden();
  await expect(page.getByTestId("later-failed")).toBeHidden();
});

test("code that cannot be had is told, and can be asked for again", async ({ page }) => {
  await page.route(SECOND, (route) => route.abort());
  await open(page);
  await page.getByTestId("tab-lessons").click();
  await expect(page.getByTestId("later-failed")).toBeVisible();
  await page.unrouteAll();
  await page.getByTestId("later-retry").click();
  await expect(page.getByTestId("later-failed")).toBeHidden();
  await expect(page.getByTestId("later-waiting")).toBeHidden();
});
