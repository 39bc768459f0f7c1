/* The queue, by keyboard: what is decided is gone at once, and the next is there. */

import { forget, prepare, take } from "./items.js";
import { isTyping, meant } from "./keys.js";
import * as list from "./list.js";
import { choose, explain, missing } from "./removal.js";
import { post } from "./server.js";
import * as undo from "./undo.js";

const root = document.querySelector("[data-queue]");
const pane = root.querySelector("[data-pane]");
const place = root.querySelector("[data-opened]");
const help = root.querySelector("[data-help]");
const bulk = root.querySelector("[data-bulk]");
const LOOKING = 500;
const AGAIN = 20_000;
// Somebody else was first.
const LATE = new Set(["no_longer_waiting", "already_decided"]);
let current = place.querySelector("[data-item]")?.dataset.item ?? "";
let claiming = 0;

/* ── Opening ── */
async function open(key, { isAsked = true } = {}) {
  if (!key) return close();
  current = key;
  list.showOpened(key);
  const part = take(key);
  if (part instanceof Promise) pane.setAttribute("aria-busy", "true");
  const ready = await part;
  if (current !== key) return;
  pane.removeAttribute("aria-busy");
  if (ready) show(ready, key, isAsked);
  else undo.say("", { isError: true });
}

function show(part, key, isAsked) {
  place.replaceChildren(part);
  pane.scrollTop = 0;
  if (isAsked) document.body.classList.add("has-opened");
  const address = new URL(location.href);
  address.searchParams.set("item", key);
  address.searchParams.delete("undo");
  history.replaceState(null, "", address);
  prepare(list.following(key));
  clearTimeout(claiming);
  claiming = setTimeout(claim, LOOKING);
}

function close() {
  current = "";
  list.showOpened("");
  place.replaceChildren();
  document.body.classList.remove("has-opened");
}

async function reopen(key) {
  forget([key]);
  if (current === key) await open(key, { isAsked: false });
}

async function claim() {
  const item = place.querySelector("[data-waits]");
  if (!item || item.dataset.item !== current || document.hidden) return;
  const answer = await post(root.dataset.claimUrl, { key: item.dataset.item });
  if (!answer.ok || !item.isConnected) return;
  // Nobody loses what they are typing: then they are told, and no more.
  if (!answer.body.waits && !place.contains(document.activeElement)) await reopen(item.dataset.item);
  else if (answer.body.words) warn(item, answer.body.words);
}

function warn(item, words) {
  let line = item.querySelector("[data-claimed]");
  if (!line) {
    line = document.createElement("p");
    line.className = "opened-notice";
    line.dataset.claimed = "";
    item.querySelector(".opened-head").append(line);
  }
  line.textContent = words;
}

/* ── Deciding ── */
async function decide(url, keys, fields) {
  const next = list.after(keys);
  const putBack = list.takeOut(keys);
  forget(keys);
  const isCurrent = keys.includes(current);
  if (isCurrent) open(next, { isAsked: Boolean(next) });
  const body = new URLSearchParams(fields);
  for (const key of keys) body.append("key", key);
  const answer = await post(url, body);
  if (answer.ok) {
    if (answer.body.undo) undo.offer(answer.body);
    else undo.say(answer.body.words);
    return;
  }
  undo.say(answer.body?.message, { isError: true });
  if (LATE.has(answer.body?.code)) return;
  putBack();
  if (isCurrent) open(keys[0]);
}

async function takeBack() {
  const decision = undo.current();
  if (!decision) return;
  undo.withdraw();
  const answer = await post(root.dataset.undoUrl, { decision });
  if (!answer.ok) return undo.say(answer.body?.message, { isError: true });
  undo.say(answer.body.words);
  forget(answer.body.keys);
  const [first] = answer.body.keys;
  if (first) await open(first);
  await list.refresh();
  if (current === first) list.showOpened(first);
}

/* Notes, and decisions about authors: done, then the whole is shown anew. */
async function work(form) {
  const key = current;
  const answer = await post(form.action, new FormData(form));
  if (!answer.ok) return undo.say(answer.body?.message, { isError: true });
  if (answer.body.undo) undo.offer(answer.body);
  else undo.say(answer.body.words);
  await reopen(key);
  list.refresh();
}

function fieldsOf(form, submitter) {
  const fields = new URLSearchParams(new FormData(form, submitter));
  for (const name of ["key", "next", "csrfmiddlewaretoken"]) fields.delete(name);
  return fields;
}

root.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  event.preventDefault();
  const outcome = event.submitter?.value;
  if (outcome === "REMOVE") {
    const lacking = missing(form);
    if (lacking) return lacking.focus();
  }
  if (form === bulk) submitMarked(event.submitter);
  else if (form.matches("[data-undo-form]")) takeBack();
  else if (form.matches("[data-work]")) work(form);
  else decide(form.action, [current], fieldsOf(form, event.submitter));
});

