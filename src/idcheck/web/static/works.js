/** Works that are offered for a mention, with what speaks for them, and the search for others. */

import { button, make, outward } from "./build.js";
import { get } from "./server.js";
import { listed, say, sayOr } from "./words.js";

const fields = (names) => listed(names.map((name) => sayOr(`field.${name}`, name)));

/** Who wrote a work, where and when. */
function details(work) {
  const first = work.authors[0];
  const authors = first && work.authors.length > 1 ? say("et-al", { name: first }) : first;
  return [authors, work.container, work.year].filter(Boolean).join(", ");
}

/** A work of a list. `insert` is called with its address, `refuse` if it is none of ours. */
export function offered(found, insert, refuse) {
  const { work, identifier } = found;
  const evidence = [
    found.agree?.length ? say("fits", { fields: fields(found.agree) }) : "",
    found.differ?.length ? say("differs", { fields: fields(found.differ) }) : "",
  ].filter(Boolean);
  return make(
    "li",
    {},
    found.verdict ? make("p", { class: "quiet" }, say(found.verdict === "same" ? "same" : "perhaps")) : null,
    make("p", { class: "name" }, work.title || say("untitled")),
    make("p", {}, details(work)),
    evidence.length ? make("p", { class: "quiet" }, evidence.join(" · ")) : null,
    identifier ? make("p", {}, outward(identifier.url)) : make("p", { class: "quiet" }, say("no-identifier")),
    make(
      "div",
      { class: "buttons" },
      identifier && insert
        ? button(say("insert"), () => insert(identifier.url), { class: "main", "aria-label": say("insert-of", { title: work.title || identifier.value }) })
        : null,
      refuse ? button(say("refuse"), refuse, { "aria-label": say("refuse-of", { title: work.title || "" }) }) : null,
    ),
  );
}

/** A field to search by title or identifier, and what it brings; folded unless `open`. */
export function search(name, insert, open, trouble) {
  const field = make("input", { type: "text", id: name, autocomplete: "off", maxlength: "500" });
  const found = make("ul", { class: "works" });
  const told = make("p", { role: "status", class: "quiet" });
  async function look() {
    const words = field.value.trim();
    if (!words) return;
    told.textContent = say("searching");
    try {
      const answer = await get(`/v1/lookup?q=${encodeURIComponent(words)}`);
      const works = answer.works.length || !answer.identifier ? answer.works : [unknown(answer)];
      found.replaceChildren(...works.map((each) => offered(each, insert)));
      told.textContent = said(answer);
    } catch (error) {
      told.textContent = "";
      trouble(error);
    }
  }
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      look();
    }
  });
  return make(
    "details",
    { open },
    make("summary", {}, say("search")),
    make("label", { for: name, class: "hidden" }, say("search")),
    make("div", { class: "search" }, field, button(say("search-now"), look)),
    told,
    found,
  );
}

/** An identifier that nobody here knows: it can be linked, by whoever knows better. */
const unknown = (answer) => ({
  identifier: answer.identifier,
  work: { title: answer.identifier.value, authors: [], container: null, year: null },
});

function said(answer) {
  if (answer.answer === "not found") return say(answer.identifier ? "no-such-identifier" : "nothing-found");
  if (answer.works.length) return say("works", { count: answer.works.length });
  return say(answer.identifier ? "not-known-here" : "nothing-known-here");
}
