// The network's layers: adding them, and what their rows say.
import { expect } from "@playwright/test";
import { openMenu } from "./site.js";

/** Adds a layer through the menu: `dense`, `conv`, `max`, `avg`, `flatten`, `drop` or `norm`. */
export async function addLayer(page, kind) {
  await openMenu(page, "add-layer");
  await page.getByTestId(`add-layer-${kind}`).click();
  await expect(page.getByTestId(`add-layer-${kind}`)).toBeHidden();
}

/** Chooses a ready network by its name in the test id. */
export async function chooseReady(page, name) {
  await openMenu(page, "ready-networks");
  await page.getByTestId(`ready-${name}`).click();
  await expect(page.getByTestId(`ready-${name}`)).toBeHidden();
}

/** The layers as kind and shape, from the image to the output. */
export async function seeLayers(page) {
  const rows = page.locator(".layers > .layer");
  return rows.evaluateAll((all) =>
    all.map((row) => {
      const value = (end) => row.querySelector(`[data-testid$="-${end}"]`).getAttribute("data-value");
      return [value("kind"), value("shape")];
    }),
  );
}
