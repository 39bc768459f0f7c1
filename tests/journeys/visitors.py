"""Browsers that visit the paper, and a watch over what pages do behind one's back."""

import itertools
import re
from urllib.parse import urlsplit

from tests.journeys.paper import LANGUAGES

PHONE = {"width": 360, "height": 780}
DESK = {"width": 1280, "height": 900}
# What Chromium writes to the console when a page or a script gets such an answer.
ANSWER = re.compile(r"Failed to load resource: .* status of (\d{3})")


class Watch:
    """Notes what no page may do: ask anybody else, break its policy, stumble."""

    def __init__(self, context, *origins):
        self._origins = {urlsplit(origin)[:2] for origin in origins}
        self._refusals = set()
        self._excused = []
        self.faults = []
        context.on("request", self._note_request)
        context.on("response", self._note_response)
        context.on("console", self._note_console)
        context.on("weberror", lambda stumble: self.faults.append(str(stumble.error)))

    def expect(self, *statuses):
        """Let answers with these statuses be: the journey asks for a refusal."""
        self._refusals.update(statuses)

    def excuse(self, words):
        """Let messages with these words be: the journey breaks something itself."""
        self._excused.append(words)

    def _note_request(self, request):
        asked = urlsplit(request.url)
        if asked.scheme in {"data", "blob"}:
            return
        if asked[:2] not in self._origins:
            self.faults.append(f"asked somebody else: {request.url}")

    def _note_response(self, response):
        if response.status >= 400 and response.status not in self._refusals:
            self.faults.append(f"{response.status} for {response.url}")

    def _note_console(self, message):
        answer = ANSWER.match(message.text)
        if answer and int(answer[1]) in self._refusals:
            return
        if any(words in message.text for words in self._excused):
            return
        if message.type in {"error", "warning"}:
            self.faults.append(f"{message.text} ({message.page.url})")


class Visitors:
    """Opens browsers of several people, each with cookies and an address of its own."""

    _addresses = itertools.count(1)

    def __init__(self, chromium, paper):
        self._chromium = chromium
        self._paper = paper
        self._contexts = []
        self._watches = []

    def arrive(self, language="en", *, script=True, viewport=DESK, **options):
        """Return the first page of somebody new, and nothing is on it yet."""
        assert language in LANGUAGES
        number = next(self._addresses)
        context = self._chromium.new_context(
            base_url=self._paper.origin,
            locale=language,
            viewport=viewport,
            java_script_enabled=script,
            # Smooth scrolling has no place where a test asks what is in sight.
            reduced_motion="reduce",
            extra_http_headers={"X-Forwarded-For": f"198.51.100.{number}"},
            **options,
        )
        context.set_default_timeout(15_000)
        page = context.new_page()
        page.has_script = script
        page.watch = Watch(context, self._paper.origin, self._paper.live)
        self._contexts.append(context)
        self._watches.append(page.watch)
        return page

    def leave(self):
        """Close all browsers; return what was wrong on any page that they saw."""
        for context in self._contexts:
            context.close()
        return [fault for watch in self._watches for fault in watch.faults]
