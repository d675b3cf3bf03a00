// The slider over the kept epochs: everything shows the network of then, and comes back.
import { expect, test } from "@playwright/test";
import { draw, seeRestingBars, SEVEN } from "../pages/pad.js";
import { pressReset, trainToTheEnd } from "../pages/run.js";
import { openReady, seeNumber } from "../pages/site.js";

const moment = (page, value) => expect(page.getByTestId("replay-moment")).toHaveAttribute("data-value", value);

test("two epochs back and forward, by keyboard", async ({ page }) => {
  await openReady(page, { settings: { layers: "16:relu", epochs: 3, batch: 256 } });
  await expect(page.getByTestId("replay")).toHaveCount(0);
  await draw(page, SEVEN);
  await trainToTheEnd(page);
  await expect(page.getByTestId("replay")).toBeVisible();
  await moment(page, "now");
  const now = await seeRestingBars(page, 500);
  const steps = await seeNumber(page, "progress-step");
  const loss = await seeNumber(page, "train-loss");

  await page.getByTestId("replay").focus();
  await page.keyboard.press("ArrowLeft");
  await moment(page, "3");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await moment(page, "1");
  await expect(page.getByTestId("predicted-by")).toHaveAttribute("data-value", String(steps / 3));
  expect(await seeRestingBars(page, 500)).not.toEqual(now);
  await expect(page.getByTestId("curves-loss")).toHaveAttribute("data-moment", "1");
  await expect(page.getByTestId("curves-accuracy")).toHaveAttribute("data-moment", "1");
  expect(await seeNumber(page, "train-loss")).toBeGreaterThan(loss);

  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await moment(page, "3");
  await page.keyboard.press("ArrowRight");
  await moment(page, "now");
  await expect(page.getByTestId("predicted-by")).toHaveAttribute("data-value", String(steps));
  expect(await seeRestingBars(page, 500)).toEqual(now);
  await expect(page.getByTestId("curves-loss")).not.toHaveAttribute("data-moment");
  expect(await seeNumber(page, "train-loss")).toBe(loss);

  await page.keyboard.press("Home");
  await moment(page, "1");
  await page.getByTestId("replay-now").click();
  await moment(page, "now");
  await pressReset(page);
  await expect(page.getByTestId("replay")).toHaveCount(0);
});

test("weights that were read back from the GPU answer there again", { tag: "@webgpu" }, async ({ page }) => {
  await openReady(page, { device: "webgpu", settings: { layers: "8:relu", epochs: 2, batch: 512, val: "none" } });
  await draw(page, SEVEN);
  await trainToTheEnd(page);
  await moment(page, "now");
  const [now, steps] = [await seeRestingBars(page, 500), await seeNumber(page, "progress-step")];
  await page.getByTestId("replay").focus();
  await page.keyboard.press("ArrowLeft");
  await moment(page, "2");
  await expect(page.getByTestId("predicted-by")).toHaveAttribute("data-value", String(steps));
  expect(await seeRestingBars(page, 500)).toEqual(now);
  await page.keyboard.press("ArrowLeft");
  await moment(page, "1");
  await expect(page.getByTestId("predicted-by")).toHaveAttribute("data-value", String(steps / 2));
  expect(await seeRestingBars(page, 500)).not.toEqual(now);
});
