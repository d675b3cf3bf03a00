// The one browser in which everything is measured.
import { chromium } from "playwright-core";

/** Chromium's own sandbox refuses to run as root, which is what containers are. */
const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];

/** WebGPU and WebGL on software adapters, which are the same on every machine, … */
const SOFTWARE = ["--enable-unsafe-webgpu", "--use-webgpu-adapter=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"];
/** … or on the machine's own graphics processor. */
const HARDWARE = ["--enable-unsafe-webgpu", "--enable-features=Vulkan", "--ignore-gpu-blocklist"];

/** The page as most see it. */
export const LOOK = { viewport: { width: 1366, height: 768 }, locale: "en-GB" };

/** How Chromium is started, for a passing profile or one that stays. */
export function launchOptions({ chromium: executablePath, hardware }) {
  return { executablePath, args: [...sandbox, ...(hardware ? HARDWARE : SOFTWARE)] };
}

/** Starts the browser. */
export function launch(options) {
  return chromium.launch(launchOptions(options));
}

/** Starts a browser whose profile stays in a folder, as a visitor's does. */
export function launchProfile(folder, options) {
  return chromium.launchPersistentContext(folder, { ...launchOptions(options), ...LOOK });
}

/** What WebGPU computes on, in words; `null` where there is no adapter. */
export async function adapterOf(browser, url) {
  const page = await browser.newPage();
  try {
    // Anything of an origin that counts as secure.
    await page.goto(`${url}favicon.svg`);
    return await page.evaluate(async () => {
      const adapter = await navigator.gpu?.requestAdapter();
      if (!adapter) return null;
      const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info;
      return { vendor, architecture, device, description, software: isFallbackAdapter ?? adapter.isFallbackAdapter ?? false };
    });
  } finally {
    await page.close();
  }
}

/** A promise that fails in plain words if it takes longer. */
export async function within(seconds, what, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took longer than ${seconds} s`)), 1_000 * seconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The first line of an error, without the marks of whoever threw it. */
export function reasonOf(error) {
  const [line] = String(error?.message ?? error).split("\n");
  return line.replace(/^page\.evaluate: /, "").replace(/^Error: /, "").slice(0, 200);
}
