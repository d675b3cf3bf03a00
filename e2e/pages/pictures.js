// Pictures, and the texts that say what they show.
import { expect } from "@playwright/test";

/**
 * The pictures of an element that are in view: `what` each is, its `kind`, and the `text` that says what it shows. A
 * picture is `told` by itself, or `quiet` where the words of the button around it, or those beside it, say what it is; a
 * `frame` is a figure around others, or around a table.
 */
async function seePictures(around) {
  return around.evaluate((around) => {
    const pictures = "canvas, svg, img, [role=img]";
    const buttons = new Set();
    const read = (picture) => {
      const what = picture.closest("[data-testid]").dataset.testid;
      const label = picture.getAttribute("aria-label") ?? picture.getAttribute("alt");
      if (picture.localName === "figure") {
        return { what, kind: "frame", text: label ?? picture.querySelector("figcaption")?.textContent };
      }
      if (picture.closest("[aria-hidden=true]") === null && picture.getAttribute("role") !== "presentation") {
        return { what, kind: "told", text: label };
      }
      const button = picture.closest("button");
      const near = button ?? picture.parentElement;
      const words = [near.getAttribute("aria-label") ?? near.textContent, near.getAttribute("title")];
      words.push(near.querySelector("[aria-label]")?.getAttribute("aria-label"));
      // Two pictures on one button are one thing.
      const kind = button === null || buttons.has(button) ? "beside" : "button";
      buttons.add(button);
      return { what, kind, text: words.filter((text) => text).join(" · ") };
    };
    const all = [...around.querySelectorAll(`${pictures}, figure`)];
    const shown = all.filter((picture) => picture.checkVisibility() && picture.getBoundingClientRect().width > 1);
    return shown.map(read).map(({ text, ...rest }) => ({ ...rest, text: (text ?? "").replace(/\s+/g, " ").trim() }));
  });
}

/**
 * Each picture of an element has a text; one that stands alone has words that no other has, and more of them than
 * “image”. Gives the texts of those.
 */
export async function expectTexts(around, where) {
  const pictures = await seePictures(around);
  expect(pictures.filter(({ text }) => text === ""), `pictures without a text, ${where}`).toEqual([]);
  const short = pictures.filter(({ kind, text }) => kind === "told" && !/\p{L}{3}\S* \S/u.test(text));
  expect(short, `pictures with a word alone, ${where}`).toEqual([]);
  // A button may open the picture that stands alone.
  const texts = ["told", "button"].map((kind) => pictures.filter((one) => one.kind === kind).map(({ text }) => text));
  const twice = texts.flatMap((texts) => texts.filter((text, place) => texts.indexOf(text) !== place));
  expect(twice, `the same text twice, ${where}`).toEqual([]);
  return texts.flat();
}
