/* The lines of the queue: which is opened, which are marked, what comes and goes. */

import { fragment, get } from "./server.js";

const root = document.querySelector("[data-queue]");
const list = root.querySelector("[data-rows]");
const nothing = root.querySelector("[data-nothing]");
const bar = root.querySelector("[data-bulk-bar]");
const FEW = 12;

export const rows = () => [...list.querySelectorAll("[data-key]")];
export const row = (key) => list.querySelector(`[data-key="${CSS.escape(key)}"]`);
export const opened = () => list.querySelector(".is-opened")?.dataset.key ?? "";

/* Return the key `step` lines away from the opened one. */
export function beside(key, step) {
  const all = rows();
  const place = all.findIndex((each) => each.dataset.key === key);
  return all[place < 0 ? 0 : place + step]?.dataset.key ?? "";
}

/* Return what to open when these are gone: the next line that stays, or the last. */
export function after(keys) {
  const all = rows();
  const from = all.findIndex((each) => each.dataset.key === (opened() || keys[0]));
  const stays = (each) => !keys.includes(each.dataset.key);
  const next = all.slice(Math.max(from, 0)).find(stays);
  return (next ?? all.findLast(stays))?.dataset.key ?? "";
}

export function following(key) {
  const all = rows();
  const place = all.findIndex((each) => each.dataset.key === key);
  return [...all.slice(place + 1, place + 4), ...all.slice(Math.max(place - 1, 0), Math.max(place, 0))].map(
    (each) => each.dataset.key,
  );
}

export function showOpened(key) {
  for (const each of list.querySelectorAll(".is-opened")) {
    each.classList.remove("is-opened");
    each.querySelector("[aria-current]")?.removeAttribute("aria-current");
  }
  const line = row(key);
  if (!line) return;
  line.classList.add("is-opened");
  line.querySelector(".queue-open").setAttribute("aria-current", "true");
  line.scrollIntoView({ block: "nearest" });
}

/* Take lines out; return a function that puts them back where they were. */
export function takeOut(keys) {
  const gone = keys.map(row).filter(Boolean).map((line) => ({ line, next: line.nextElementSibling }));
  for (const { line } of gone) {
    line.querySelector("input")?.removeAttribute("checked");
    line.remove();
  }
  showMarks();
  nothing.hidden = rows().length > 0;
  if (rows().length < FEW) more();
  return () => {
    for (const { line, next } of gone.reverse()) {
      list.insertBefore(line, next?.isConnected ? next : null);
    }
    nothing.hidden = true;
  };
}

/* ── Marks ── */
const marks = () => [...list.querySelectorAll("input[name=key]:checked")];
export const marked = () => marks().map((box) => box.value);
export const languages = (keys) => [...new Set(keys.map((key) => row(key)?.dataset.language ?? ""))];

export function mark(key) {
  const box = row(key)?.querySelector("input[name=key]");
  if (box) box.checked = !box.checked;
  showMarks();
}

export function unmark() {
  for (const box of marks()) box.checked = false;
  showMarks();
}

export function showMarks() {
  const number = marks().length;
  bar.hidden = number === 0;
  bar.querySelector("[data-bulk-number]").textContent = number || "";
  if (!number) bar.querySelector("details").open = false;
}

/* ── What comes ── */
let isFetching = false;

/* Fetch the next page of lines, if there is one. */
export async function more() {
  const link = root.querySelector("[data-more]");
  if (!link || isFetching) return;
  isFetching = true;
  const answer = await get(link.href);
  isFetching = false;
  if (!answer.ok) return;
  for (const line of fragment(answer.body.html).querySelectorAll("[data-key]")) {
    if (!row(line.dataset.key)) list.append(line);
  }
  nothing.hidden = rows().length > 0;
  if (answer.body.next) link.href = answer.body.next;
  else link.parentElement.remove();
}

/* Look what is new, who looks at what, and what others have decided. */
export async function refresh() {
  const query = new URLSearchParams(location.search);
  query.delete("item");
  query.delete("undo");
  const answer = await get(`${root.dataset.queueUrl}?${query}`);
  if (!answer.ok) return;
  root.querySelector("[data-whys]").replaceChildren(fragment(answer.body.whys));
  const fresh = [...fragment(answer.body.html).querySelectorAll("[data-key]")];
  const isWhole = !answer.body.next;
  if (isWhole) {
    for (const line of rows()) {
      const isGone = !answer.body.keys.includes(line.dataset.key);
      if (isGone && !line.classList.contains("is-opened")) line.remove();
    }
  }
  let before = null;
  for (const line of fresh) {
    const there = row(line.dataset.key);
    if (there) {
      there.querySelector("[data-claim]").replaceWith(line.querySelector("[data-claim]"));
      there.querySelector(".queue-due").replaceWith(line.querySelector(".queue-due"));
      there.querySelector(".queue-why").replaceWith(line.querySelector(".queue-why"));
      before = there;
    } else {
      list.insertBefore(line, before ? before.nextElementSibling : list.firstElementChild);
      before = line;
    }
  }
  nothing.hidden = rows().length > 0;
}
