// The list of test ids in e2e/README.md is the page's own.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { lookAtBrowse } from "../pages/browse.js";
import { lookAtInside } from "../pages/inside.js";
import { addLayer, chooseReady } from "../pages/layers.js";
import { lookAtLessons } from "../pages/lesson.js";
import { lookAtOwn } from "../pages/own.js";
import { lookAtReport } from "../pages/report.js";
import { pressPause, pressReset, pressStep, pressTrain, waitForEpoch } from "../pages/run.js";
import { openRuns } from "../pages/runs.js";
import { open, openMenu, waitReady } from "../pages/site.js";

test("every test id of the page is listed, and every listed one is there", async ({ page }) => {
  const text = readFileSync(join(import.meta.dirname, "../README.md"), "utf8");
  const rows = text.split("\n").filter((line) => line.startsWith("|"));
  const listed = new Set(rows.flatMap((row) => [...row.split("|")[1].matchAll(/`([a-zA-Z0-9-]+)`/g)].map(([, id]) => id)));
  const general = (id) =>
    id
      .replace(/^(layer|bar|run|own-name|report-class|large-bar|roc|inside-layer|map-class|silent)-\d+/, "$1-N")
      .replace(/^confusion-\d+-\d+$/, "confusion-N-N")
      .replace(/^language-[a-z]+$/, "language-CODE");
  const seen = new Set();
  const look = async () => {
    const ids = await page.locator("[data-testid]").evaluateAll((all) => all.map((element) => element.dataset.testid));
    for (const id of ids) seen.add(general(id));
  };

  // The states in which everything shows that shows at times.
  await page.route("**/datasets/mnist/*", (route) => route.abort());
  await page.route("**/split_*.wasm", (route) => route.abort());
  await open(page, { settings: { nonsense: 1 } });
  await look();
  await page.getByTestId("tab-lessons").click();
  await expect(page.getByTestId("strip-sheet").getByTestId("later-failed")).toBeVisible();
  await look();
  await page.getByTestId("strip-close").click();
  await expect(page.getByTestId("dataset-error")).toBeVisible();
  await look();
  await page.unrouteAll();
  await page.getByTestId("later-retry").filter({ visible: true }).click();
  await page.getByTestId("dataset-retry").click();
  await waitReady(page);
  for (const list of ["schedule", "optimizer"]) {
    const choices = await page.getByTestId(list).locator("option").evaluateAll((all) => all.map((option) => option.value));
    // Backwards, so that the schedule is the constant one again.
    for (const choice of choices.reverse()) {
      await page.getByTestId(list).evaluate((select, choice) => {
        select.value = choice;
        select.dispatchEvent(new Event("change"));
      }, choice);
      await look();
    }
  }
  await page.getByTestId("augment").check();
  await page.getByTestId("clip").evaluate((box) => box.click());
  await page.getByTestId("early-stopping").evaluate((box) => box.click());
  await openMenu(page, "histogram-menu");
  await look();
  await page.getByTestId("early-stopping").evaluate((box) => box.click());
  await page.getByTestId("tab-rate").click();
  await page.getByTestId("rate-search").click();
  await expect(page.getByTestId("rate-state")).toHaveAttribute("data-value", "found", { timeout: 180_000 });
  await page.getByTestId("rate-use").click();
  await look();
  await page.getByTestId("rate-back").click();
  await page.getByTestId("tab-explain").click();
  await page.getByTestId("explain-topic").selectOption("");
  await expect(page.getByTestId("explain-title-of").first()).toBeVisible();
  await look();
  await page.getByTestId("layer-1-activation").focus();
  await expect(page.getByTestId("explain-function")).toBeVisible();
  await look();
  await page.getByTestId("pad-test-image").click();
  await page.getByTestId("explain-topic").selectOption("softmax");
  await expect(page.getByTestId("explain-loss")).toBeVisible();
  await look();
  await page.getByTestId("pad-clear").click();
  await page.getByTestId("strip-close").click();
  await chooseReady(page, "cnn");
  await addLayer(page, "drop");
  await look();
  await chooseReady(page, "128");
  await page.getByTestId("layer-1-units").fill("0");
  await page.getByTestId("layer-1-units").blur();
  await look();
  await page.getByTestId("layer-1-units").fill("16");
  await page.getByTestId("epochs").fill("0");
  await look();
  await page.getByTestId("epochs").fill("50");
  await page.getByTestId("validation-number").fill("100");
  await look();
  await page.getByTestId("validation-number").fill("10");
  await waitReady(page);
  await pressStep(page);
  await page.getByTestId("seed").fill("5");
  await look();
  await page.getByTestId("back-to-run").click();
  await pressTrain(page);
  await expect(page.getByTestId("pause")).toBeVisible();
  await look();
  await waitForEpoch(page, 3);
  await expect(page.getByTestId("replay")).toBeVisible();
  await openMenu(page, "take-away");
  await expect(page.getByTestId("take-report")).toBeVisible();
  await look();
  await pressPause(page);
  await pressReset(page);
  await expect(page.getByTestId("undo")).toBeVisible();
  await look();

  await chooseReady(page, "cnn");
  await addLayer(page, "norm");
  await waitReady(page);
  await lookAtInside(page, look);
  await chooseReady(page, "128");
  await waitReady(page);

  await openRuns(page);
  await look();
  await page.getByTestId("pair-optimizer").click();
  await expect(page.getByTestId("pair-cancel")).toBeVisible();
  await look();
  await page.getByTestId("pair-cancel").click();
  await page.getByTestId("pair-own").click();

  await lookAtBrowse(page, look);
  await lookAtReport(page, look);
  await lookAtLessons(page, look);
  await lookAtOwn(page, look);

  // Only where the workers cannot start, while the GPU build is being made, or for a moment.
  for (const name of ["", "-red", "-green", "-blue"]) seen.add(`pixel-channel${name}`); // colour images alone
  for (const id of ["later-waiting", "own-progress", "device-retry", "device-pending", "dataset-progress"]) seen.add(id);
  expect([...seen].sort()).toEqual([...listed].map(general).sort());
});
