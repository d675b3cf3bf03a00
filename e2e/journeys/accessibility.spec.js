// Axe on the page and on everything that a tab, menu or dialog shows, in each language and each theme.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { openInside } from "../pages/inside.js";
import { draw, SEVEN } from "../pages/pad.js";
import { seeExamined } from "../pages/report.js";
import { trainToTheEnd } from "../pages/run.js";
import { openReady } from "../pages/site.js";

/** What axe finds, a line each: short enough to be read in a failed test. */
async function findings(page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help} (${target.join(" ")})`));
}

// What a language says has nothing to do with how a theme looks: each is gone through once, not each with each.
const LOOKS = [
  ["es-ES", "light"],
  ["en-GB", "dark"],
  ["ca-ES", "light"],
];

for (const [locale, colorScheme] of LOOKS) {
  test.describe(`in ${locale}, ${colorScheme}`, () => {
    test.use({ locale, colorScheme });

    test(`axe finds nothing (${locale}, ${colorScheme})`, async ({ page }) => {
      await openReady(page, { settings: { layers: "16:relu", batch: 512, epochs: 2 } });
      expect.soft(await findings(page), "the page").toEqual([]);
      await draw(page, SEVEN);
      await trainToTheEnd(page);
      for (const tab of await page.locator("[data-testid^='tab-']").all()) {
        const name = await tab.getAttribute("data-testid");
        await tab.click();
        await expect(tab).toHaveAttribute("aria-expanded", "true");
        await expect(page.getByTestId("strip-sheet").getByTestId("later-waiting")).toHaveCount(0);
        if (name === "tab-report" || name === "tab-errors") await seeExamined(page);
        expect.soft(await findings(page), name).toEqual([]);
      }
      for (const part of ["activations", "weights", "pixels", "map"]) {
        await openInside(page, part);
        expect.soft(await findings(page), part).toEqual([]);
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
