/* The corner of the masthead: who is signed in. Pages are the same for everybody, so the
 * name comes by a second request, made only where a cookie without content says that
 * somebody is signed in. A discussion asks for itself and calls fillCorner. */
import { ask } from "./server.js";

export function fillCorner(corner, reader) {
  const template = corner?.querySelector("template");
  if (!template || !reader) return;
  const filled = template.content.cloneNode(true);
  filled.querySelector("[data-name]").textContent = reader.name;
  filled.querySelector("[data-avatar]").src = reader.avatar;
  corner.replaceChildren(filled);
}

async function start() {
  const corner = document.querySelector("[data-corner][data-me]");
  if (!corner || document.querySelector(".discussion[data-me]")) return;
  if (!document.cookie.split("; ").some((pair) => pair.startsWith(`${corner.dataset.hint}=`))) return;
  const { ok, body } = await ask(corner.dataset.me);
  if (ok && body) fillCorner(corner, body.reader);
}

start();
