/* What was typed and not yet posted, for this tab: a reload or a failed post loses nothing. */

export class Drafts {
  constructor(thread) {
    this.prefix = `hiwar:draft:${thread}:`;
  }

  read(parent) {
    try {
      return JSON.parse(sessionStorage.getItem(this.prefix + parent)) ?? {};
    } catch {
      return {};
    }
  }

  write(parent, draft) {
    try {
      if (Object.values(draft).some((value) => value)) sessionStorage.setItem(this.prefix + parent, JSON.stringify(draft));
      else this.drop(parent);
    } catch {
      /* No storage, or none left: the text still stands in the form. */
    }
  }

  drop(parent) {
    try {
      sessionStorage.removeItem(this.prefix + parent);
    } catch {
      /* Nothing was stored. */
    }
  }
}
