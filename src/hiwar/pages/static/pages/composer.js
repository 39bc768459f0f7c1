/* The form in which a comment is written: whose it is, what it answers, and how it is sent. */
import { Drafts } from "./drafts.js";
import { ask, tokenIsStale } from "./server.js";

export class Composer {
  constructor(form, discussion) {
    this.form = form;
    this.discussion = discussion;
    this.drafts = new Drafts(discussion.section.dataset.thread);
    this.home = document.createComment("composer");
    form.before(this.home);
    this.button = form.querySelector("[data-submit]");
    this.refusal = form.querySelector("[data-refusal]");
    this.question = form.querySelector("[data-question]");
    this.isMeant = false;
    this.counter = form.querySelector("[data-counter]");
    this.repliedFrom = null;
    this.busy = false;
    this.key = null;

    /* What the server sent back into the form after a refusal without a script stays. */
    this.restore(this.fields.text.value);
    this.form.querySelector("[data-cancel]").hidden = !this.parent;
    form.addEventListener("input", () => { this.keep(); this.showLength(); });
    form.addEventListener("submit", (event) => this.onSubmit(event));
    form.addEventListener("keydown", (event) => this.onKey(event));
    form.querySelector("[data-cancel]").addEventListener("click", () => this.goHome({ focus: true }));
    form.querySelector("[data-anyway]").addEventListener("click", () => this.sendAnyway());
  }

  get fields() {
    return this.form.elements;
  }

  get parent() {
    return this.fields.parent.value;
  }

  /* ── Whose comment ── */

  setAuthor({ key, reader, guest }) {
    this.key = key;
    for (const part of this.form.querySelectorAll("[data-guest-fields]")) {
      part.hidden = Boolean(reader);
      for (const input of part.querySelectorAll("input")) input.disabled = Boolean(reader);
    }
    this.form.querySelector("[data-label-guest]").hidden = Boolean(reader);
    this.form.querySelector("[data-label-reader]").hidden = !reader;
    if (reader) this.showReader(reader);
    else if (this.fields.name) {
      this.fields.name.required = true;
      this.fields.name.value ||= guest?.name ?? "";
    }
  }

  showReader(reader) {
    const template = this.form.querySelector('[data-template="as-reader"]');
    const line = template.content.cloneNode(true);
    line.querySelector("[data-name]").textContent = reader.name;
    line.querySelector("[data-avatar]").src = reader.avatar;
    template.before(line);
  }

  /* ── What it answers ── */

  replyTo(link) {
    const article = link.closest("[data-comment]");
    this.keep();
    this.repliedFrom = link;
    this.setParent(link.dataset.reply, link.dataset.name);
    this.form.querySelector("[data-cancel]").hidden = false;
    article.after(this.form);
    this.restore();
    this.fields.text.focus();
  }

  goHome({ focus = false } = {}) {
    this.keep();
    this.setParent("", "");
    this.home.after(this.form);
    this.restore();
    if (focus) (this.repliedFrom ?? this.fields.text).focus();
    this.repliedFrom = null;
  }

  /* Called before `article` goes: a reply to it has nothing left to answer. */
  leave(article) {
    if (article.parentElement === this.form.parentElement && this.parent === article.dataset.comment) this.goHome();
  }

  setParent(id, name) {
    this.fields.parent.value = id;
    this.form.querySelector("[data-to-name]").textContent = name;
    this.form.querySelector("[data-to]").hidden = !id;
    this.clearRefusal();
  }

  onKey(event) {
    if (event.key === "Escape" && this.parent && !event.isComposing) this.goHome({ focus: true });
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.form.requestSubmit();
  }

  /* ── What was typed ── */

  keep() {
    const { text, name, email } = this.fields;
    this.drafts.write(this.parent, { text: text.value });
    this.drafts.write("guest", { name: name?.value, email: email?.value });
  }

  restore(otherwise = "") {
    const { text, name, email } = this.fields;
    const guest = this.drafts.read("guest");
    text.value = this.drafts.read(this.parent).text ?? otherwise;
    if (name) name.value ||= guest.name ?? "";
    if (email) email.value ||= guest.email ?? "";
    this.showLength();
  }

