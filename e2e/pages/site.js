// Opening the page, and what is heard of it meanwhile.
import { expect } from "@playwright/test";

/** Settings as the fragment of a link: `{ epochs: 1, val: "none" }` is `#epochs=1&val=none`. */
export function fragment(settings) {
  const pieces = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  return pieces.length > 0 ? `#${pieces.join("&")}` : "";
}

/** Opens the page with settings from a link, and `?device=…` where one is asked for. */
export async function open(page, { settings = {}, device } = {}) {
  await page.goto((device ? `?device=${device}` : "") + fragment(settings));
}

/** Waits until all of the page is here, and a network stands in the worker: data, device and first weights are there. */
export async function waitReady(page, timeout = 60_000) {
  await expect(page.getByTestId("evaluate")).toBeEnabled({ timeout });
  await expect(page.getByTestId("samples")).toHaveAttribute("data-value", "25", { timeout });
  await expect(page.getByTestId("curves-loss").locator("canvas")).toBeAttached({ timeout });
}

/** Opens the page and waits until it can train. */
export async function openReady(page, options = {}) {
  await open(page, options);
  await waitReady(page, options.device === "webgpu" ? 180_000 : 60_000);
}

/** The full-precision value beside a shown figure; NaN where there is none. */
export async function seeNumber(page, testId) {
  const text = await page.getByTestId(testId).getAttribute("data-value");
  return text ? Number(text) : Number.NaN;
}

/** Everything that the page writes to the console or throws, from here on; workers included. */
export function hearConsole(page) {
  const heard = [];
  page.on("console", (message) => heard.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => heard.push(`thrown: ${error}`));
  return heard;
}

/** The addresses of everything that is requested from here on; workers included. */
export function hearRequests(page) {
  const heard = [];
  page.context().on("request", (request) => heard.push(request.url()));
  return heard;
}

/** Opens a menu unless it is open. */
export async function openMenu(page, testId) {
  const summary = page.getByTestId(testId);
  if (!(await summary.evaluate((element) => element.parentElement.open))) await summary.click();
}

/** Changes the language with the switch. */
export async function speak(page, language) {
  await page.getByTestId(`language-${language}`).click();
  await expect(page.locator("html")).toHaveAttribute("lang", language);
}
