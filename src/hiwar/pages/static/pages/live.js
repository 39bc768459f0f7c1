/* What is new while the page is open. The live stream says that something has changed; the
 * page itself, asked for again by its ETag, says what. Where there is no stream the page
 * is asked for once a minute, then more seldom. Nothing moves until the reader wants it. */
const SECOND = 1000;
/* Whoever hears of a change at once would otherwise ask at once, all together. */
const SPREAD = 2 * SECOND;
/* While an offer stands unanswered, nobody waits for its number to grow. */
const SPREAD_WHEN_OFFERED = 15 * SECOND;
/* A cache in front of the paper may give out the old page for a few seconds. */
const CACHED = 8 * SECOND;
/* What has not begun to speak by then is held back by something in between. */
const PATIENCE = 20 * SECOND;
const POLL = 60 * SECOND;
const LONGEST_POLL = 900 * SECOND;

export class Live {
  constructor(discussion) {
    this.discussion = discussion;
    this.section = discussion.section;
    this.story = document.querySelector("[data-version]");
    this.source = null;
    this.mark = "";
    this.etag = null;
    this.seen = null;
    this.pause = POLL;
    document.addEventListener("visibilitychange", () => this.follow());
    this.follow();
  }

  /* ── Hearing that something has changed ── */

  follow() {
    clearTimeout(this.timer);
    if (document.hidden) this.close();
    else if (!this.source) this.open();
  }

  open() {
    const url = new URL(this.section.dataset.live, location.href);
    for (const part of document.querySelectorAll("[data-topic]")) url.searchParams.append("topic", part.dataset.topic);
    if (this.mark) url.searchParams.set("since", this.mark);
    const source = new EventSource(url);
    this.source = source;
    let hasFailed = false;
    /* Who has no mark yet is told something at once. */
    source.addEventListener(this.mark ? "open" : "change", () => clearTimeout(this.timer));
    this.timer = setTimeout(() => this.poll(), PATIENCE);
    source.addEventListener("open", () => { hasFailed = false; this.pause = POLL; });
    source.addEventListener("change", (event) => {
      this.mark = event.lastEventId;
      this.lookSoon();
    });
    source.addEventListener("error", () => {
      /* A line that broke is tried again by the browser, once. */
      if (source.readyState === EventSource.CLOSED || hasFailed) this.poll();
      hasFailed = true;
    });
  }

  close() {
    this.source?.close();
    this.source = null;
  }

  /* Ask without having been told, after a pause that grows; then try to listen again. */
  poll() {
    this.close();
    clearTimeout(this.timer);
    if (document.hidden) return;
    this.timer = setTimeout(() => { this.look(); this.follow(); }, this.pause * (0.8 + 0.4 * Math.random()));
    this.pause = Math.min(this.pause * 1.5, LONGEST_POLL);
  }

  /* ── Looking what it is ── */

  lookSoon() {
    const spread = this.button ? SPREAD_WHEN_OFFERED : SPREAD;
    this.waiting ??= setTimeout(async () => {
      this.waiting = null;
      const wasFirst = this.etag === null;
      if ((await this.look()) || wasFirst) return;
      setTimeout(() => this.look(), CACHED);
    }, spread * (0.25 + Math.random() / 2));
  }

  /* Returns whether the page is another than it was. */
  async look() {
    let answer;
    try {
      answer = await fetch(location.href, { cache: "no-cache", headers: { Accept: "text/html" } });
      const etag = answer.headers.get("ETag");
      if (!answer.ok || (etag && etag === this.etag)) return false;
      this.etag = etag;
      this.compare(new DOMParser().parseFromString(await answer.text(), "text/html"));
    } catch {
      /* The next look may find it. */
    }
    return true;
  }

  compare(page) {
    const seen = page.querySelector(`.discussion[data-topic="${this.section.dataset.topic}"]`);
    const version = page.querySelector("[data-version]")?.dataset.version;
    if (this.story && version !== undefined && version !== this.story.dataset.version) this.offerReload();
    if (!seen) return;
    this.seen = seen;
    this.takeDown();
    this.offer();
  }

  /* What has been taken down goes at once; nobody has to ask for that. */
  takeDown() {
    for (const gone of this.seen.querySelectorAll(".is-gone[data-comment]")) {
      const article = this.discussion.article(gone.dataset.comment);
      if (!article || article.matches(".is-gone, [data-removed]")) continue;
      this.discussion.composer?.leave(article);
      article.replaceWith(document.importNode(gone, true));
    }
  }

  /* ── Offering it ── */

  /* Say how many comments are new; called again whenever that may be another number. */
  offer() {
    if (!this.seen) return;
    const here = [...this.seen.querySelectorAll("[data-comment]")].filter(({ dataset }) => !this.discussion.article(dataset.comment)).length;
    const elsewhere = Number(this.seen.dataset.number) - Number(this.section.dataset.number) - here;
    const count = here || (this.section.dataset.newest ? elsewhere : 0);
    const place = this.section.querySelector("[data-offer]");
    if (count <= 0) {
      place.replaceChildren();
      this.button = null;
      return;
    }
    const { lang } = document.documentElement;
    const form = new Intl.PluralRules(lang).select(count);
    const number = new Intl.NumberFormat(lang, { numberingSystem: this.section.dataset.digits }).format(count);
    const words = place.dataset[`new${form[0].toUpperCase()}${form.slice(1)}`].replace("{count}", number);
    if (this.button?.textContent === words) return;
    this.button = this.put(place, words, () => {
      if (here) this.show();
      else this.goToNewest();
    });
  }

  goToNewest() {
    const newest = new URL(this.section.dataset.newest, location.href);
    if (newest.search === location.search) location.reload();
    else location.assign(newest);
  }

  offerReload() {
    const place = this.story.querySelector("[data-offer]");
    if (!place.firstChild) this.put(place, place.dataset.updated, () => location.reload());
  }

  put(place, words, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.textContent = words;
    button.addEventListener("click", act);
    place.replaceChildren(button);
    return button;
  }

  /* ── Showing it ── */

  show() {
    const added = [];
    this.merge(this.discussion.list, this.seen.querySelector("[data-list]"), added);
    this.discussion.setCount(this.seen.querySelector("[data-count]").textContent);
    this.section.dataset.number = this.seen.dataset.number;
    this.discussion.acts.offer();
    this.offer();
    const [first] = added;
    if (first) this.discussion.focus(first.querySelector("[data-comment]"));
  }

  /* Put what is missing in `list` where it stands in `other`; what is there stays as it is. */
  merge(list, other, added) {
    let last = null;
    for (const item of other.children) {
      let there = document.getElementById(item.id);
      if (there) this.mergeReplies(there, item, added);
      else {
        there = document.importNode(item, true);
        there.classList.add("is-new");
        if (last) last.after(there);
        else list.prepend(there);
        added.push(there);
      }
      last = there;
    }
  }

  mergeReplies(item, other, added) {
    const replies = other.querySelector(":scope > ol");
    if (replies) this.merge(this.discussion.listFor(item.querySelector("[data-comment]").dataset.comment), replies, added);
    const more = other.querySelector(":scope > .more-replies");
    if (!more) return;
    item.querySelector(":scope > .more-replies")?.remove();
    item.append(document.importNode(more, true));
  }
}
