// What is taken away opens elsewhere: each format is downloaded and read again.
import { expect, test } from "@playwright/test";
import { openBrowse } from "../pages/browse.js";
import { trainToTheEnd } from "../pages/run.js";
import { openReady, seeNumber, speak } from "../pages/site.js";
import { decodePng, parseCsv, renderSvg, take, takeReport } from "../pages/take.js";
import { languages, words } from "../pages/words.js";

test("charts as SVG and PNG, tables as CSV", async ({ page, context }) => {
  const blank = await context.newPage();
  await page.bringToFront();
  await openReady(page, { settings: { layers: "16:relu", epochs: 2, batch: 256 } });
  await trainToTheEnd(page);
  await openBrowse(page);

  for (const name of ["curves-loss", "network", "samples"]) {
    const svg = await take(page, name, "svg");
    expect(svg.name).toBe(`trazo-${name}.svg`);
    const drawn = await renderSvg(blank, svg.bytes);
    expect(drawn.wrong, name).toBe("");
    expect(drawn.hooks, name).toBe(0);
    expect(drawn.text, name).not.toMatch(/var\(|NaN|<script/);
    expect(Math.min(drawn.width, drawn.height), name).toBeGreaterThan(50);
    expect(drawn.words.filter((word) => word !== "").length, name).toBeGreaterThan(2);
    if (name === "samples") expect(drawn.images).toBe(9);
    else expect(drawn.shapes, name).toBeGreaterThan(3);

    const png = await take(page, name, "png");
    expect(png.name).toBe(`trazo-${name}.png`);
    const decoded = await decodePng(blank, png.bytes);
    expect(Math.abs(decoded.width - 2 * drawn.width), name).toBeLessThanOrEqual(3);
    expect(decoded.colours, name).toBeGreaterThan(3);
  }

  const csv = await take(page, "figures", "csv");
  expect([...csv.bytes.subarray(0, 3)], "a byte order mark").toEqual([0xef, 0xbb, 0xbf]);
  const rows = parseCsv(csv.bytes.subarray(3).toString("utf8"));
  expect(rows).toHaveLength(3);
  expect(rows.map((row) => row.length)).toEqual([5, 5, 5]);
  expect(Number(rows[1][2])).toBe(await seeNumber(page, "train-loss"));
  expect(Number(rows[2][4])).toBe(await seeNumber(page, "test-accuracy"));

  const matrix = parseCsv((await take(page, "pixels-after", "csv")).bytes.subarray(3).toString("utf8"));
  expect([matrix.length, matrix[0].length]).toEqual([28, 28]);
});

for (const language of languages) {
  test(`the report is one page that needs nothing else (${language})`, async ({ page, context }) => {
    await openReady(page, { settings: { layers: "16:relu", epochs: 1, batch: 256 } });
    await speak(page, language);
    await trainToTheEnd(page);
    const report = await takeReport(page);
    expect(report.name).toBe("trazo-report.html");
    const blank = await context.newPage();
    const asked = [];
    blank.on("request", (request) => asked.push(request.url()));
    await blank.setContent(report.bytes.toString("utf8"));
    await expect(blank.locator("html")).toHaveAttribute("lang", language);
    await expect(blank.locator("h1")).toHaveText(words(language).take_away.title);
    expect(await blank.locator("figure > svg").count()).toBeGreaterThanOrEqual(3);
    await expect(blank.locator("table").first()).toContainText("784-16-10 · ReLU");
    expect(await blank.locator("table").count()).toBeGreaterThanOrEqual(2);
    expect(await blank.locator("script, link, img, iframe").count()).toBe(0);
    expect(asked.filter((address) => !address.startsWith("data:"))).toEqual([]);
  });
}
