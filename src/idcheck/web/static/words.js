/** The page's words, in the language of the person. */

let words = {};
let plural = new Intl.PluralRules("en");
let names = null;
let chosen = "en";

export const language = () => chosen;

/** Load a language; throws if the server does not answer. */
export async function speak(name) {
  const answer = await fetch(`/words/${encodeURIComponent(name)}.json`);
  if (!answer.ok) throw new Error("no words");
  words = await answer.json();
  chosen = name;
  plural = new Intl.PluralRules(name);
  names = new Intl.ListFormat(name, { type: "conjunction" });
  document.documentElement.lang = name;
  document.title = say("title");
  for (const element of document.querySelectorAll("[data-words]")) element.textContent = say(element.dataset.words);
}

/** Words for a key, with values for the names in braces; forms for a `count` are a table. */
export function say(key, values = {}) {
  let found = words[key] ?? key;
  if (typeof found === "object") found = found[plural.select(values.count)] ?? found.other;
  return found.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/** Words for a key if there are any, else what is given. */
export const sayOr = (key, otherwise) => (key in words ? say(key) : otherwise);

export const listed = (items) => names.format(items);
