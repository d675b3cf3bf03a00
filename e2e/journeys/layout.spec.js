// Where things are: on a phone, and on a small laptop.
import { expect, test } from "@playwright/test";
import { openInside } from "../pages/inside.js";
import { draw, seeRestingBars, SEVEN } from "../pages/pad.js";
import { openMenu, openReady, speak } from "../pages/site.js";
import { languages } from "../pages/words.js";

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  for (const language of languages) {
    test(`nothing scrolls sideways (${language})`, async ({ page }) => {
      await openReady(page, { settings: { layers: "2048:leaky-relu,1024:sigmoid,512:relu,256:relu,128:relu,64:relu,32:relu,16:relu" } });
      await speak(page, language);
      await draw(page, SEVEN);
      await seeRestingBars(page);
      const widths = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      expect(widths[0]).toBeLessThanOrEqual(widths[1]);
      for (const menu of ["device-menu", "file-menu", "add-layer", "ready-networks"]) {
        await openMenu(page, menu);
        const open = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(open, menu).toBeLessThanOrEqual(widths[1]);
        await page.keyboard.press("Escape");
      }
    });
  }

  test("rows of a convolutional network fit", async ({ page }) => {
    await openReady(page, { settings: { layers: "conv:16:3:leaky-relu:s2:same,max:2:s1:same,norm,flatten,drop:0.25,64:leaky-relu" } });
    const widths = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect(widths[0]).toBeLessThanOrEqual(widths[1]);
    for (const row of await page.locator(".layer").all()) {
      expect(await row.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0);
    }
  });

  test("the buttons that train, the open tab and the summary's numbers are in sight", async ({ page }) => {
    await page.setViewportSize({ width: 375, height: 667 });
    await openReady(page);
    for (const id of ["train", "step", "stop", "reset", "tab-data"]) await expect(page.getByTestId(id), id).toBeInViewport({ ratio: 1 });
    const strip = await page.locator(".strip").boundingBox();
    const train = await page.getByTestId("train").boundingBox();
    expect(train.y + train.height, "no tab lies over it").toBeLessThanOrEqual(strip.y);
    // A tab that is opened from elsewhere is scrolled to.
    await page.getByTestId("tab-explain").evaluate((tab) => tab.click());
    await expect(page.getByTestId("explain")).toBeVisible();
    await expect(page.getByTestId("tab-explain")).toBeInViewport({ ratio: 1 });
    await openInside(page, "layers");
    const table = await page.getByTestId("summary").evaluate((table) => [table.getBoundingClientRect().right, innerWidth]);
    expect(table[0]).toBeLessThanOrEqual(table[1]);
    await page.getByTestId("strip-taller").click();
    expect((await page.locator(".strip").boundingBox()).y, "nothing of the page is left above").toBeLessThan(2);
  });

  test("draw, train, curves, network and data follow each other", async ({ page }) => {
    await openReady(page);
    const top = async (selector) => (await page.locator(selector).first().boundingBox()).y;
    const order = [];
    for (const selector of [".draw-panel", ".panel.training", ".panel.network", ".panel.data"]) order.push(await top(selector));
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });
});

