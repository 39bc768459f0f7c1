/* What may be done to single comments: withdraw one's own, remove and restore as a moderator.
 *
 * The forms stand in the page as templates whose `action` has {id} for the comment. */
import { ask, fragment, tokenIsStale } from "./server.js";

const DONE = { withdraw: "Withdrawn", remove: "Removed", restore: "Restored" };
const CHANGE = { withdraw: -1, remove: -1, restore: 1 };

export class Acts {
  constructor(discussion) {
    this.discussion = discussion;
    discussion.section.addEventListener("submit", (event) => this.onSubmit(event));
  }

  /* Put under each comment what this reader may do to it; may be called again. */
  offer() {
    const { me, section } = this.discussion;
    const own = new Set((me.own ?? []).map(String));
    if (me.reader?.is_moderator) this.discussion.tell("of-thread");
    for (const article of section.querySelectorAll("[data-comment]")) {
      const id = article.dataset.comment;
      const acts = article.querySelector(".acts");
      if (acts && own.has(id)) this.add("withdraw", acts, id);
      if (!me.reader?.is_moderator) continue;
      if (acts && !own.has(id)) this.add("remove", acts, id);
      if (article.hasAttribute("data-removed")) this.add("restore", acts ?? this.listIn(article), id);
    }
  }

  add(name, acts, id) {
    if (acts.querySelector(`[data-act="${name}"]`)) return;
    const template = this.discussion.section.querySelector(`[data-template="${name}"]`);
    if (!template) return;
    const part = template.content.cloneNode(true);
    const form = part.querySelector("form");
    form.action = form.getAttribute("action").replace("{id}", id);
    form.dataset.act = name;
    part.querySelector("summary, button")?.setAttribute("aria-describedby", `by-${id}`);
    acts.append(part);
  }

  listIn(article) {
    const acts = document.createElement("ul");
    acts.className = "acts";
    article.append(acts);
    return acts;
  }

  async onSubmit(event) {
    const form = event.target;
    if (!form.dataset.act) return;
    event.preventDefault();
    const button = form.querySelector("button");
    if (button.getAttribute("aria-disabled") === "true") return;
    button.setAttribute("aria-disabled", "true");
    let answer = await this.send(form);
    if (tokenIsStale(answer) && (await this.discussion.renewToken())) answer = await this.send(form);
    button.removeAttribute("aria-disabled");
    if (answer.ok && answer.body?.html) this.accept(form, answer.body);
    else this.refuse(form, answer);
  }

  send(form) {
    const fields = new FormData(form);
    fields.set("csrfmiddlewaretoken", this.discussion.me.csrf);
    return ask(form.action, fields);
  }

  /* The answer's article takes the old one's place; the replies under it stay. */
  accept(form, { html, count }) {
    const old = form.closest("[data-comment]");
    const article = fragment(html).querySelector("[data-comment]");
    if (!article) return;
    this.discussion.composer?.leave(old);
    old.replaceWith(article);
    this.discussion.setCount(count, CHANGE[form.dataset.act]);
    this.discussion.say(DONE[form.dataset.act]);
    this.offer();
    this.discussion.focus(article);
  }

  /* Said where the eye is: the discussion's own line may be screens away. */
  refuse(form, { status, body }) {
    const { dataset } = this.discussion.section;
    let error = form.querySelector(".error");
    if (!error) {
      error = document.createElement("p");
      error.className = "error";
      error.setAttribute("role", "alert");
      form.append(error);
    }
    error.textContent = body?.message || (status === 0 ? dataset.msgOffline : dataset.msgTrouble);
  }
}
