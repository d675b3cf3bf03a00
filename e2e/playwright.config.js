// How the journeys run. `cargo xtask test` serves the site and sets TRAZO_URL and TRAZO_CHROMIUM;
// `cargo xtask screenshots` runs the project of that name alone.
import { defineConfig } from "@playwright/test";

// Chromium's own sandbox refuses to run as root, which is what CI containers are.
const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];

/** A project with these tags, in a Chromium started with these arguments. */
function project(name, tags, args = []) {
  return {
    name,
    ...tags,
    use: {
      browserName: "chromium",
      launchOptions: {
        executablePath: process.env.TRAZO_CHROMIUM || "/usr/bin/chromium",
        args: [...sandbox, ...args],
      },
    },
  };
}

export default defineConfig({
  testDir: ".",
  outputDir: "results",
  // One at a time: a training network wants the cores for itself, and times are asserted.
  workers: 1,
  fullyParallel: false,
  forbidOnly: !!process.env.CI,
  retries: 0,
  timeout: 5 * 60_000,
  expect: { timeout: 30_000 },
  use: {
    baseURL: process.env.TRAZO_URL,
    viewport: { width: 1366, height: 768 },
    locale: "en-GB",
    serviceWorkers: "block",
    // No trace: it would keep every byte of the data sets, and slow down what is timed.
    screenshot: "only-on-failure",
  },
  projects: [
    // Without flags there is no adapter: what most machines without a GPU look like.
    project("cpu", { grepInvert: /@webgpu|@screenshots|@long/ }),
    // WebGPU on its software adapter: slow, but the real interface.
    project("webgpu", { grep: /@webgpu/ }, ["--enable-unsafe-webgpu", "--use-webgpu-adapter=swiftshader"]),
    project("screenshots", { grep: /@screenshots/ }),
    // Too long for every change: see README.md.
    project("long", { grep: /@long/ }),
  ],
});
