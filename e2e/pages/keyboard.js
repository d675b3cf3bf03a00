// The keyboard alone: from control to control with Tab, each of them in sight and with a ring around it.
import { expect } from "@playwright/test";
import { seePhase } from "./run.js";

/** More stops than the page ever has. */
const MOST = 400;

/**
 * What has the focus, by its test id or its first words, and what is wrong with how it shows; `again` where it is what
 * the last call found. Without a focus, `null`.
 */
async function seeFocus(page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body) return null;
    const again = element === globalThis.keyboardStop;
    globalThis.keyboardStop = element;
    const words = (element.getAttribute("aria-label") ?? element.textContent).trim().slice(0, 40);
    const name = element.dataset.testid ?? `${element.localName} “${words}”`;

    // What shows of a rectangle: the window and all that scrolls around the element cut it.
    const frames = [new DOMRect(0, 0, innerWidth, innerHeight)];
    for (let around = element; around !== null && !around.matches("dialog, body"); around = around.parentElement) {
      const parent = around.parentElement;
      if (parent.matches("body") || getComputedStyle(parent).overflow === "visible") continue;
      frames.push(parent.getBoundingClientRect());
    }
    const cut = ({ left, top, right, bottom }) => {
      const [x, y] = [Math.max(left, ...frames.map((frame) => frame.left)), Math.max(top, ...frames.map((frame) => frame.top))];
      return new DOMRect(
        x,
        y,
        Math.min(right, ...frames.map((frame) => frame.right)) - x,
        Math.min(bottom, ...frames.map((frame) => frame.bottom)) - y,
      );
    };
    const wrong = [];
    const box = element.getBoundingClientRect();
    const seen = cut(box);
    if (seen.width < Math.min(box.width, 24) - 1 || seen.height < Math.min(box.height, 24) - 1) {
      wrong.push("out of sight");
    } else {
      const top = document.elementFromPoint(seen.x + seen.width / 2, seen.y + seen.height / 2);
      const own = top !== null && (element.contains(top) || top.contains(element) || top.closest("label")?.contains(element));
      if (!own) wrong.push(`covered by ${top?.closest("[data-testid]")?.dataset.testid ?? top?.localName}`);
    }

    // The ring is the element's own, or that of the frame around it.
    const ring = [element, element.parentElement, element.parentElement.parentElement].find((around) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(around);
      return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
    });
    if (ring === undefined) {
      wrong.push("without a ring");
    } else {
      const { outlineWidth, outlineOffset } = getComputedStyle(ring);
      const out = parseFloat(outlineOffset) + parseFloat(outlineWidth) / 2;
      const { left, top, right, bottom } = ring.getBoundingClientRect();
      const edges = cut({ left, top, right, bottom });
      const line = cut({ left: left - out, top: top - out, right: right + out, bottom: bottom + out });
      // Where an edge shows, so does the ring along it; one side does where the element is as large as what it scrolls in.
      const sides = Object.entries({ left: [left, left - out], top: [top, top - out], right: [right, right + out], bottom: [bottom, bottom + out] });
      const bare = sides.filter(([side, [edge, place]]) => Math.abs(edges[side] - edge) < 1 && Math.abs(line[side] - place) > 1);
      const large = frames.some((frame) => frame.height < bottom - top + 24 || frame.width < right - left + 24);
      if (bare.length > (large ? 1 : 0)) wrong.push(`without a ring on the ${bare.map(([side]) => side).join(", ")}`);
    }
    return { name, again, wrong };
  });
}

/** What has the focus; nothing may be wrong with how it shows. */
async function seeStop(page, after) {
  const stop = await seeFocus(page);
  expect(stop, `the focus is on the page, ${after}`).not.toBeNull();
  expect(stop.wrong, `${stop.name}, ${after}`).toEqual([]);
  return stop;
}

/** Where an element lies from what has the focus: `"Tab"` or `"Shift+Tab"` leads there; `null` where it has it. */
async function wayTo(element) {
  return element.evaluate((element) => {
    const from = document.activeElement;
    if (from === element) return null;
    return element.compareDocumentPosition(from) & Node.DOCUMENT_POSITION_FOLLOWING ? "Shift+Tab" : "Tab";
  });
}

/**
 * Presses Tab, or Shift and Tab, until the control of this test id has the focus; of several, the one of this place.
 * Each control on the way has to show well, and none may hold the focus.
 */
