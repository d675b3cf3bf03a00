// Axe on the page and on everything that a tab, menu or dialog shows, in both languages and both themes.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { openReady } from "../pages/site.js";

/** What axe finds, a line each: short enough to be read in a failed test. */
async function findings(page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help} (${target.join(" ")})`));
}

for (const locale of ["es-ES", "en-GB"]) {
  for (const colorScheme of ["light", "dark"]) {
    test.describe(`in ${locale}, ${colorScheme}`, () => {
      test.use({ locale, colorScheme });

      test(`axe finds nothing (${locale}, ${colorScheme})`, async ({ page }) => {
        await openReady(page, { settings: { layers: "16:relu", epochs: 1 } });
        expect.soft(await findings(page), "the page").toEqual([]);
        for (const tab of await page.locator("[data-testid^='tab-']").all()) {
          const name = await tab.getAttribute("data-testid");
          await tab.click();
          await expect(tab).toHaveAttribute("aria-expanded", "true");
          await expect(page.getByTestId("later-waiting")).toHaveCount(0);
          expect.soft(await findings(page), name).toEqual([]);
        }
        await page.getByTestId("strip-close").click();
        for (const menu of await page.locator("details.menu > summary").all()) {
          const name = await menu.getAttribute("data-testid");
          await menu.click();
          expect.soft(await findings(page), name).toEqual([]);
          await page.keyboard.press("Escape");
        }
      });
    });
  }
}
