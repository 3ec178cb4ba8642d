/** What was found, as cards: first what is lost, then other findings, then what is well. */

import { button, make } from "./build.js";
import { offered, search } from "./works.js";
import { say } from "./words.js";

const unread = new Set(["linkedin", "mastodon", "threads", "instagram", "tiktok", "pinterest", "untracked", "newsletter"]);
const special = new Set(["press", "policy", "wikipedia", "news"]);

/** The name of the card that a mark leads to. */
export const nameOf = (mark) => (mark.mention === null ? `finding-${mark.diagnostics[0]}` : `mention-${mark.mention}`);

/**
 * The cards of a review. `act` has what a person can do: `link(place, url, fixes)`, `repair(fix)`,
 * `trouble(error)`; `refused` are pairs of words and address that a person said no to.
 */
export function cards({ report, posts }, act, refused) {
  const words = seen(posts);
  const channels = report.files[0]?.channels ?? [];
  const mentions = report.mentions.map((mention, index) => ({
    mention,
    index,
    words: short(words.get(index) || mention.text),
    channel: channels[mention.post] ?? report.files[0].channel,
    items: report.diagnostics.filter((item) => item.mention === index),
  }));
  const open = mentions.filter(({ mention, items }) => mention.tracked !== "yes" || items.length);
  const well = mentions.filter(({ mention, items }) => mention.tracked === "yes" && !items.length);
  const others = report.diagnostics
    .map((item, index) => ({ item, index }))
    .filter(({ item }) => item.mention === null);
  const order = { no: 0, weak: 1, yes: 2 };
  open.sort((one, other) => order[one.mention.tracked] - order[other.mention.tracked] || one.index - other.index);
  return [
    ...open.map((each) => mentionCard(each, act, refused)),
    ...others.map(({ item, index }) => findingCard(item, index, act)),
    well.length ? wellDone(well) : null,
  ].filter(Boolean);
}

function badge(kind) {
  const sign = { yes: "✓", weak: "!", no: "✗", other: "•" }[kind];
  return make("p", { class: `badge ${kind}` }, make("span", { "aria-hidden": "true" }, `${sign} `), say(kind === "other" ? "other" : `tracked.${kind}`));
}

/** Where a mention that is not tracked is lost. */
function lost(channel) {
  const name = say(`channel.${channel}`);
  if (unread.has(channel)) return say("lost.unread", { channel: name });
  if (special.has(channel)) return say(`lost.${channel}`);
  return say("lost.seen", { channel: name });
}

function mentionCard({ mention, index, words, channel, items }, act, refused) {
  const kind = mention.tracked;
  const place = mention.start.offset === null ? null : { start: mention.start.offset, end: mention.end.offset };
  const fixes = items.flatMap((item) => item.fixes);
  const insert = place ? (url) => act.link(place, url, fixes) : null;
  const open = mention.candidates.filter((each) => !refused.has(key(mention, each)));
  const wanting = kind !== "yes" || open.length > 0;
  return make(
    "article",
    { class: `card ${kind}`, id: `mention-${index}`, tabindex: "-1", "aria-labelledby": `mention-${index}-words` },
    badge(kind),
    make("h3", { id: `mention-${index}-words` }, `“${words}”`),
    kind === "yes" ? null : make("p", {}, lost(channel)),
    ...items.map((item) => make("p", { class: "quiet" }, told(item, open))),
    mention.identifiers.some((each) => each.answer === "not found") ? make("p", {}, say("no-such-identifier")) : null,
    ...repairs(items, open, act),
    wanting && open.length ? make("h4", {}, say("suggested", { count: open.length })) : null,
    wanting && open.length
      ? make("ul", { class: "works" }, ...open.map((each) => offered(each, insert, () => act.refuse(key(mention, each), index))))
      : null,
    wanting && mention.candidates.length && !open.length ? make("p", { class: "quiet" }, say("all-refused")) : null,
    wanting && insert ? search(`search-${index}`, insert, !open.length && !mention.identifiers.length, act.trouble) : null,
    wanting && !insert ? make("p", { class: "quiet" }, say("by-hand")) : null,
    mention.not_verified && mention.not_verified !== "offline"
      ? make("p", { class: "quiet" }, say("not-verified", { reason: mention.not_verified }))
      : null,
  );
}

/** The message of a finding; its advice where no works stand below. */
function told(item, open) {
  const message = sentence(item.message);
  return item.suggestion && !open.length && !item.fixes.length ? `${message} ${sentence(item.suggestion)}` : message;
}

/** Buttons for fixes that choose no work. */
function repairs(items, open, act) {
  const urls = open.map((each) => each.identifier?.url).filter(Boolean);
  const free = items
    .flatMap((item) => item.fixes)
    .filter((fix) => fix.applicability !== "display" && !urls.some((url) => fix.edits.some((edit) => edit.replacement.includes(url))))
    .filter((fix) => !open.length || fix.applicability === "safe");
  if (!free.length) return [];
  return [make("div", { class: "buttons" }, ...free.slice(0, 3).map((fix) => button(say("repair", { what: fix.message }), () => act.repair(fix))))];
}

function findingCard(item, index, act) {
  return make(
    "article",
    { class: "card other", id: `finding-${index}`, tabindex: "-1", "aria-labelledby": `finding-${index}-words` },
    badge("other"),
    make("h3", { id: `finding-${index}-words` }, told(item, [])),
    make("p", { class: "quiet" }, say("line", { line: item.start.line })),
    ...repairs([item], [], act),
  );
}

function wellDone(well) {
  return make(
    "details",
    {},
    make("summary", {}, say("well", { count: well.length })),
    ...well.map(({ mention, index, words }) =>
      make(
        "article",
        { class: "card yes", id: `mention-${index}`, tabindex: "-1", "aria-labelledby": `mention-${index}-words` },
        badge("yes"),
        make("h3", { id: `mention-${index}-words` }, `“${words}”`),
        make("p", { class: "quiet" }, mention.identifiers.map((each) => each.url).join(", ")),
      ),
    ),
  );
}

const key = (mention, candidate) => `${mention.text}\n${candidate.identifier?.url ?? candidate.work.title}`;

/** The words of each mention as a reader sees them, by its index. */
function seen(posts) {
  const words = new Map();
  for (const post of posts) {
    const characters = Array.from(post.text);
    for (const mark of post.marks) {
      if (mark.mention !== null) words.set(mark.mention, characters.slice(mark.start, mark.end).join(""));
    }
  }
  return words;
}

const sentence = (words) => words.charAt(0).toUpperCase() + words.slice(1) + (/[.!?…]$/.test(words) ? "" : ".");

function short(text) {
  const characters = Array.from(text.replace(/\s+/g, " "));
  return characters.length > 160 ? `${characters.slice(0, 160).join("")}…` : characters.join("");
}
