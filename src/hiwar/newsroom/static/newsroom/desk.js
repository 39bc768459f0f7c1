// Fields that Wagtail makes in the browser (blocks, their editors, rows of a list) run
// in the direction of what is written in them: the form's own field says which it is.
(() => {
  const WRITTEN = [
    "[data-contentpath] textarea",
    "[data-contentpath] [contenteditable]",
    "[data-contentpath] input[type='text']",
    "[data-inline-panel-child-form] textarea",
    "[data-inline-panel-child-form] input[type='text']",
  ].join(",");
  const NOT_WRITTEN = "[data-controller~='w-date'], [type='hidden'], [name$='made_at'], [name$='address'], [role='combobox']";

  function mark(form, { lang, dir }) {
    for (const field of form.querySelectorAll(WRITTEN)) {
      if (field.matches(NOT_WRITTEN) || (field.dir === dir && field.lang === lang)) continue;
      field.lang = lang;
      field.dir = dir;
    }
  }

  // Wagtail saves by itself while one types, and knows nothing of the form being sent:
  // both at once would make a new article twice. The form waits until it has saved, and
  // nothing saves by itself after that.
  function sendAfterSaving(form) {
    let isSaving = false;
    let isSent = false;
    let waiting = null;
    form.addEventListener("w-autosave:save", (event) => {
      if (isSent) event.preventDefault();
      else isSaving = true;
    });
    const go = () => {
      isSaving = false;
      if (waiting) form.requestSubmit(waiting.submitter);
    };
    form.addEventListener("w-autosave:success", go);
    form.addEventListener("w-autosave:error", go);
    form.addEventListener("submit", (event) => {
      if (isSaving) {
        event.preventDefault();
        event.stopImmediatePropagation();
        waiting = event;
      } else {
        isSent = true;
      }
    }, true);
  }

  function start() {
    const language = document.getElementById("id_content_language");
    const form = language?.form;
    if (!form) return;
    sendAfterSaving(form);
    mark(form, language);
    new MutationObserver(() => mark(form, language)).observe(form, { childList: true, subtree: true });
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
