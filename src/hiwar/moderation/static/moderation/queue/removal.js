/* Choosing a rule by its key, and the explanation that goes with it. */

const explanations = JSON.parse(document.getElementById("explanations").textContent);

/* Give the explanation of `code` for readers of these languages, unless one was typed. */
export function explain(form, code, languages) {
  const area = form.querySelector("textarea[name=explanation]");
  if (!area || (area.value.trim() && area.value !== area.dataset.given)) return area;
  const known = explanations[code] ?? {};
  const texts = languages.map((language) => known[language] ?? known[""]).filter(Boolean);
  area.value = [...new Set(texts)].join("\n");
  area.dataset.given = area.value;
  return area;
}

/* Choose the rule that stands for a key; return whether there is one. */
export function choose(panel, key, languages) {
  const radio = panel.querySelector(`input[name=rule][data-key="${CSS.escape(key)}"]`);
  if (!radio) return false;
  radio.checked = true;
  const area = explain(panel, radio.value, languages);
  area.focus();
  area.setSelectionRange(area.value.length, area.value.length);
  return true;
}

/* Return what is missing: a rule and an explanation are owed to the author. */
export function missing(form) {
  if (!form.querySelector("input[name=rule]:checked")) return form.querySelector("input[name=rule]");
  const area = form.querySelector("textarea[name=explanation]");
  return area.value.trim() ? null : area;
}
