// The same network in a terminal.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { test } from "@playwright/test";
import { root } from "./references.js";

/**
 * What `train` answers to drawings (`{ label, strokes }`) with weights that the page saved. Of the settings it wants
 * what the weights do not say: layers and the pixels' scale.
 */
export function recognise(settings, weights, drawings) {
  const file = test.info().outputPath("drawings.jsonl");
  const spec = test.info().outputPath("spec.json");
  writeFileSync(file, drawings.map((drawing) => JSON.stringify(drawing)).join("\n"));
  writeFileSync(spec, JSON.stringify(settings));
  const train = ["run", "--release", "--quiet", "-p", "model", "--bin", "train", "--"];
  const args = ["--spec", spec, "--initial", weights, "--steps", "0", "--pen", file, "--json"];
  const output = execFileSync("cargo", [...train, ...args], { cwd: root, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  return JSON.parse(output).pen;
}
