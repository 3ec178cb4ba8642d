/** The text as a reader sees it, with each mention marked. Offsets count code points. */

import { make } from "./build.js";
import { say } from "./words.js";

const kinds = { yes: "yes", weak: "weak", no: "no" };

/** The posts of a review; a mark leads to the finding that `nameOf` names, if any. */
export function marked(event, nameOf) {
  return event.posts.map((post, number) =>
    make(
      "section",
      {},
      event.posts.length > 1 ? make("p", { class: "name" }, say("post", { number: number + 1 })) : null,
      ...shown(post, event.report, nameOf),
    ),
  );
}

function shown(post, report, nameOf) {
  const characters = Array.from(post.text);
  const marks = apart(post.marks);
  const edges = new Set([0, characters.length]);
  for (const each of [...marks, ...post.links]) edges.add(each.start).add(each.end);
  for (const [start, end] of post.headings) edges.add(start).add(end);
  const stops = [...edges].filter((at) => at <= characters.length).sort((one, other) => one - other);
  const parts = [];
  let current = null;
  let holder = null;
  for (let number = 0; number + 1 < stops.length; number += 1) {
    const start = stops[number];
    const words = characters.slice(start, stops[number + 1]).join("");
    const mark = marks.find((each) => each.start <= start && start < each.end) ?? null;
    const link = post.links.find((each) => each.start <= start && start < each.end);
    const heading = post.headings.some(([from, to]) => from <= start && start < to);
    if (mark !== current) {
      current = mark;
      holder = mark ? anchor(mark, report, nameOf) : null;
      if (holder) parts.push(holder);
    }
    const classes = [link ? "link" : "", heading ? "heading" : ""].filter(Boolean).join(" ");
    const piece = classes ? make("span", { class: classes, title: link?.target }, words) : document.createTextNode(words);
    if (holder) holder.append(piece);
    else parts.push(piece);
  }
  return parts;
}

/** Marks that do not overlap: mentions first, then the others. */
function apart(marks) {
  const kept = [];
  const ordered = [...marks.filter((each) => each.mention !== null), ...marks.filter((each) => each.mention === null)];
  for (const mark of ordered) {
    if (mark.end > mark.start && kept.every((each) => mark.end <= each.start || each.end <= mark.start)) kept.push(mark);
  }
  return kept;
}

function anchor(mark, report, nameOf) {
  const mention = mark.mention === null ? null : report.mentions[mark.mention];
  const kind = mention ? kinds[mention.tracked] : "other";
  return make(
    "a",
    { class: `mark ${kind}`, href: `#${nameOf(mark)}` },
    make("span", { class: "hidden" }, `${say(mention ? `tracked.${kind}` : "other")}: `),
  );
}
