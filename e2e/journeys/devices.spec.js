// Which processor computes, and why: every way to the CPU says its reason and never fetches the GPU build.
import { expect, test } from "@playwright/test";
import { pressReset, pressStep, pressSteps } from "../pages/run.js";
import { hearConsole, hearRequests, open, openMenu, openReady, waitReady } from "../pages/site.js";

/** The GPU build of the worker, by its address. */
const GPU_BUILD = /\/workers\/webgpu-/;

const ACTIVATIONS = ["none", "relu", "sigmoid", "leaky-relu", "elu", "selu", "gelu", "swish", "tanh"];

/** The CPU computes, for this reason, and trains. */
async function expectCpu(page, { name, words }) {
  await expect(page.getByTestId("device")).toHaveAttribute("data-value", "cpu", { timeout: 120_000 });
  await expect(page.getByTestId("device-reason")).toHaveAttribute("data-value", name);
  await expect(page.getByTestId("device-reason")).toHaveText(words);
  await waitReady(page);
  expect(await pressStep(page)).toBeGreaterThan(0);
}

/** The requests for a GPU build among those heard; the CPU build must be among them, or nothing was heard at all. */
function gpuBuilds(requests) {
  expect(requests.some((url) => /\/workers\/cpu-/.test(url)), "the CPU build was requested").toBe(true);
  return requests.filter((url) => GPU_BUILD.test(url));
}

const NO_ADAPTER = {
  name: "NoAdapter",
  words: "The processor computes: the browser offers no graphics card to WebGPU.",
};

for (const device of [undefined, "webgpu"]) {
  test(`without an adapter the CPU computes (${device ?? "auto"})`, async ({ page }) => {
    const requests = hearRequests(page);
    await open(page, { device });
    await expectCpu(page, NO_ADAPTER);
    expect(gpuBuilds(requests)).toEqual([]);
  });
}

test("the reason is told in Spanish too", async ({ page }) => {
  await open(page);
  await page.getByTestId("language-es").click();
  await expect(page.getByTestId("device-reason")).toHaveText(
    "Calcula el procesador: el navegador no ofrece ninguna tarjeta gráfica para WebGPU.",
  );
});

test("a worker's script that cannot be had is told, and can be tried again", async ({ page }) => {
  await page.route("**/workers/cpu-*/start.js", (route) => route.fulfill({ status: 404, body: "gone" }));
  await open(page);
  await expect(page.getByTestId("device")).toHaveAttribute("data-value", "failed");
  await expect(page.getByTestId("device-reason")).toHaveText(
    "The engine does not work. Reload the page or try again; if that does not help, try another browser. Detail: it could not be loaded",
  );
  await page.unrouteAll();
  await openMenu(page, "device-menu");
  await page.getByTestId("device-retry").click();
  await expectCpu(page, NO_ADAPTER);
});

test.describe("with a software adapter", { tag: "@webgpu" }, () => {
  test("the CPU computes unless the GPU is asked for", async ({ page }) => {
    const requests = hearRequests(page);
    await open(page);
    await expectCpu(page, {
      name: "SoftwareAdapter",
      words: "The processor computes: the graphics card on offer is simulated and would be slower.",
    });
    expect(gpuBuilds(requests)).toEqual([]);
  });

  test("an adapter without timestamp-query is left alone", async ({ page }) => {
    const requests = hearRequests(page);
    await hideTimestampQuery(page);
    await open(page, { device: "webgpu" });
    await expectCpu(page, {
      name: "NoTimestampQuery",
      words: "The processor computes: the graphics card lacks “timestamp-query”, which is needed.",
    });
    expect(gpuBuilds(requests)).toEqual([]);
  });

  test("a GPU that computes other numbers than the reference is not used", async ({ page }) => {
    await page.route("**/self-test.json", async (route) => {
      const response = await route.fetch();
      const report = await response.json();
      // The second number of the first group: the mean square root of the convolutional network's logits.
      report[0][1][1] += 0.1;
      await route.fulfill({ response, json: report });
    });
    await open(page, { device: "webgpu" });
    await expectCpu(page, {
      name: /^SelfTestFailed\("image logits is [0-9.]+ instead of [0-9.]+"\)$/,
      words:
        /^The processor computes: the graphics card gave wrong results in the self-test \(image logits is [0-9.]+ instead of [0-9.]+\)\.$/,
    });
  });

  test("WebGPU trains, is heard while it does, and writes nothing to the console", async ({ page }) => {
    const heard = hearConsole(page);
    const requests = hearRequests(page);
    await openReady(page, { device: "webgpu", settings: { layers: "32:relu" } });
    await expect(page.getByTestId("device")).toHaveAttribute("data-value", "webgpu");
    const losses = await pressSteps(page, 8);
    expect(gpuBuilds(requests).length).toBeGreaterThan(0);
    // From about ln 10 down, as on the CPU.
    expect(losses[0]).toBeGreaterThan(2);
    expect(losses[7]).toBeLessThan(0.9 * losses[0]);
    expect(heard).toEqual([]);
  });

  // Raw pixels drive the layers into the hundreds, where exponentials overflow: tanh in WGSL may be no number there.
  test("every activation gives the CPU's losses, on raw pixels too", async ({ page }) => {
    test.slow();
    const losses = {};
    for (const device of ["cpu", "webgpu"]) {
      losses[device] = {};
      await openReady(page, { device, settings: { layers: "16:none", scale: "raw", opt: "sgd", rate: 0.00001 } });
      for (const activation of ACTIVATIONS) {
        await page.getByTestId("layer-1-activation").selectOption(activation);
        if (await page.getByTestId("reset").isEnabled()) await pressReset(page);
        // A run that diverges never waits for another step.
        losses[device][activation] = await pressSteps(page, 2, 15_000).catch(() => [Number.NaN]);
      }
      await page.goto("about:blank");
    }
    const wrong = ACTIVATIONS.filter((activation) => {
      const [cpu, webgpu] = [losses.cpu[activation], losses.webgpu[activation]];
      return !cpu.every((loss, step) => Math.abs(webgpu[step] / loss - 1) < 2e-3);
    });
    expect(wrong, JSON.stringify(losses)).toEqual([]);
  });
});

/** Lets the worker see an adapter without `timestamp-query`: its start script is preceded by a patch. */
async function hideTimestampQuery(page) {
  const patch = `
    const has = GPUSupportedFeatures.prototype.has;
    GPUSupportedFeatures.prototype.has = function (name) {
      return name !== "timestamp-query" && has.call(this, name);
    };
  `;
  await page.route("**/workers/*/start.js", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: patch + (await response.text()) });
  });
}