function submitMarked(submitter) {
  const keys = list.marked();
  if (!keys.length) return;
  const fields = fieldsOf(bulk, submitter);
  const isEscalation = submitter.hasAttribute("formaction");
  if (isEscalation || submitter.value === "KEEP") {
    for (const name of ["rule", "explanation", "legal_ground"]) fields.delete(name);
  }
  if (isEscalation) fields.delete("outcome");
  decide(isEscalation ? submitter.formAction : bulk.action, keys, fields);
  bulk.reset();
  list.showMarks();
}

/* ── Keys ── */
const acting = () => (list.marked().length ? bulk : place);
const removal = () => acting().querySelector("details[data-remove]");
const languages = () => {
  const keys = list.marked();
  return keys.length ? list.languages(keys) : [place.querySelector("[data-item]")?.dataset.language ?? ""];
};

function press(name) {
  const button = acting().querySelector(
    { keep: "button[value=KEEP]", escalate: "[data-act=escalate] button, button[formaction]" }[name],
  );
  if (button) button.form.requestSubmit(button);
}

function unfold(details) {
  if (!details) return;
  details.open = true;
  details.scrollIntoView({ block: "nearest" });
  details.querySelector("textarea, select, input[type=radio]")?.focus();
}

function startRemoval() {
  const details = removal();
  if (!details) return;
  details.open = !details.open;
  if (details.open) details.querySelector("input[name=rule]").focus();
}

function escape() {
  const unfolded = root.querySelector("details[open]");
  if (isTyping(document.activeElement)) document.activeElement.blur();
  if (unfolded) unfolded.open = false;
  else if (list.marked().length) list.unmark();
  else document.body.classList.remove("has-opened");
}

const DOES = {
  j: () => open(list.beside(current, 1) || current),
  k: () => open(list.beside(current, -1) || current),
  a: () => press("keep"),
  r: startRemoval,
  e: () => press("escalate"),
  u: takeBack,
  x: () => list.mark(current),
  n: () => unfold(place.querySelector("[data-note]")),
  p: () => unfold(place.querySelector("[data-restrict]")),
  o: () => window.open(place.querySelector("[data-story]")?.href, "_blank", "noopener"),
  "/": () => root.querySelector("[data-filters] select").focus(),
  "?": () => (help.open ? help.close() : help.showModal()),
  Escape: escape,
};

// Before anybody else: the frame around has keys of its own, of which ours are some.
window.addEventListener("keydown", onKey, { capture: true });

function onKey(event) {
  const key = meant(event);
  if (!key || (help.open && key !== "?")) return;
  const panel = removal();
  const isChoosing = panel?.open;
  if (key === "Enter" && isChoosing && !event.shiftKey && panel.contains(event.target)) {
    stop(event);
    panel.querySelector("button[value=REMOVE]").click();
    return;
  }
  if (isTyping(event.target) && key !== "Escape") return;
  if (isChoosing && choose(panel, key, languages())) return stop(event);
  const does = DOES[key];
  if (!does) return;
  stop(event);
  does();
}

function stop(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/* ── Pointing ── */
root.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const link = event.target.closest("a");
  const key = event.target.closest("[data-key]")?.dataset.key;
  if (link?.matches(".queue-open") && key) {
    event.preventDefault();
    open(key);
  } else if (link?.matches("[data-back]")) {
    event.preventDefault();
    document.body.classList.remove("has-opened");
  } else if (link?.matches("[data-more]")) {
    event.preventDefault();
    list.more();
  } else if (event.target.closest("[data-unmark]")) list.unmark();
  else if (event.target.closest("[data-open-help]")) help.showModal();
});

root.addEventListener("change", (event) => {
  const field = event.target;
  if (field.closest("[data-filters]")) field.form.requestSubmit();
  else if (field.name === "key") list.showMarks();
  else if (field.name === "rule" && field.value) explain(field.form, field.value, languages());
});

/* ── Beginning ── */
root.querySelector("[data-open-help]").hidden = false;
root.querySelector("[data-unmark]").hidden = false;
root.querySelector("[data-filter-button]").hidden = true;
list.showMarks();
if (current) {
  prepare(list.following(current));
  claiming = setTimeout(claim, LOOKING);
}
setInterval(() => {
  if (document.hidden) return;
  list.refresh();
  claim();
}, AGAIN);
window.addEventListener("pagehide", () => {
  const body = new URLSearchParams({ key: current, csrfmiddlewaretoken: root.dataset.token });
  if (current) navigator.sendBeacon(root.dataset.releaseUrl, body);
});
