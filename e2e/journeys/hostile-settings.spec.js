// Nonsense in the link and in the controls: exact words, and nothing lost.
import { expect, test } from "@playwright/test";
import { pressSteps, pressTrain, seePhase } from "../pages/run.js";
import { openReady, seeNumber, speak } from "../pages/site.js";
import { numbers, saveWeights } from "../pages/weights.js";

test("nonsense in the link is named, and the rest of it kept", async ({ page }) => {
  await openReady(page, { settings: { layers: "99999:relu", epochs: -3, foo: "bar", batch: 64 } });
  const messages = page.getByTestId("message").locator("p");
  await expect(messages).toHaveText([
    "“foo” in the link was ignored: no setting has this name.",
    "“layers=99999:relu” in the link was ignored: layer 1 has 99999 units: choose a number from 1 to 2048.",
    "“epochs=-3” in the link was ignored: it should be 10.",
  ]);
  await speak(page, "es");
  await expect(messages).toHaveText([
    "Se ignoró “foo” del enlace: ningún ajuste se llama así.",
    "Se ignoró “layers=99999:relu” del enlace: la capa 1 tiene 99999 neuronas: elige un número de 1 a 2048.",
    "Se ignoró “epochs=-3” del enlace: debería ser 10.",
  ]);
  await expect(page.getByTestId("batch-size")).toHaveAttribute("data-value", "64");
  await expect(page.getByTestId("layer-1-units")).toHaveAttribute("data-value", "128");
  await expect(page.getByTestId("epochs")).toHaveAttribute("data-value", "5");
});

test("a link that would be a page's end is only text", async ({ page }) => {
  await openReady(page, { settings: { "<img src=x onerror=alert(1)>": 1, data: "<script>alert(1)</script>" } });
  const messages = page.getByTestId("message").locator("p");
  await expect(messages).toHaveText([
    "“<img src” in the link was ignored: no setting has this name.",
    "“data=<script>alert(1)</script>” in the link was ignored: it should be mnist, fashion-mnist, cifar-10.",
  ]);
  await expect(page.locator("main script, main img, .notices img, .notices script")).toHaveCount(0);
});

test("a link that is far too long is not read", async ({ page }) => {
  await openReady(page, { settings: { layers: "1:relu,".repeat(1_000) } });
  await expect(page.getByTestId("message").locator("p")).toHaveText(
    "The link's settings were ignored: they are 7007 bytes long, at most 4096 are read.",
  );
});

/** What is typed where, and what is said in which place. */
const outOfRange = [
  ["layer-1-units", "0", "network-error", "Layer 1 has 0 units: choose a number from 1 to 2048.", "La capa 1 tiene 0 neuronas: elige un número de 1 a 2048."],
  ["layer-1-units", "99999", "network-error", "Layer 1 has 99999 units: choose a number from 1 to 2048.", "La capa 1 tiene 99999 neuronas: elige un número de 1 a 2048."],
  ["epochs", "0", "training-error", "0 epochs are asked for: choose a number from 1 to 1000.", "Se piden 0 épocas: elige un número de 1 a 1000."],
  ["batch-size", "4097", "training-error", "The batch size is 4097: choose a number from 1 to 4096.", "El lote es de 4097 imágenes: elige un número de 1 a 4096."],
  ["learning-rate", "0", "training-error", "The learning rate is 0: choose a number above 0, at most 100.", "La tasa de aprendizaje es 0: elige un número mayor que 0, como mucho 100."],
  ["learning-rate", "-1", "training-error", "The learning rate is -1: choose a number above 0, at most 100.", "La tasa de aprendizaje es -1: elige un número mayor que 0, como mucho 100."],
];

test("numbers out of range are refused in words, and the network stays", async ({ page }) => {
  await openReady(page);
  await pressSteps(page, 2);
  const { tensors: before } = await saveWeights(page);
  for (const [control, typed, place, english, spanish] of outOfRange) {
    await test.step(`${control} ${typed}`, async () => {
      const input = page.getByTestId(control);
      const sound = await input.inputValue();
      await input.fill(typed);
      await expect(page.getByTestId(place)).toHaveText(english);
      await expect(input).toHaveAttribute("aria-invalid", "true");
      await speak(page, "es");
      await expect(page.getByTestId(place)).toHaveText(spanish);
      await speak(page, "en");
      // What was learnt can still be trained on: these settings would only count for a new network.
      await expect(page.getByTestId("step")).toBeEnabled();
      expect(await seeNumber(page, "progress-step")).toBe(2);
      await input.fill(sound);
      await expect(page.getByTestId(place)).toHaveCount(0);
    });
  }
  expect((await saveWeights(page)).tensors).toEqual(before);
  await pressSteps(page, 1);
  expect(await seeNumber(page, "progress-step")).toBe(3);
});

test("a network too large is refused in words", async ({ page }) => {
  const six = Array(6).fill("2048:relu").join(",");
  await openReady(page, { settings: { layers: six } });
  await expect(page.getByTestId("message").locator("p")).toHaveText(/^“layers=2048:relu,.*…” in the link was ignored: the network has 22609930 parameters: use fewer units or layers, at most 20000000 fit\.$/);
});

test("a rate far too high ends in words, not in nonsense", async ({ page }) => {
  await openReady(page, { settings: { layers: "128:none", opt: "sgd", rate: 100, scale: "raw", epochs: 1, val: "none" } });
  await pressTrain(page);
  await seePhase(page, "diverged", 60_000);
  await expect(page.getByTestId("message").locator("p")).toHaveText(
    /^At step \d+ the loss was no number any more: the network diverged\. Lower the learning rate and train anew; the last good weights are kept\.$/,
  );
  // What is kept is finite.
  const { tensors } = await saveWeights(page);
  expect(Object.keys(tensors)).toEqual(["0.bias", "0.kernel", "1.bias", "1.kernel"]);
  expect(Object.values(tensors).flatMap(numbers).every(Number.isFinite)).toBe(true);
});
