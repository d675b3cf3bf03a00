// A graphics card that is lost while it trains: the processor goes on from the last saved point.
import { expect, test } from "@playwright/test";
import { pressPause, pressStep, pressTrain, seePhase, waitForStep } from "../pages/run.js";
import { openReady, seeNumber, waitReady } from "../pages/site.js";
import { saveWeights } from "../pages/weights.js";

test("a lost GPU loses nothing that was saved", { tag: "@webgpu" }, async ({ browser, page }) => {
  await openReady(page, { device: "webgpu", settings: { layers: "16:relu", batch: 32 } });
  await pressTrain(page);
  await waitForStep(page, 3, 120_000);
  await pressPause(page);
  // The step under way ends first; what is saved comes after it.
  const { tensors: saved } = await saveWeights(page);
  const step = await seeNumber(page, "progress-step");
  await pressTrain(page);
  await waitForStep(page, step + 2, 120_000);

  const session = await browser.newBrowserCDPSession();
  await session.send("Browser.crashGpuProcess");

  await expect(page.getByTestId("device")).toHaveAttribute("data-value", "cpu", { timeout: 120_000 });
  await expect(page.getByTestId("device-reason")).toHaveText(
    "The processor computes: the graphics card stopped answering. The network goes on from its last saved point.",
  );
  await expect(page.getByTestId("message")).toContainText(
    "The graphics card stopped answering. The processor takes over: the network waits at its last saved point; press Resume.",
  );
  await waitReady(page);
  await seePhase(page, "paused");
  expect(await seeNumber(page, "progress-step")).toBe(step);
  expect((await saveWeights(page)).tensors).toEqual(saved);
  await pressStep(page);
  expect(await seeNumber(page, "progress-step")).toBe(step + 1);
});
