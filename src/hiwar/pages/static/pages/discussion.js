/* What a script adds to a discussion: who is reading, replies in place, posting in place.
 *
 * The page is the same for everybody and works without this file. Every word that is
 * shown comes from the markup or from the server, so that the server translates it. */
import { fillCorner } from "./corner.js";
import { Composer } from "./composer.js";
import { Acts } from "./acts.js";
import { Live } from "./live.js";
import { ask, fragment } from "./server.js";

class Discussion {
  constructor(section) {
    this.section = section;
    this.list = section.querySelector("[data-list]");
    this.status = section.querySelector("[data-status]");
    this.count = section.querySelector("[data-count]");
    this.me = null;
    const form = section.querySelector("[data-composer]");
    this.composer = form && new Composer(form, this);
    this.acts = new Acts(this);
    this.live = section.dataset.live ? new Live(this) : null;
    section.addEventListener("click", (event) => this.onClick(event));
  }

  /* Fetch what differs by reader. Without it the forms still go their way by the preview. */
  async load() {
    const { ok, body } = await ask(this.section.dataset.me);
    if (!ok || !body) return false;
    this.me = body;
    fillCorner(document.querySelector("[data-corner]"), body.reader);
    this.composer?.setAuthor(body);
    this.showHeld(body.held ?? []);
    for (const id of body.removed ?? []) this.tell("own-removed", id);
    this.acts.offer();
    return true;
  }

  /* One's own comments that wait for a moderator, where they will stand on this page. */
  showHeld(comments) {
    for (const { html, parent } of comments) {
      if (!parent || this.article(parent)) this.insert(html, parent, { atEnd: true });
    }
  }

  /* Say what concerns this reader alone, each thing once: below the discussion's head, or
   * behind the element that it is about. */
  tell(name, id = "", behind = this.status) {
    const key = `${name}${id}`;
    const template = this.section.querySelector(`[data-template="${name}"]`);
    if (!template || this.section.querySelector(`[data-told="${key}"]`)) return;
    const part = template.content.firstElementChild.cloneNode(true);
    for (const link of part.querySelectorAll("a")) link.setAttribute("href", link.getAttribute("href").replace("{id}", id));
    part.dataset.told = key;
    behind.after(part);
  }

  /* Fetch only a fresh token: the session may have been renewed in another tab. */
  async renewToken() {
    const { ok, body } = await ask(this.section.dataset.me);
    if (!ok || !body) return false;
    this.me.csrf = body.csrf;
    return true;
  }

  onClick(event) {
    const link = event.target.closest("[data-reply]");
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!link || !plain || !this.composer) return;
    event.preventDefault();
    this.composer.replyTo(link);
  }

  article(id) {
    return this.section.querySelector(`[data-comment="${CSS.escape(String(id))}"]`);
  }

  /* Put a comment's list item where it belongs and return it; once only for each comment. */
  insert(html, parent, { atEnd = false } = {}) {
    const item = fragment(html).querySelector("li");
    if (!item) return null;
    const there = item.id && document.getElementById(item.id);
    if (there) return there;
    const list = this.listFor(parent);
    if (!parent && !atEnd && this.section.dataset.sort === "newest") list.prepend(item);
    else list.append(item);
    return item;
  }

  /* Replies of a thread stand in one list, under its first comment. */
  listFor(parent) {
    const article = parent && this.article(parent);
    if (!article) return this.list;
    let first = article.closest("li");
    while (first.parentElement !== this.list && first.parentElement.closest("li")) {
      first = first.parentElement.closest("li");
    }
    let replies = first.querySelector(":scope > ol");
    if (!replies) {
      replies = document.createElement("ol");
      replies.className = "replies";
      const more = first.querySelector(":scope > .more-replies");
      if (more) more.before(replies);
      else first.append(replies);
    }
    return replies;
  }

  /* `change` is what the reader has done to the number, which is nothing new to them. */
  setCount(count, change = 0) {
    this.section.dataset.number = Number(this.section.dataset.number) + change;
    this.live?.offer();
    if (count !== undefined && count !== null && this.count) this.count.textContent = count;
  }

  say(name) {
    this.announce(this.section.dataset[`msg${name}`] ?? "");
  }

  /* An element that is read out must change: the same sentence twice is said twice. */
  announce(text) {
    this.status.textContent = "";
    requestAnimationFrame(() => { this.status.textContent = text; });
  }

  focus(article) {
    article.tabIndex = -1;
    article.focus({ preventScroll: true });
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    article.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
  }
}

const section = document.querySelector(".discussion[data-me]");
if (section) new Discussion(section).load();
