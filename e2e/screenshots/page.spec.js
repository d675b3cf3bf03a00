// Pictures for a person to look at: every size, theme and language, as a visitor meets the page, while it learns, and every
// panel once it has learnt.
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { drawMap, openInside, seeFigures } from "../pages/inside.js";
import { draw, SEVEN } from "../pages/pad.js";
import { seeExamined } from "../pages/report.js";
import { pressTrain, trainToTheEnd, waitForEpoch } from "../pages/run.js";
import { openReady } from "../pages/site.js";

const folder = process.env.TRAZO_SCREENSHOTS ?? "results/screenshots";
const sizes = [
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
  { width: 390, height: 844 },
];

/** Waits until a tab shows all that it can show, and asks it for what it shows on request. */
async function seePanel(page, tab) {
  if (tab === "data") await expect(page.getByTestId("matrix")).toBeVisible();
  if (tab === "report" || tab === "errors") await seeExamined(page);
  if (tab === "rate") {
    await page.getByTestId("rate-search").click();
    await expect(page.getByTestId("rate-state")).toHaveAttribute("data-value", "found", { timeout: 180_000 });
  }
  if (tab === "explain") {
    await page.getByTestId("explain-topic").selectOption("activation");
    await expect(page.getByTestId("explain-function")).toBeVisible();
  }
}

for (const viewport of sizes) {
  for (const colorScheme of ["light", "dark"]) {
    for (const locale of ["es-ES", "en-GB"]) {
      const name = `${viewport.width}x${viewport.height}-${colorScheme}-${locale.slice(0, 2)}`;
      test.describe(name, { tag: "@screenshots" }, () => {
        test.use({ viewport, colorScheme, locale });

        test("first visit, then drawing while it learns", async ({ page }) => {
          const picture = (moment, options) => page.screenshot({ path: join(folder, `${name}-${moment}.png`), ...options });
          await openReady(page);
          await picture("first");

          await draw(page, SEVEN);
          await pressTrain(page);
          await waitForEpoch(page, 4);
          await expect(page.getByTestId("winner")).not.toBeEmpty();
          await picture("learning");
          await picture("learning-whole", { fullPage: true });
        });

        test("every panel, in the lower part and on the whole page", async ({ page }) => {
          await openReady(page, { settings: { epochs: 2, batch: 512 } });
          await draw(page, SEVEN);
          await trainToTheEnd(page);
          const picture = async (panel) => {
            await page.screenshot({ path: join(folder, `${name}-${panel}.png`) });
            await page.getByTestId("strip-taller").click();
            await page.screenshot({ path: join(folder, `${name}-${panel}-tall.png`) });
            await page.getByTestId("strip-taller").click();
          };
          for (const tab of ["data", "report", "errors", "rate", "runs", "lessons", "explain"]) {
            await page.getByTestId(`tab-${tab}`).click();
            await seePanel(page, tab);
            await picture(tab);
          }
          for (const part of ["layers", "activations", "weights"]) {
            await openInside(page, part);
            await picture(part);
          }
          await openInside(page, "pixels");
          await page.getByTestId("pixels-ask").click();
          await seeFigures(page, "pixels-occlusion");
          await picture("pixels");
          await drawMap(page, 2_000);
          await picture("map");
        });
      });
    }
  }
}
