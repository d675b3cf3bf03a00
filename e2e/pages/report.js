// The tabs of figures and of wrong answers.
import { expect } from "@playwright/test";
import { seeNumber } from "./site.js";

/** Opens a tab of the strip, unless it is open. */
export async function openTab(page, name) {
  const tab = page.getByTestId(`tab-${name}`);
  if ((await tab.getAttribute("aria-expanded")) !== "true") await tab.click();
}

/** Waits until the network as it is was examined. */
export async function seeExamined(page, timeout = 60_000) {
  const step = await seeNumber(page, "progress-step");
  await expect(page.getByTestId("examined-moment")).toHaveAttribute("data-value", String(step), { timeout });
  await expect(page.getByTestId("examined-state")).toHaveAttribute("data-value", "done", { timeout });
}

/** The cells of the confusion matrix: `[true class, answer, images]`. */
export async function seeConfusion(page) {
  return page.getByTestId("confusion").locator("[data-cell]").evaluateAll((cells) =>
    cells.map((cell) => [...cell.dataset.cell.split("-").map(Number), Number(cell.dataset.value)]),
  );
}

/** All cards of the gallery in view, page by page: `{ index, truth, answer, certainty }`. */
export async function walkGallery(page) {
  const gallery = page.getByTestId("gallery");
  const all = [];
  for (;;) {
    await expect(gallery.locator('[data-testid="gallery-image"][data-value="false"]')).toHaveCount(0, { timeout: 30_000 });
    all.push(
      ...(await gallery.getByTestId("gallery-card").evaluateAll((cards) =>
        cards.map(({ dataset }) => ({
          index: Number(dataset.index),
          truth: Number(dataset.class),
          answer: Number(dataset.answer),
          certainty: Number(dataset.value),
        })),
      )),
    );
    const later = page.getByTestId("gallery-later");
    if (!(await later.isVisible()) || (await later.isDisabled())) return all;
    const [at] = (await page.getByTestId("gallery-page").getAttribute("data-value")).split("/").map(Number);
    await later.click();
    await expect(page.getByTestId("gallery-page")).toHaveAttribute("data-value", new RegExp(`^${at + 1}/`));
  }
}

/** Shows every part of both tabs at least once, calling `look` each time. Needs a network that took a step. */
export async function lookAtReport(page, look) {
  if ((await page.getByTestId("progress-step").getAttribute("data-value")) === "0") {
    await page.getByTestId("step").click();
  }
  await openTab(page, "report");
  await expect(page.getByTestId("examined-state")).toHaveAttribute("data-value", "done", { timeout: 60_000 });
  const cells = await seeConfusion(page);
  const [truth, answer] = cells.find(([, , images]) => images > 0);
  await page.getByTestId(`confusion-${truth}-${answer}`).click();
  await look();
  await page.getByTestId("cell-close").click();
  await openTab(page, "errors");
  await page.getByTestId("errors-order").selectOption("pair");
  await expect(page.getByTestId("gallery-group").first()).toBeVisible();
  await page.getByTestId("gallery-card").first().click();
  await expect(page.getByTestId("large-place")).toBeVisible();
  await look();
  await page.getByTestId("large-close").click();
  await page.getByTestId("errors-any").click();
  await look();
  await page.getByTestId("strip-close").click();
}
