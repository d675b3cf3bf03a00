// Weights as files: through the page's own menu, and what is in them.
import { readFileSync } from "node:fs";
import { expect } from "@playwright/test";
import { openMenu } from "./site.js";

/** Chooses a file of weights: a path, or `{ name, buffer }`. */
export async function chooseWeights(page, file) {
  const chosen = typeof file === "string" ? file : { mimeType: "application/octet-stream", ...file };
  await page.getByTestId("weights-file").setInputFiles(chosen);
}

/** Chooses weights in place of an untrained network and waits until they stand: only then is there something to reset. */
export async function openWeights(page, file) {
  await expect(page.getByTestId("reset")).toBeDisabled();
  await chooseWeights(page, file);
  await expect(page.getByTestId("reset")).toBeEnabled();
}

/** Saves the weights; gives the file's name, path and tensors. */
export async function saveWeights(page) {
  await openMenu(page, "file-menu");
  const download = page.waitForEvent("download");
  await page.getByTestId("save-weights").click();
  const file = await download;
  const path = await file.path();
  await page.keyboard.press("Escape");
  return { name: file.suggestedFilename(), path, tensors: readTensors(readFileSync(path)) };
}

/**
 * The tensors of a safetensors file, by name, each as shape and the hexadecimal text of its bytes: equal texts are
 * equal weights, bit for bit. (The files themselves may differ in the order of their notes.)
 */
export function readTensors(bytes) {
  const length = Number(bytes.readBigUInt64LE(0));
  const { __metadata__: _, ...header } = JSON.parse(bytes.toString("utf8", 8, 8 + length));
  const body = bytes.subarray(8 + length);
  const names = Object.keys(header).sort();
  const tensor = ({ shape, data_offsets: [from, to] }) => ({ shape, bytes: body.subarray(from, to).toString("hex") });
  return Object.fromEntries(names.map((name) => [name, tensor(header[name])]));
}

/** The numbers of a tensor of `readTensors`. */
export function numbers({ bytes }) {
  const raw = Buffer.from(bytes, "hex");
  return Array.from({ length: raw.length / 4 }, (_, place) => raw.readFloatLE(4 * place));
}

/** The largest difference between two sets of tensors of the same shapes. */
export function distance(a, b) {
  const differences = Object.keys(a).map((name) => {
    const other = numbers(b[name]);
    return numbers(a[name]).reduce((most, value, place) => Math.max(most, Math.abs(value - other[place])), 0);
  });
  return Math.max(...differences);
}

/** A safetensors file with tensors of these shapes, all numbers equal. */
export function writeTensors(shapes, value = 0.01) {
  let end = 0;
  const header = {};
  for (const [name, shape] of Object.entries(shapes)) {
    const bytes = 4 * shape.reduce((product, side) => product * side, 1);
    header[name] = { dtype: "F32", shape, data_offsets: [end, end + bytes] };
    end += bytes;
  }
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  const body = Buffer.alloc(end);
  for (let place = 0; place < end; place += 4) body.writeFloatLE(value, place);
  return Buffer.concat([length, text, body]);
}
