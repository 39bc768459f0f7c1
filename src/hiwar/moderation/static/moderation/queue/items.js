/* What can be opened, fetched before it is asked for: the next one is there at once. */

import { fragment, get } from "./server.js";

const AHEAD = 3;
const FRESH = 60_000;
const MOST = 60;
const known = new Map();

const root = document.querySelector("[data-queue]");

function fetchItem(key) {
  const entry = { at: Date.now(), html: null, promise: null };
  entry.promise = get(root.dataset.itemUrl.replace("KEY", key)).then((answer) => {
    if (answer.ok) entry.html = answer.body.html;
    else known.delete(key);
    return answer;
  });
  known.set(key, entry);
  if (known.size > MOST) known.delete(known.keys().next().value);
  return entry;
}

/* Fetch what will be opened next, one after the other, unless it is there already. */
export function prepare(keys) {
  for (const key of keys.slice(0, AHEAD)) {
    const entry = known.get(key);
    if (!entry || Date.now() - entry.at > FRESH) fetchItem(key);
  }
}

/* Return what is opened: at once if it has come, else a promise of it. */
export function take(key) {
  const entry = known.get(key) ?? fetchItem(key);
  if (entry.html !== null) return fragment(entry.html);
  return entry.promise.then((answer) => (answer.ok ? fragment(answer.body.html) : null));
}

export function forget(keys) {
  for (const key of keys) known.delete(key);
}
