// A person's own images: files made here, and the dialog that opens them.
import { crc32, deflateRawSync, deflateSync } from "node:zlib";
import { expect } from "@playwright/test";

/** A zip archive of `{ name: bytes }`, deflated; a pair `[packed, size]` says itself what it would become. */
export function zip(files) {
  const [parts, directory] = [[], []];
  let place = 0;
  for (const [name, content] of Object.entries(files)) {
    const lies = Array.isArray(content);
    const packed = lies ? content[0] : deflateRawSync(content);
    const common = Buffer.alloc(26);
    [20, 0, 8, 0, 0].forEach((number, index) => common.writeUInt16LE(number, 2 * index));
    common.writeUInt32LE(lies ? 0 : crc32(content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(lies ? content[1] : content.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), common, Buffer.from(name), packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(place, 10);
    directory.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x00", "latin1"), common, rest, Buffer.from(name)]));
    parts.push(local);
    place += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(place, 16);
  return Buffer.concat([...parts, list, end]);
}

/** A NumPy array of bytes. */
export function npy(shape, bytes) {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
  const header = `{'descr': '|u1', 'fortran_order': False, 'shape': ${tuple}, }\n`;
  const start = Buffer.from("\x93NUMPY\x01\x00\x00\x00", "latin1");
  start.writeUInt16LE(header.length, 8);
  return Buffer.concat([start, Buffer.from(header), Buffer.from(bytes)]);
}

/** An `.npz` as Keras has it: grey images of 28×28 with these labels, each all of the byte that `shade` gives its label. */
export function shades(labels, shade) {
  const images = Buffer.concat(labels.map((label) => Buffer.alloc(784, shade(label))));
  const part = (name) => ({
    [`x_${name}.npy`]: npy([labels.length, 28, 28], images),
    [`y_${name}.npy`]: npy([labels.length], labels),
  });
  return zip({ ...part("train"), ...part("test") });
}

/** A PNG picture (RGB) whose pixels `colour(x, y)` gives. */
export function png(side, colour) {
  const rows = Buffer.alloc(side * (1 + 3 * side));
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) rows.set(colour(x, y), y * (1 + 3 * side) + 1 + 3 * x);
  }
  const chunk = (kind, data) => {
    const body = Buffer.concat([Buffer.from(kind), data]);
    const around = Buffer.alloc(8);
    around.writeUInt32BE(data.length, 0);
    around.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([around.subarray(0, 4), body, around.subarray(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
  return Buffer.concat([signature, chunk("IHDR", head), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}

/** A zip of small grey pictures: those of class `bright` are bright, those of class `dark` are dark. */
export function pictures(count = 20) {
  const files = {};
  for (let n = 0; n < count; n += 1) {
    const shade = (base) => (x, y) => Array(3).fill(base + ((x * 7 + y * 3 + n) % 40));
    files[`set/bright/${n}.png`] = png(16, shade(200));
    files[`set/dark/${n}.png`] = png(16, shade(10));
  }
  return zip(files);
}

/** Opens the dialog from the list of data sets. */
export async function openDialog(page) {
  await page.getByTestId("dataset").selectOption("own");
  await expect(page.getByTestId("own-dialog")).toBeVisible();
}

/** Chooses one file in the open dialog. */
export async function chooseFile(page, name, buffer) {
  await page.getByTestId("own-files").setInputFiles([{ name, mimeType: "application/octet-stream", buffer }]);
}

/** Opens a file and uses its images as they are. */
export async function useFile(page, name, buffer, { keep = false } = {}) {
  await openDialog(page);
  await chooseFile(page, name, buffer);
  await expect(page.getByTestId("own-summary")).toBeVisible({ timeout: 30_000 });
  if (keep) await page.getByTestId("own-keep").check();
  await page.getByTestId("own-use").click();
  await expect(page.getByTestId("own-dialog")).toBeHidden();
  await expect(page.getByTestId("dataset")).toHaveAttribute("data-value", "own");
}

/** Shows every part of the dialog and what leads to it at least once, calling `look` each time. Ends with a reload. */
export async function lookAtOwn(page, look) {
  const transfer = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(["words"], "none.txt"));
    return transfer;
  });
  await page.dispatchEvent("main", "dragover", { dataTransfer: transfer });
  await expect(page.getByTestId("drop-here")).toBeVisible();
  await look();
  await page.dispatchEvent("main", "drop", { dataTransfer: transfer });
  await expect(page.getByTestId("own-error")).toBeVisible();
  await look();
  await chooseFile(page, "set.zip", pictures());
  await expect(page.getByTestId("own-summary")).toBeVisible({ timeout: 30_000 });
  await look();
  await page.getByTestId("own-use").click();
  await expect(page.getByTestId("own-dialog")).toBeHidden();
  await page.getByTestId("own-open").click();
  await expect(page.getByTestId("own-keep-now")).toBeVisible();
  await look();
  await page.getByTestId("own-keep-now").click();
  await expect(page.getByTestId("own-kept")).toHaveAttribute("data-value", "true");
  await look();
  await page.getByTestId("own-forget").click();
  await expect(page.getByTestId("own-kept")).toHaveAttribute("data-value", "false");
  await page.getByTestId("own-close").click();
  await page.reload();
  await expect(page.getByTestId("dataset-open-own")).toBeVisible();
  await look();
}
