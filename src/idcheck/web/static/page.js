/** The page: a draft on one side, what was found in it on the other. */

import { make } from "./build.js";
import { put, richPaste } from "./clipboard.js";
import { cards, nameOf } from "./findings.js";
import { marked } from "./marked.js";
import { Refusal, get, post, read, review } from "./server.js";
import { language, listed, say, sayOr, speak } from "./words.js";

const at = (name) => document.getElementById(name);
const social = new Set(["x", "bluesky", "mastodon", "threads", "facebook", "linkedin", "instagram", "tiktok", "pinterest", "reddit", "youtube"]);
const tongues = { en: "English", sv: "Svenska" };
const state = { about: null, event: null, earlier: [], refused: new Set(), running: null, counting: null };

const draft = () => ({ text: at("text").value, type: at("type").value, channel: at("channel").value, lang: language() });

/* ---- showing ---- */

function trouble(error) {
  if (error?.name === "AbortError") return;
  const words = error instanceof Refusal ? sayOr(`problem.${error.code}`, error.message) : say("problem.broken");
  at("trouble").textContent = words;
  at("trouble").hidden = false;
}

const calm = () => { at("trouble").hidden = true; };

function tell(words) { at("status").textContent = words; }

function showLengths(lengths) {
  at("lengths").replaceChildren(
    ...lengths.map((each, number) => {
      if (!each) return null;
      const over = each.length - each.most;
      const name = lengths.length > 1 ? `${say("post", { number: number + 1 })}: ` : "";
      const count = say("length", { length: each.length, most: each.most, unit: say(`unit.${each.unit}`) });
      return make("li", { class: over > 0 ? "over" : null }, `${name}${count}${over > 0 ? ` – ${say("over", { count: over })}` : ""}`);
    }).filter(Boolean),
  );
}

function showReport() {
  const { event } = state;
  if (!event) return;
  const { summary, mentions } = event.report;
  at("marked").replaceChildren(...marked(event, nameOf));
  const notes = [...event.notes.map((name) => say("list-trouble", { name })), ...unasked(event.report)];
  at("found").replaceChildren(...cards(event, acts, state.refused), ...notes.map((words) => make("p", { class: "quiet" }, words)));
  showLengths(event.posts.map((each) => each.length));
  const failed = event.report.files.find((each) => each.status === "failed");
  if (failed) tell(failed.reason);
  else if (!mentions.length) tell(say("no-mentions"));
  else if (summary.untracked + summary.weak === 0) tell(say("all-well", { count: mentions.length }));
  else {
    const counts = ["untracked", "weak", "tracked"].filter((kind) => summary[kind]).map((kind) => say(`count.${kind}`, { count: summary[kind] }));
    tell(`${listed(counts)}.`);
  }
  document.body.classList.remove("stale");
}

/** Why registries could not tell something, where they were asked. */
function unasked(report) {
  if (!report.online) return [];
  const reasons = new Set([...report.not_run, ...report.not_verified].map((each) => each.reason).filter((each) => each !== "offline"));
  return reasons.size ? [say("not-asked", { reasons: [...reasons].slice(0, 3).join("; ") })] : [];
}

function showProgress(event) {
  at("progress").hidden = !event;
  if (!event) return;
  at("bar").max = Math.max(1, event.total);
  at("bar").value = event.done;
  at("progress-words").textContent = event.total ? say("progress", { done: event.done, total: event.total }) : say("asking");
}

function showView(name) {
  const reading = name === "reading";
  at("reading").hidden = !reading;
  at("writing").hidden = reading;
  at("edit").hidden = !reading;
  at("copy").hidden = !reading;
  at("undo").hidden = !state.earlier.length;
  at("check").textContent = say(state.event ? "check-again" : "check");
}

/* ---- acting ---- */

async function check() {
  if (!at("text").value.trim()) {
    tell(say("empty"));
    return;
  }
  state.running?.abort();
  const running = new AbortController();
  state.running = running;
  calm();
  if (!state.event) tell(say("checking"));
  try {
    for await (const event of review(draft(), running.signal)) {
      if (running.signal.aborted) return;
      if (event.event === "progress") showProgress(event);
      else {
        state.event = event;
        showReport();
        showView("reading");
        showProgress(event.more ? { done: 0, total: 0 } : null);
      }
    }
  } catch (error) {
    trouble(error);
  }
  if (state.running === running) showProgress(null);
}

/** Change the draft by the server's hand, and check it again. */
async function change(what, words) {
  calm();
  try {
    const { text } = await post("/v1/fix", { ...draft(), ...what });
    state.earlier.push({ text: at("text").value, type: at("type").value });
    at("text").value = text;
    await check();
    tell(`${words} ${at("status").textContent}`);
    at("found-heading").focus();
  } catch (error) {
    trouble(error);
  }
}

const acts = {
  trouble,
  link(place, url, fixes) {
    const fix = fixes.find((each) => each.applicability !== "display" && each.edits.some((edit) => edit.replacement.includes(url)));
    return change(fix ? { edits: fix.edits } : { link: { ...place, url } }, say("inserted"));
  },
  repair: (fix) => change({ edits: fix.edits }, say("repaired")),
  refuse(key, index) {
    state.refused.add(key);
    showReport();
    at(`mention-${index}`)?.focus();
  },
};

async function copy() {
  calm();
  try {
    await put(await post("/v1/finish", { ...draft() }));
    const left = state.event.report.summary;
    const open = left.untracked + left.weak;
    tell(open ? say("copied-open", { count: open }) : say("copied"));
  } catch (error) {
    if (error instanceof Refusal) trouble(error);
    else {
      at("trouble").textContent = say("problem.copy");
      at("trouble").hidden = false;
    }
  }
}

