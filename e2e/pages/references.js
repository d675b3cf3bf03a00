// References from outside the project; where they are absent, what needs them is skipped.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const root = join(import.meta.dirname, "../..");
const shared = join(root, "../shared");

/** Why something was skipped. */
export const absent = "the references in ../shared are not there";

/** The step-by-step runs of Keras whose layers are all dense: name, file of first weights, and what was recorded. */
export function denseTraces() {
  const folder = join(shared, "oracles");
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => existsSync(join(folder, name, "trace.json")));
  return names
    .map((name) => ({
      name,
      initial: join(folder, name, "initial.safetensors"),
      ...JSON.parse(readFileSync(join(folder, name, "trace.json"), "utf8")),
    }))
    .filter(({ layers }) => layers.every((layer) => layer.dense));
}

/** The digits written with a pen, as `{ label, strokes }`. */
export function penDigits() {
  const file = join(shared, "datasets/pen-digits/pen-digits.jsonl");
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8").trim().split("\n").map((line) => JSON.parse(line));
}

/** The folder of a part of CIFAR-10, in its files' own names and layout; `null` where it is absent. */
export function cifarSample() {
  const folder = join(shared, "datasets/cifar-10-sample");
  return existsSync(folder) ? folder : null;
}
