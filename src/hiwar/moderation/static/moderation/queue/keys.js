/* Which letter was meant, on whatever keyboard: an Arabic one has other letters there. */

const LATIN = /^[a-z0-9/?]$/;

export function meant(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return "";
  if (event.key === "Escape" || event.key === "Enter") return event.key;
  if (event.key === "?" || event.key === "؟") return "?";
  const key = event.key.toLowerCase();
  if (LATIN.test(key)) return key;
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(event.code);
  if (digit) return digit[1];
  const letter = /^Key([A-Z])$/.exec(event.code);
  if (letter) return letter[1].toLowerCase();
  return event.code === "Slash" ? "/" : "";
}

/* Return whether letters are typed into something there. */
export function isTyping(target) {
  const fields = "textarea, select, input:not([type=radio], [type=checkbox]), [contenteditable]";
  return Boolean(target.closest?.(fields));
}
