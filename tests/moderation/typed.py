"""What stands in the fields of a page's forms."""

from html.parser import HTMLParser


class Fields(HTMLParser):
    """Collects what a browser would send: by name, the values as text."""

    def __init__(self, page):
        super().__init__()
        self.values = {}
        self.faulty = []
        self._area = None
        self.feed(page.content.decode())

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        name = found.get("name")
        if tag in {"input", "textarea", "select"} and "aria-invalid" in found:
            self.faulty.append(name)
        if tag == "textarea":
            self._area, self.values[name] = name, ""
        elif tag == "input" and found.get("type") not in {"radio", "checkbox"}:
            self.values[name] = found.get("value", "")
        elif tag == "input" and "checked" in found:
            self.values[name] = found.get("value", "on")

    def handle_data(self, data):
        if self._area:
            self.values[self._area] += data

    def handle_endtag(self, tag):
        if tag == "textarea":
            # The line that a textarea begins with is not part of it.
            self.values[self._area] = self.values[self._area].removeprefix("\n")
            self._area = None


def typed(page):
    return Fields(page).values


def faulty(page):
    """Return the names of the fields that are said to be wrong."""
    return Fields(page).faulty