function undo() {
  const earlier = state.earlier.pop();
  if (!earlier) return;
  at("text").value = earlier.text;
  at("type").value = earlier.type;
  check();
}

/** Take in a whole draft. */
function take(text, type) {
  state.event = null;
  state.earlier = [];
  state.refused = new Set();
  at("text").value = text;
  at("type").value = at("type").querySelector(`option[value="${CSS.escape(type)}"]`) ? type : "plain";
  return check();
}

async function takeFile(file) {
  calm();
  tell(say("reading", { name: file.name }));
  try {
    const found = await read(file);
    await take(found.text, found.type);
    if (found.lost) {
      at("trouble").textContent = say("tables-lost");
      at("trouble").hidden = false;
    }
  } catch (error) {
    tell("");
    trouble(error);
  }
}

/** What a plain text is written as, told by its look and its channel. */
function guess(text, channel) {
  if (/^\s*<(?:!doctype|html|p|div|h[1-6]|ul|article|section)\b/i.test(text)) return "html";
  return social.has(channel) ? "plain" : "markdown";
}

async function count() {
  if (!at("text").value) return showLengths([]);
  state.counting?.abort();
  state.counting = new AbortController();
  const { lang: _, ...rest } = draft();
  try {
    showLengths((await post("/v1/count", rest, state.counting.signal)).lengths);
  } catch (error) {
    if (error.name !== "AbortError") showLengths([]);
  }
}

/* ---- listening ---- */

function listen() {
  let pause = 0;
  at("text").addEventListener("input", () => {
    document.body.classList.toggle("stale", state.event !== null);
    clearTimeout(pause);
    pause = setTimeout(count, 120);
  });
  at("text").addEventListener("paste", (event) => {
    const whole = !at("text").value.trim() || at("text").value.length === at("text").selectionEnd - at("text").selectionStart;
    if (!whole) return;
    const file = [...event.clipboardData.files][0];
    const html = richPaste(event.clipboardData);
    const text = event.clipboardData.getData("text/plain");
    if (!html && !text.trim() && !file) return;
    event.preventDefault();
    if (html) take(html, "html");
    else if (text.trim()) take(text, guess(text, at("channel").value));
    else takeFile(file);
  });
  at("text").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) check();
  });
  at("channel").addEventListener("change", () => {
    if (at("type").value !== "html" && !at("reading").hidden) at("type").value = guess(at("text").value, at("channel").value);
    else if (at("type").value !== "html") at("type").value = guess("", at("channel").value);
    if (state.event) check();
    else count();
  });
  at("type").addEventListener("change", () => (state.event ? check() : count()));
  at("check").addEventListener("click", check);
  at("edit").addEventListener("click", () => {
    showView("writing");
    at("text").focus();
  });
  at("copy").addEventListener("click", copy);
  at("undo").addEventListener("click", undo);
  at("open").addEventListener("click", () => at("file").click());
  at("file").addEventListener("change", () => {
    const file = at("file").files[0];
    at("file").value = "";
    if (file) takeFile(file);
  });
  at("language").addEventListener("change", async () => {
    await speak(at("language").value);
    history.replaceState(null, "", `?lang=${language()}`);
    showWords();
    if (state.event) check();
  });
  at("marked").addEventListener("click", (event) => goTo(event));
  listenToDrops();
}

/** Follow a mark to its card, also into what is folded. */
function goTo(event) {
  const mark = event.target.closest?.("a.mark");
  const card = mark && at(mark.hash.slice(1));
  if (!card) return;
  event.preventDefault();
  card.closest("details")?.setAttribute("open", "");
  card.focus();
  card.scrollIntoView({ block: "nearest" });
}

function listenToDrops() {
  let depth = 0;
  const leave = () => { depth = 0; document.body.classList.remove("dropping"); };
  document.addEventListener("dragenter", () => { depth += 1; document.body.classList.add("dropping"); });
  document.addEventListener("dragleave", () => { depth -= 1; if (depth <= 0) leave(); });
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    leave();
    const file = event.dataTransfer.files[0];
    const html = richPaste(event.dataTransfer);
    const text = event.dataTransfer.getData("text/plain");
    if (file) takeFile(file);
    else if (html) take(html, "html");
    else if (text.trim()) take(text, guess(text, at("channel").value));
  });
}

/* ---- words that depend on more than the language ---- */

function options(select, values, label) {
  const held = select.value;
  select.replaceChildren(...values.map((value) => make("option", { value }, label(value))));
  if (values.includes(held)) select.value = held;
}

function showWords() {
  const { about } = state;
  at("privacy").textContent = about.online ? say("privacy.online", { services: listed(about.services) }) : say("privacy.offline");
  options(at("channel"), about.channels, (name) => sayOr(`channel.${name}`, name));
  options(at("type"), ["markdown", "html", "plain", "rst", "wikitext"], (name) => say(`type.${name}`));
  options(at("language"), about.languages, (name) => tongues[name] ?? name);
  at("language").value = language();
  at("marked").setAttribute("aria-label", say("marked"));
  showView(at("reading").hidden ? "writing" : "reading");
  showReport();
}

function wanted(languages) {
  const asked = [new URLSearchParams(location.search).get("lang"), ...navigator.languages];
  const tags = asked.filter(Boolean).map((tag) => tag.toLowerCase().split("-")[0]);
  return tags.find((tag) => languages.includes(tag)) ?? "en";
}

async function begin() {
  state.about = await get("/v1/about");
  await speak(wanted(state.about.languages));
  showWords();
  listen();
  tell(say("welcome"));
  document.body.dataset.ready = "yes";
}

begin().catch(() => {
  at("trouble").textContent = "The server did not answer. Load the page again.";
  at("trouble").hidden = false;
});