export async function tabTo(page, testId, place = 0) {
  const target = page.getByTestId(testId).filter({ visible: true }).nth(place);
  await expect(target).toBeAttached();
  const passed = [];
  for (let count = 0; count < MOST; count += 1) {
    const key = await wayTo(target);
    if (key === null) {
      if (count === 0) await seeStop(page, "already");
      return;
    }
    await page.keyboard.press(key);
    const way = `with ${key} to ${testId} past ${passed.join(", ")}`;
    const stop = await seeStop(page, way);
    expect(stop.again, `${stop.name} holds the focus, ${way}`).toBe(false);
    passed.push(stop.name);
  }
  throw new Error(`${testId} is not reached past ${passed.join(", ")}`);
}

/** Goes to a control and presses a key there. */
export async function press(page, testId, key = "Enter", place = 0) {
  await tabTo(page, testId, place);
  await page.keyboard.press(key);
}

/** Goes to a choice and steps with the arrow keys to one of its values. */
export async function pick(page, testId, value) {
  await tabTo(page, testId);
  const select = page.getByTestId(testId);
  const steps = await select.evaluate(
    (select, value) => [...select.options].findIndex((option) => option.value === value) - select.selectedIndex,
    value,
  );
  for (let step = 0; step < Math.abs(steps); step += 1) await page.keyboard.press(steps > 0 ? "ArrowDown" : "ArrowUp");
  await expect(select).toHaveValue(value);
  await expect(select, "a choice keeps the focus").toBeFocused();
}

/** Goes to a field and writes something in the place of what it holds. */
export async function write(page, testId, text) {
  await tabTo(page, testId);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(text);
}

/**
 * Goes with Tab through all that is in an element, from the control before it, and back to the last one in it. All its
 * controls have to be passed, in the order in which they stand. Gives the names of the stops.
 */
export async function walk(page, testId) {
  const names = [];
  await page.evaluate(() => {
    globalThis.keyboardStops = [];
  });
  for (let count = 0; count < MOST; count += 1) {
    await page.keyboard.press("Tab");
    const inside = await page.getByTestId(testId).evaluate((around) => {
      const element = document.activeElement;
      if (!around.contains(element)) return false;
      globalThis.keyboardStops.push(element);
      return true;
    });
    if (!inside) break;
    const stop = await seeStop(page, `with Tab through ${testId} past ${names.join(", ")}`);
    expect(stop.again, `${stop.name} holds the focus`).toBe(false);
    names.push(stop.name);
  }
  const wrong = await page.getByTestId(testId).evaluate((around) => {
    const stops = globalThis.keyboardStops;
    const controls = [...around.querySelectorAll("a[href], button, input, select, summary, textarea, [tabindex]")].filter(
      (element) => element.tabIndex >= 0 && !element.disabled && element.checkVisibility({ visibilityProperty: true }),
    );
    const name = (element) => element.dataset.testid ?? element.textContent.trim().slice(0, 40);
    return {
      missed: controls.filter((control) => !stops.includes(control)).map(name),
      early: stops
        .filter((stop, place) => stops[place + 1]?.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING)
        .map(name),
    };
  });
  expect(wrong, `what Tab passes in ${testId}: ${names.join(", ")}`).toEqual({ missed: [], early: [] });
  // Nothing holds the focus on the way back either.
  await page.keyboard.press("Shift+Tab");
  const last = await seeStop(page, `back into ${testId}`);
  expect(last.name).toBe(names.at(-1));
  return names;
}

/** Trains to the end. */
export async function trainByKeys(page) {
  await press(page, "train");
  await seePhase(page, "finished", 180_000);
}

/** Opens a tab of the strip. */
export async function openByKeys(page, tab) {
  await press(page, `tab-${tab}`);
  await expect(page.getByTestId(`tab-${tab}`)).toHaveAttribute("aria-expanded", "true");
  await expect(page.getByTestId("strip-sheet").getByTestId("later-waiting")).toHaveCount(0);
  await expect(page.getByTestId(`tab-${tab}`)).toBeFocused();
}

/** Draws a stroke with the arrow keys, from the middle of the pad: a few steps each way. */
export async function drawByKeys(page, ...ways) {
  await press(page, "pad", "Space");
  for (const key of ways) {
    for (let step = 0; step < 5; step += 1) await page.keyboard.press(key);
  }
  await page.keyboard.press("Space");
}
