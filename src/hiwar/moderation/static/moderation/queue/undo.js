/* What was just decided, and the ten seconds in which it can be undone. */

const bar = document.querySelector("[data-undo]");
const words = bar.querySelector("[data-undo-words]");
const seconds = bar.querySelector("[data-undo-seconds]");
const number = bar.querySelector("input[name=decision]");
const said = document.querySelector("[data-said]");
let ends = 0;
let clock = 0;
let silence = 0;

/* `text` is what the server says was decided. */
export function offer({ words: text, undo, seconds: left }) {
  words.textContent = text;
  number.value = undo;
  ends = Date.now() + left * 1000;
  bar.hidden = false;
  said.hidden = true;
  clearInterval(clock);
  clock = setInterval(tick, 250);
  tick();
}

export function withdraw() {
  clearInterval(clock);
  bar.hidden = true;
  ends = 0;
}

/* Return the number of the decision that can be undone now, or "". */
export const current = () => (Date.now() < ends ? number.value : "");

function tick() {
  const left = Math.ceil((ends - Date.now()) / 1000);
  seconds.textContent = Math.max(left, 0).toLocaleString("en");
  if (left <= 0) withdraw();
}

/* Say one sentence that goes away by itself. */
export function say(text, { isError = false } = {}) {
  said.textContent = text || said.dataset.offline;
  said.classList.toggle("is-error", isError);
  said.hidden = false;
  clearTimeout(silence);
  silence = setTimeout(() => (said.hidden = true), 6000);
}

/* Those seconds go on that the server began to count. */
if (!bar.hidden) offer({ words: words.textContent, undo: number.value, seconds: Number(seconds.textContent) || 0 });
