// Reading helps: what is pointed at is explained, with its formula and on real numbers.
import { expect, test } from "@playwright/test";
import { openReady, seeNumber, speak } from "../pages/site.js";
import { languages } from "../pages/words.js";

test("controls, activations and the real prediction are explained", async ({ page }) => {
  await openReady(page);
  await page.getByTestId("tab-explain").click();
  await page.getByTestId("epochs").hover();
  await expect(page.getByTestId("explain")).toHaveAttribute("data-value", "epochs");
  await expect(page.getByTestId("explain-title")).toBeVisible();
  await page.getByTestId("batch-size").focus();
  await expect(page.getByTestId("explain")).toHaveAttribute("data-value", "batch");
  await page.getByTestId("layer-1-activation").focus();
  await expect(page.getByTestId("explain-function")).toBeVisible();
  await expect(page.getByTestId("explain-activation")).toHaveAttribute("data-value", "relu");
  await page.getByTestId("pad-test-image").click();
  await page.getByTestId("explain-topic").selectOption("softmax");
  await expect(page.getByTestId("explain-loss")).toHaveAttribute("data-value", /\d/);
  const argmax = await page.getByTestId("explain-answer").getAttribute("data-value");
  await expect(page.getByTestId("winner")).toHaveAttribute("data-class", argmax);
  expect(await seeNumber(page, "explain-loss")).toBeGreaterThan(0);
  // Without a topic all of them are there to be chosen.
  await page.getByTestId("explain-topic").selectOption("");
  const titles = page.getByTestId("explain-title-of");
  await expect(titles).toHaveCount((await page.getByTestId("explain-topic").locator("option").count()) - 1);
  await titles.nth(2).click();
  await expect(page.getByTestId("explain")).toHaveAttribute("data-value", "validation");
  await expect(titles).toHaveCount(0);
  for (const language of languages) {
    await speak(page, language);
    await page.getByTestId("explain-topic").selectOption("adam");
    await expect(page.getByTestId("explain-title")).toHaveText("Adam");
  }
});