  showLength() {
    const limit = Number(this.discussion.section.dataset.limit);
    const length = [...this.fields.text.value].length;
    if (!this.counter || !limit) return;
    const format = new Intl.NumberFormat(document.documentElement.lang, { numberingSystem: this.discussion.section.dataset.digits || "latn" });
    this.counter.hidden = length < limit * 0.9;
    this.counter.classList.toggle("over", length > limit);
    this.counter.textContent = `${format.format(length)} / ${format.format(limit)}`;
  }

  /* ── Sending ── */

  async onSubmit(event) {
    /* Nobody has answered who is reading: the form goes to the preview page by itself. */
    if (!this.discussion.me) return;
    event.preventDefault();
    if (this.busy) return;
    this.setBusy(true);
    this.clearRefusal();
    const sent = { parent: this.parent, text: this.fields.text.value };
    let answer = await this.send();
    if (tokenIsStale(answer) && (await this.discussion.renewToken())) answer = await this.send();
    this.isMeant = false;
    if (answer.ok && answer.body?.id) this.accept(answer.body, sent);
    else if (answer.body?.code === "asked_first") this.ask(answer.body);
    else this.refuse(answer);
    this.release(answer.ok ? 0 : answer.wait);
  }

  /* The key is the same until the server gives another: a second try cannot post twice. */
  send() {
    const fields = new FormData(this.form);
    fields.set("csrfmiddlewaretoken", this.discussion.me.csrf);
    fields.set("key", this.key);
    if (this.isMeant) fields.set("anyway", "1");
    return ask(this.discussion.section.dataset.post, fields);
  }

  accept(comment, sent) {
    this.key = comment.next_key ?? this.key;
    this.drafts.drop(sent.parent);
    this.fields.text.value = "";
    if (this.parent) this.goHome();
    this.showLength();
    const item = this.discussion.insert(comment.html, sent.parent);
    this.discussion.setCount(comment.count, comment.status === "published" ? 1 : 0);
    this.discussion.say(comment.status === "published" ? "Posted" : "Held");
    const article = item?.querySelector("[data-comment]");
    if (!article) return;
    if (!this.discussion.me.reader) this.discussion.tell("guest-page", "", article);
    this.discussion.me.own = [...(this.discussion.me.own ?? []), comment.id];
    this.discussion.acts.offer();
    this.discussion.focus(article);
  }

  /* Not a no: it may be read as an insult, and can be sent as it is. */
  ask({ message, words = [] }) {
    this.question.querySelector("[data-question-told]").textContent = message;
    this.question.querySelector("[data-question-list]").textContent = words.join(" · ");
    this.question.querySelector("[data-question-words]").hidden = !words.length;
    this.question.hidden = false;
    this.fields.text.focus();
  }

  sendAnyway() {
    if (this.busy) return;
    this.isMeant = true;
    this.form.requestSubmit();
    this.isMeant &&= this.busy;
  }

  refuse({ status, body }) {
    const { dataset } = this.discussion.section;
    this.key = body?.next_key ?? this.key;
    this.refusal.textContent = body?.message || (status === 0 ? dataset.msgOffline : dataset.msgTrouble);
    this.refusal.hidden = false;
    let first = null;
    for (const [name, message] of Object.entries(body?.fields ?? {})) {
      const input = this.fields[name];
      if (!input || input.type === "hidden") continue;
      this.markField(input, String(message));
      first ??= input;
    }
    first?.focus();
  }

  markField(input, message) {
    const error = document.createElement("p");
    error.className = "error";
    error.id = `${input.id}-error`;
    error.textContent = message;
    input.setAttribute("aria-invalid", "true");
    input.setAttribute("aria-describedby", `${error.id} ${input.getAttribute("aria-describedby") ?? ""}`.trim());
    input.after(error);
  }

  clearRefusal() {
    this.question.hidden = true;
    this.refusal.hidden = true;
    this.refusal.textContent = "";
    for (const error of this.form.querySelectorAll(".error")) error.remove();
    for (const input of this.form.querySelectorAll("[aria-invalid]")) {
      input.removeAttribute("aria-invalid");
      const rest = (input.getAttribute("aria-describedby") ?? "").replace(`${input.id}-error`, "").trim();
      if (rest) input.setAttribute("aria-describedby", rest);
      else input.removeAttribute("aria-describedby");
    }
  }

  /* Stay busy for as long as the server asked us to wait. */
  release(wait) {
    setTimeout(() => this.setBusy(false), wait * 1000);
  }

  setBusy(busy) {
    this.busy = busy;
    this.button.setAttribute("aria-disabled", String(busy));
  }
}
