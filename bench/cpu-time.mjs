// How long threads of the browser have computed, where the system tells (Linux).
import { readdirSync, readFileSync } from "node:fs";

/** The thread of a page, and that of a worker, as Chromium names them. */
export const MAIN = "main";
export const WORKER = "DedicatedWorker";

/** Milliseconds that all such threads of the browser's renderers have computed so far; `null` where nobody knows. */
export async function cpuTime(browser, thread) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  const renderers = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => id);
  try {
    return renderers.reduce((sum, process) => sum + ofProcess(process, thread), 0);
  } catch {
    return null;
  }
}

function ofProcess(process, thread) {
  const folder = `/proc/${process}/task`;
  const threads = readdirSync(folder).filter((id) =>
    thread === MAIN ? id === String(process) : readFileSync(`${folder}/${id}/comm`, "utf8").startsWith(thread),
  );
  // The first number is the time on a processor, nanoseconds.
  const nanoseconds = (id) => Number(readFileSync(`${folder}/${id}/schedstat`, "utf8").split(" ")[0]);
  return threads.reduce((sum, id) => sum + nanoseconds(id) / 1e6, 0);
}
