// The languages of the page and what it says in them, from the files that it is made of.
import { readFileSync } from "node:fs";
import { join } from "node:path";

const read = (name) => JSON.parse(readFileSync(join(import.meta.dirname, `../../words/${name}.json`), "utf8"));

/** The codes of the languages. */
export const languages = read("languages");

/** All words of a language. */
export const words = (language) => read(language);
