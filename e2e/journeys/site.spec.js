// The site as a set of files: all there, from one origin, allowed by its own policy.
import { readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { expect, test } from "@playwright/test";

const site = process.env.TRAZO_SITE ?? join(import.meta.dirname, "../../dist");

/** Every file of the site, as a path relative to its address. */
function files() {
  return readdirSite(site).map((file) => relative(site, file).split(sep).join("/"));
}

function readdirSite(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

test("every file answers with its own type", async ({ request }) => {
  const types = { ".wasm": "application/wasm", ".js": "text/javascript", ".gz": "application/gzip", ".json": "application/json" };
  expect(files()).toContain("index.html");
  for (const file of files()) {
    const answer = await request.head(file);
    expect(answer.status(), file).toBe(200);
    expect(answer.headers()["content-encoding"], file).toBeUndefined();
    for (const [end, type] of Object.entries(types)) {
      if (file.endsWith(end)) expect(answer.headers()["content-type"], file).toContain(type);
    }
  }
});

test("the page starts without an error, from its own origin alone", async ({ page, baseURL }) => {
  const complaints = [];
  const requests = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("requestfailed", (request) => complaints.push(`${request.url()}: ${request.failure()?.errorText}`));
  page.on("request", (request) => requests.push(request.url()));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (violation) => {
      console.error(`policy: ${violation.violatedDirective} ${violation.blockedURI}`);
    });
  });

  await page.goto("");
  await expect(page.locator("[data-testid]").first()).toBeVisible();
  await page.waitForLoadState("networkidle");

  expect(complaints).toEqual([]);
  const elsewhere = requests.filter((url) => !url.startsWith(baseURL) && !url.startsWith("data:") && !url.startsWith("blob:"));
  expect(elsewhere).toEqual([]);
});

test("the policy allows neither inline scripts nor another origin", async ({ page }) => {
  await page.goto("");
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("connect-src 'self'");
  expect(policy).not.toContain("unsafe-inline");
  expect(policy).not.toContain("'unsafe-eval'");
  const ran = await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.inlineScriptRan = true";
    document.body.append(script);
    return window.inlineScriptRan === true;
  });
  expect(ran).toBe(false);
});
