// Pictures for a person to look at: every size, theme and language, with a network that is being trained and a digit
// on the pad.
import { join } from "node:path";
import { test } from "@playwright/test";
import { draw, seeRestingBars, SEVEN } from "../pages/pad.js";
import { pressPause, pressTrain, seePhase, waitForEpoch } from "../pages/run.js";
import { openReady } from "../pages/site.js";

const folder = process.env.TRAZO_SCREENSHOTS ?? "screenshots/out";
const sizes = [
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
  { width: 390, height: 844 },
];

for (const viewport of sizes) {
  for (const colorScheme of ["light", "dark"]) {
    for (const locale of ["es-ES", "en-GB"]) {
      const name = `${viewport.width}x${viewport.height}-${colorScheme}-${locale.slice(0, 2)}`;
      const take = (page, state, fullPage = false) => page.screenshot({ path: join(folder, `${name}${state}.png`), fullPage });

      test.describe(name, { tag: "@screenshots" }, () => {
        test.use({ viewport, colorScheme, locale });

        test("first visit, and in mid-training", async ({ page }) => {
          await openReady(page);
          await take(page, "-first-visit");
          await openReady(page, { settings: { layers: "128:relu,64:relu", epochs: 10 } });
          await pressTrain(page);
          await waitForEpoch(page, 3);
          await pressPause(page);
          await seePhase(page, "paused");
          await draw(page, SEVEN);
          await seeRestingBars(page);
          await page.mouse.move(0, 0);
          await page.evaluate(() => scrollTo(0, 0));
          await take(page, "");
          await take(page, "-whole", true);
        });
      });
    }
  }
}

test.describe("other states", { tag: "@screenshots" }, () => {
  test("Fashion-MNIST, an error, a menu", async ({ page }) => {
    await openReady(page, { settings: { data: "fashion-mnist", layers: "64:relu", epochs: 1, nonsense: 1 } });
    await pressTrain(page);
    await seePhase(page, "finished", 60_000);
    await page.getByTestId("pad-test-image").click();
    await seeRestingBars(page);
    await page.screenshot({ path: join(folder, "fashion-mnist.png") });
    await page.getByTestId("layer-1-units").fill("99999");
    await page.getByTestId("device-menu").click();
    await page.screenshot({ path: join(folder, "error-and-menu.png") });
  });
});
