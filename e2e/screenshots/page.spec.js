// Pictures for a person to look at: every size, theme and language.
import { join } from "node:path";
import { expect, test } from "@playwright/test";

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
      test.describe(name, { tag: "@screenshots" }, () => {
        test.use({ viewport, colorScheme, locale });

        test("first visit and whole page", async ({ page }) => {
          await page.goto("");
          await expect(page.locator("[data-testid]").first()).toBeVisible();
          await page.waitForLoadState("networkidle");
          await page.screenshot({ path: join(folder, `${name}.png`) });
          await page.screenshot({ path: join(folder, `${name}-whole.png`), fullPage: true });
        });
      });
    }
  }
}
