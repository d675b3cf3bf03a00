// Taking charts, tables and the report away as files.
import { readFileSync } from "node:fs";
import { openMenu } from "./site.js";

async function download(page, press) {
  const [file] = await Promise.all([page.waitForEvent("download"), press()]);
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

/** Takes a picture or table away: `take(page, "curves-loss", "svg")`. */
export async function take(page, name, ending) {
  await openMenu(page, "take-away");
  const button = page.getByTestId(`take-${ending}`).and(page.locator(`[data-value="${name}"]`));
  return download(page, () => button.click());
}

/** Takes the report away. */
export async function takeReport(page) {
  await openMenu(page, "take-away");
  return download(page, () => page.getByTestId("take-report").click());
}

/** The fields of CSV as RFC 4180 has it, row by row. */
export function parseCsv(text) {
  const rows = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    rows.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === "\r\n") rows.push([]);
  }
  return rows.slice(0, rows.findIndex((row) => row.length === 1 && row[0] === ""));
}

/** A PNG decoded in an empty page: its size, and how many colours it has. */
export async function decodePng(blank, bytes) {
  return blank.evaluate(async (address) => {
    const bitmap = await createImageBitmap(await (await fetch(address)).blob());
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext("2d");
    context.drawImage(bitmap, 0, 0);
    const pixels = new Uint32Array(context.getImageData(0, 0, bitmap.width, bitmap.height).data.buffer);
    return { width: bitmap.width, height: bitmap.height, colours: new Set(pixels).size };
  }, `data:image/png;base64,${bytes.toString("base64")}`);
}

/** SVG read as XML and shown in an empty page: what is wrong with it, and what is in it. */
export async function renderSvg(blank, bytes) {
  const text = bytes.toString("utf8");
  const wrong = await blank.evaluate(
    (text) => new DOMParser().parseFromString(text, "image/svg+xml").querySelector("parsererror")?.textContent ?? "",
    text,
  );
  await blank.setContent(text);
  const seen = await blank.locator("svg").first().evaluate((svg) => ({
    width: svg.clientWidth,
    height: svg.clientHeight,
    words: [...svg.querySelectorAll("text")].map((word) => word.textContent.trim()),
    shapes: svg.querySelectorAll("path, line, polyline, rect, circle, polygon").length,
    images: svg.querySelectorAll("image").length,
    hooks: svg.querySelectorAll("[class], [style], [data-testid]").length,
  }));
  return { wrong, text, ...seen };
}
