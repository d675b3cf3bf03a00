// Times, taken inside the page: long tasks, and how soon a drawing is answered.

/**
 * Notes, from the page's first moment on, when a pointer draws, when the network is asked about an image it was not
 * asked about before, and when the bars change. Call before the page is opened.
 */
export async function noteTimes(page) {
  await page.addInitScript(() => {
    const times = { pointer: [], asked: [], answered: [] };
    globalThis.times = times;
    for (const type of ["pointerdown", "pointermove"]) {
      const note = (event) => {
        if (event.buttons === 1 && event.target.matches?.('[data-testid="pad"]')) {
          times.pointer.push({ type, time: event.timeStamp });
        }
      };
      document.addEventListener(type, note, { capture: true });
    }
    // Of all messages only the question about an image has its length: 784 bytes at its end, little before them.
    const post = Worker.prototype.postMessage;
    let last = "";
    Worker.prototype.postMessage = function postMessage(message, ...rest) {
      if (message instanceof ArrayBuffer && message.byteLength > 784 && message.byteLength < 800) {
        const image = new Uint8Array(message).slice(-784).join();
        if (image !== last) times.asked.push(performance.now());
        last = image;
      }
      return post.call(this, message, ...rest);
    };
    const observer = new MutationObserver((changes) => {
      if (changes.some(({ target }) => target.closest('[data-testid="bars"]'))) times.answered.push(performance.now());
    });
    observer.observe(document, { subtree: true, attributeFilter: ["data-value"] });
  });
}

/**
 * Milliseconds from the pointer's event to the bars, twice for each stroke: for its first point on the empty pad, and
 * for its last. The page asks one question at a time, so the first change of the bars after a question is its answer.
 */
export async function readDelays(page) {
  const { pointer, asked, answered } = await page.evaluate(() => globalThis.times);
  const begins = pointer.filter(({ type }) => type === "pointerdown").map(({ time }) => time);
  const delays = [];
  for (const [place, begin] of begins.entries()) {
    const end = begins[place + 1] ?? Number.POSITIVE_INFINITY;
    const within = (time) => time >= begin && time < end;
    const last = pointer.map(({ time }) => time).filter(within).at(-1);
    const questions = asked.filter(within);
    for (const [event, question] of [[begin, questions.at(0)], [last, questions.at(-1)]]) {
      const answer = answered.find((time) => time >= question && time < end);
      // Without an answer before the next stroke, it never came in time.
      delays.push(answer === undefined ? Number.POSITIVE_INFINITY : answer - event);
    }
  }
  return delays;
}

/** The value below which this share of the numbers lies. */
export function percentile(numbers, share) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
}

/** Begins to note tasks of the page's thread over 50 ms. */
export async function watchLongTasks(page) {
  await page.evaluate(() => {
    globalThis.longTasks = [];
    const note = (list) => globalThis.longTasks.push(...list.getEntries().map(({ duration }) => duration));
    new PerformanceObserver(note).observe({ type: "longtask" });
  });
}

/** The tasks over 50 ms so far, in milliseconds. */
export async function seeLongTasks(page) {
  return page.evaluate(() => globalThis.longTasks);
}

/** Makes one task of so many milliseconds: an observer that does not see it sees nothing. */
export async function makeLongTask(page, milliseconds) {
  await page.evaluate(
    (milliseconds) =>
      new Promise((done) => {
        setTimeout(() => {
          const end = performance.now() + milliseconds;
          while (performance.now() < end);
          setTimeout(done, 200);
        });
      }),
    milliseconds,
  );
}
