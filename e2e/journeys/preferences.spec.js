// Language and theme: from the browser, switched, remembered.
import { expect, test } from "@playwright/test";
import { open, openReady, speak } from "../pages/site.js";
import { languages, words } from "../pages/words.js";

for (const [locale, language, train] of [
  ["es-MX", "es", "Entrenar"],
  ["en-GB", "en", "Train"],
  ["ca-ES", "ca", "Entrena"],
  ["fr-FR", "en", "Train"],
]) {
  test.describe(`a browser that speaks ${locale}`, () => {
    test.use({ locale });

    test(`gets the page in ${language}`, async ({ page }) => {
      await open(page);
      await expect(page.locator("html")).toHaveAttribute("lang", language);
      await expect(page.getByTestId("train")).toHaveText(train);
    });
  });
}

test("words that do not come are asked for again, and then missed in every language", async ({ page }) => {
  let asked = 0;
  await page.route("**/words/*", (route) => ++asked && route.abort());
  await open(page);
  const missed = page.locator("[data-words-failed] p");
  await expect(missed.first()).toBeVisible({ timeout: 10_000 });
  expect(asked).toBe(3);
  for (const [place, language] of languages.entries()) {
    await expect(missed.nth(place)).toHaveAttribute("lang", language);
    await expect(missed.nth(place)).toContainText(words(language).boot.no_words);
  }
  await page.unroute("**/words/*");
  await missed.first().getByRole("button").click();
  await expect(page.getByTestId("train")).toHaveText(words("en").header.train);
});

test("a language whose words do not come leaves the page as it is", async ({ page }) => {
  await openReady(page);
  await page.route("**/words/*", (route) => route.abort());
  await page.getByTestId("language-es").click();
  await expect(page.getByTestId("message")).toContainText(words("en").notices.no_language);
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await page.unroute("**/words/*");
  await speak(page, "es");
});

test("the language is switched, and remembered", async ({ page }) => {
  await openReady(page);
  await speak(page, "es");
  await expect(page.getByTestId("train")).toHaveText("Entrenar");
  await expect(page.getByTestId("count-train")).toHaveText(/^\d\d[.\u00a0\u202f]\d{3}$/);
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("lang", "es");
  await expect(page.getByTestId("train")).toHaveText("Entrenar");
  await speak(page, "en");
  await expect(page.getByTestId("train")).toHaveText("Train");
  await expect(page.getByTestId("count-train")).toHaveText(/^\d\d,\d{3}$/);
});

test.describe("with a system in the dark", () => {
  test.use({ colorScheme: "dark" });

  test("the theme follows the system until one is chosen, which is remembered", async ({ page }) => {
    const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    await open(page);
    const root = page.locator("html");
    await expect(root).toHaveAttribute("data-theme", "dark");
    const slate = await paper();
    await page.emulateMedia({ colorScheme: "light" });
    await expect(root).toHaveAttribute("data-theme", "light");
    expect(await paper()).not.toBe(slate);

    await page.getByTestId("theme").click();
    await expect(page.getByTestId("theme")).toHaveAttribute("data-value", "light");
    await page.getByTestId("theme").click();
    await expect(page.getByTestId("theme")).toHaveAttribute("data-value", "dark");
    await expect(root).toHaveAttribute("data-theme", "dark");
    await page.reload();
    await expect(root).toHaveAttribute("data-theme", "dark");
    await expect(page.getByTestId("theme")).toHaveAttribute("data-value", "dark");
  });
});
