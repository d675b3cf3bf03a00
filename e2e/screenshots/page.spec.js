// Pictures for a person to look at: every size, theme and language, as a visitor meets the page and while it learns.
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { draw, SEVEN } from "../pages/pad.js";
import { pressTrain, waitForEpoch } from "../pages/run.js";
import { openReady } from "../pages/site.js";

const folder = process.env.TRAZO_SCREENSHOTS ?? "results/screenshots";
const sizes = [
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
  { width: 390, height: 844 },
];

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
      });
    }
  }
}
