// The keyboard alone: from control to control with Tab, each of them in sight and with a ring around it.
import { expect } from "@playwright/test";
import { seePhase } from "./run.js";

/** More stops than the page ever has. */
const MOST = 400;

/**
 * Runs in the page. What has the focus, by its test id or its first words, and what is wrong with how it shows; `again`
 * where it is what the last call found. Without a focus, `name` is missing. `way` leads to the target: `"Tab"` or
 * `"Shift+Tab"`, `null` where it has the focus; `inside` is whether the focus is in it.
 */
function seeFocus(target) {
  const element = document.activeElement;
  const behind = target.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING;
  const way = element === target ? null : behind ? "Shift+Tab" : "Tab";
  const again = element === globalThis.keyboardStop;
  globalThis.keyboardStop = element;
  if (element === document.body) return { way, inside: false, again, wrong: [] };
  const inside = target.contains(element);
  if (inside) globalThis.keyboardStops?.push(element);
  const words = (element.getAttribute("aria-label") ?? element.textContent).trim().slice(0, 40);
  const name = element.dataset.testid ?? `${element.localName} “${words}”`;

  // What shows of a rectangle: the window and all that scrolls around the element cut it.
  const frames = [new DOMRect(0, 0, innerWidth, innerHeight)];
  for (let around = element; !around.matches("dialog, body"); around = around.parentElement) {
    const parent = around.parentElement;
    if (parent.matches("body") || getComputedStyle(parent).overflow === "visible") continue;
    frames.push(parent.getBoundingClientRect());
  }
  const cut = ({ left, top, right, bottom }) => {
    const [x, y] = [Math.max(left, ...frames.map((frame) => frame.left)), Math.max(top, ...frames.map((frame) => frame.top))];
    const [endX, endY] = [Math.min(right, ...frames.map((frame) => frame.right)), Math.min(bottom, ...frames.map((frame) => frame.bottom))];
    return new DOMRect(x, y, endX - x, endY - y);
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
  if (ring === undefined) return { name, way, inside, again, wrong: [...wrong, "without a ring"] };
  const { outlineWidth, outlineOffset } = getComputedStyle(ring);
  const out = parseFloat(outlineOffset) + parseFloat(outlineWidth) / 2;
  const { left, top, right, bottom } = ring.getBoundingClientRect();
  const edges = cut({ left, top, right, bottom });
  const line = cut({ left: left - out, top: top - out, right: right + out, bottom: bottom + out });
  // Where an edge shows, so does the ring along it; all but one where the element is as large as what it scrolls in.
  const sides = [["left", left, left - out], ["top", top, top - out], ["right", right, right + out], ["bottom", bottom, bottom + out]];
  const bare = sides.filter(([side, edge, place]) => Math.abs(edges[side] - edge) < 1 && Math.abs(line[side] - place) > 1);
  const large = frames.some((frame) => frame.height < bottom - top + 24 || frame.width < right - left + 24);
  if (bare.length > (large ? 1 : 0)) wrong.push(`without a ring on the ${bare.map(([side]) => side).join(", ")}`);
  return { name, way, inside, again, wrong };
}

/** The focus has to be on something, on another thing than before, and to show. */
function expectStop({ name, again, wrong }, way) {
  expect(name, `the focus is on the page, ${way}`).toBeDefined();
  expect(again, `${name} holds the focus, ${way}`).toBe(false);
  expect(wrong, `${name}, ${way}`).toEqual([]);
}

/**
 * Presses Tab, or Shift and Tab, until the control of this test id has the focus; of several, the one of this place.
 * Each control on the way has to show well, and none may hold the focus.
 */
export async function tabTo(page, testId, place = 0) {
  const target = page.getByTestId(testId).filter({ visible: true }).nth(place);
  const passed = [];
  let stop = await target.evaluate(seeFocus);
  while (stop.way !== null) {
    expect(passed.length, `${testId} is reached past ${passed.join(", ")}`).toBeLessThan(MOST);
    await page.keyboard.press(stop.way);
    const way = `with ${stop.way} to ${testId} past ${passed.join(", ")}`;
    stop = await target.evaluate(seeFocus);
    expectStop(stop, way);
    passed.push(stop.name);
  }
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
  const around = page.getByTestId(testId);
  const names = [];
  await page.evaluate(() => {
    globalThis.keyboardStops = [];
  });
  for (;;) {
    expect(names.length, `an end of ${testId}, past ${names.join(", ")}`).toBeLessThan(MOST);
    await page.keyboard.press("Tab");
    const stop = await around.evaluate(seeFocus);
    if (!stop.inside) break;
    expectStop(stop, `with Tab through ${testId} past ${names.join(", ")}`);
    names.push(stop.name);
  }
  const wrong = await around.evaluate((around) => {
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
  const last = await around.evaluate(seeFocus);
  expectStop(last, `back into ${testId}`);
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