test("at 1366 × 768 the main loop is in sight without scrolling", async ({ page }) => {
  for (const language of languages) {
    await openReady(page);
    await speak(page, language);
    await draw(page, SEVEN);
    await seeRestingBars(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    for (const id of ["dataset", "samples", "layer-1-units", "add-layer", "epochs", "learning-rate", "batch-size", "optimizer", "train", "step", "reset", "phase", "pad", "seen", "bars", "bar-0", "bar-9", "winner", "test-accuracy"]) {
      await expect(page.getByTestId(id), `${id} in ${language}`).toBeInViewport({ ratio: 1 });
    }
    for (const curve of await page.locator(".curve-pair canvas").all()) await expect(curve).toBeInViewport({ ratio: 1 });
  }
});

test("at 1366 × 768 many layers scroll in their own list", async ({ page }) => {
  await openReady(page, { settings: { layers: "conv:16:3:leaky-relu:same,norm,conv:16:3:relu,max:2,conv:32:3:relu,max:2,flatten,64:relu,drop:0.5" } });
  for (const id of ["add-layer", "train", "epochs", "optimizer", "evaluate", "test-accuracy"]) {
    await expect(page.getByTestId(id), id).toBeInViewport({ ratio: 1 });
  }
  for (const curve of await page.locator(".curve-pair canvas").all()) await expect(curve).toBeInViewport({ ratio: 1 });
  for (const row of await page.locator(".layer").all()) {
    const [height, over] = await row.evaluate((element) => [element.offsetHeight, element.scrollWidth - element.clientWidth]);
    expect(height, "one line").toBeLessThan(40);
    expect(over, "nothing is cut off").toBeLessThanOrEqual(0);
  }
  // By keyboard to the last row: it comes into sight.
  await page.getByTestId("layer-9-remove").focus();
  await expect(page.getByTestId("layer-9-remove")).toBeInViewport({ ratio: 1 });
});

test("at 1366 × 768 every field of the training row has its width, side by side", async ({ page }) => {
  await openReady(page);
  let end = 0;
  for (const id of ["epochs", "batch-size", "learning-rate", "optimizer", "regularization", "seed"]) {
    const box = await page.getByTestId(id).boundingBox();
    expect(box.width, id).toBeGreaterThan(48);
    expect(box.x, id).toBeGreaterThan(end);
    end = box.x + box.width;
  }
});

test("an open tab can have the whole page below the bar", async ({ page }) => {
  await openReady(page);
  await page.getByTestId("tab-runs").click();
  await page.getByTestId("strip-taller").click();
  await expect(page.getByTestId("strip-taller")).toHaveAttribute("aria-pressed", "true");
  for (const id of ["train", "tab-runs", "strip-close"]) {
    await expect(page.getByTestId(id), id).toBeInViewport({ ratio: 1 });
  }
  const top = await page.locator(".strip").evaluate((strip) => strip.getBoundingClientRect().top);
  const bar = await page.locator("body > header").evaluate((header) => header.getBoundingClientRect().bottom);
  expect(Math.abs(top - bar), "the strip begins where the bar ends").toBeLessThanOrEqual(4);
  await page.getByTestId("strip-taller").click();
  await expect(page.getByTestId("pad")).toBeInViewport({ ratio: 1 });
});

test("the page stays where it is while tabs are opened, by pointer and by keyboard", async ({ page }) => {
  await openReady(page);
  const scrolled = () => page.evaluate(() => scrollY);
  const tabs = await page.locator("[data-testid^='tab-']").all();
  for (const tab of tabs) {
    await tab.click();
    expect(await scrolled()).toBe(0);
  }
  await page.getByTestId("strip-close").click();
  for (const tab of tabs) {
    await tab.focus();
    await page.keyboard.press("Enter");
    await expect(tab).toHaveAttribute("aria-expanded", "true");
    expect(await scrolled()).toBe(0);
  }
  // Who goes on into the page sees where: above the strip.
  const last = page.getByTestId("evaluate");
  await page.getByTestId("seed").focus();
  for (let press = 0; press < 8 && !(await last.evaluate((button) => button === document.activeElement)); press += 1) {
    await page.keyboard.press("Tab");
  }
  const [button, strip] = [await last.boundingBox(), await page.locator(".strip").boundingBox()];
  expect(button.y + button.height).toBeLessThanOrEqual(strip.y);
});

test("what a tab holds does not lengthen the page", async ({ page }) => {
  await openReady(page);
  const height = () => page.evaluate(() => document.documentElement.scrollHeight);
  await page.getByTestId("tab-runs").click();
  const before = await height();
  await page.getByTestId("tab-data").click();
  await page.getByTestId("browse-show-counts").click();
  await expect(page.getByTestId("class-counts")).toBeVisible();
  expect(await height()).toBe(before);
});
