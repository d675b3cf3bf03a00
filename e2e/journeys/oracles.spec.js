// The page's own worker follows runs of Keras step by step.
import { expect, test } from "@playwright/test";
import { absent, denseTraces } from "../pages/references.js";
import { pressSteps } from "../pages/run.js";
import { openReady } from "../pages/site.js";
import { openWeights } from "../pages/weights.js";

/** How far a loss may lie from the reference, as a share of it. A GPU adds in another order. */
const TOLERANCE = { cpu: 1e-4, webgpu: 2e-3 };

/**
 * How many steps are followed, where not all. With saturated tanh on raw pixels Adam scales even the smallest gradient
 * up to a full step, and what is left hangs on the last bit: Keras itself leaves this reference after six steps where it
 * computes with AVX2 instead of AVX-512 (see model/tests/it/oracles.rs). The larger networks take from half a second to several seconds a step on the software
 * adapter.
 */
const STEPS = {
  "mnist-8-tanh-adam-raw": { cpu: 6, webgpu: 2 },
  "mnist-700-500-adam": { webgpu: 5 },
  "fashion-128-adam": { webgpu: 25 },
};

/** The settings of a reference as a link. */
function settings({ dataset, scale, layers, optimizer, batch_size: batch }) {
  const { name, learning_rate: rate, ...rest } = optimizer;
  expect(rest, "numbers of the optimizer that a link would have to carry").toEqual({});
  const dense = layers.map((layer) => layer.dense.join(":")).join(",");
  return { data: dataset, scale, layers: dense, opt: name, rate, batch, val: "none", shuffle: "no" };
}

const traces = denseTraces();

test("there are references", () => {
  test.skip(traces.length === 0, absent);
  expect(traces.length).toBeGreaterThanOrEqual(4);
});

for (const trace of traces) {
  for (const device of ["cpu", "webgpu"]) {
    test(`${trace.name} on ${device}`, { tag: device === "webgpu" ? "@webgpu" : [] }, async ({ page }) => {
      const steps = STEPS[trace.name]?.[device] ?? trace.losses.length;
      await openReady(page, { device, settings: settings(trace) });
      await expect(page.getByTestId("device")).toHaveAttribute("data-value", device);
      await openWeights(page, trace.initial);
      const losses = await pressSteps(page, steps, 120_000);

      for (const [step, loss] of losses.entries()) {
        const keras = trace.losses[step];
        const difference = Math.abs(loss - keras) / keras;
        expect(difference, `loss ${step} is ${loss} and not ${keras}`).toBeLessThan(TOLERANCE[device]);
      }
    });
  }
}
