"""The running paper, and what its people have at hand: words, links, mail, pictures."""

import re
from email import message_from_bytes
from email.policy import default
from io import BytesIO
from urllib.parse import unquote

from django.utils import translation
from django.utils.translation import gettext, ngettext, pgettext
from PIL import Image

from tests.ops import server

LANGUAGES = ("en", "ar")


class Paper:
    """A paper that `hiwar up` runs, with its demo edition."""

    def __init__(self, operated, running, asker):
        self._operated = operated
        self._asker = asker
        self.origin = running.origin
        # Without a proxy in front, it has a port of its own.
        self.live = f"http://127.0.0.1:{running.port + 1}"

    def sign_in_link(self, name):
        """Return what the operator's command prints for `name`."""
        return self._asker.ask(
            "from click.testing import CliRunner\n"
            "from hiwar.ops.commands.sign_in_link import sign_in_link\n"
            f"print(CliRunner().invoke(sign_in_link, [{name!r}]).output)"
        ).strip()

    def correct_story(self, path, headline):
        """Publish the story at `path` once more, under another headline."""
        self._asker.ask(
            "from hiwar.newsroom.models import Article\n"
            "from django.db import transaction\n"
            "with transaction.atomic():\n"
            f"  article = Article.objects.get(slug={unquote(path).split('/')[-2]!r})\n"
            f"  article.headline = {headline!r}\n"
            "  article.save_revision().publish()"
        )

    def hold_comments(self, number):
        """Let guests write so many comments that wait for a moderator."""
        self._asker.ask(
            "from django.utils import timezone\n"
            "from hiwar.discussion import actions\n"
            "from hiwar.discussion.models import Thread\n"
            "thread = Thread.objects.filter(mode='OPEN').order_by('id').first()\n"
            f"for number in range({number}):\n"
            "  actions.post_comment(thread=thread, author=None, now=timezone.now(),\n"
            "    draft=actions.Draft(guest_name=f'Guest {number}', language='en',\n"
            "      text=f'The {number} idiots of the council.'))"
        )

    def number_of_decisions(self):
        return int(
            self._asker.ask(
                "from hiwar.moderation.models import Decision\n"
                "print(Decision.objects.filter(is_undo=False).count())"
            )
        )

    def code_for(self, address):
        """Return the code in the newest letter to `address`, as soon as it is there."""
        return server.wait_for(lambda: self._newest_code(address))

    def letter_for(self, address, subject):
        """Return the text of a letter to `address`, as soon as it is there."""
        return server.wait_for(
            lambda: next(
                (text for title, text in self._letters(address) if title == subject),
                None,
            ),
            patience=60,
        )

    def _newest_code(self, address):
        for _subject, text in self._letters(address):
            # The code stands alone on its line.
            return re.search(r"^ {4}(\S+)$", text, re.M)[1]
        return None

    def _letters(self, address):
        """Return subject and text of what was sent to `address`, the newest first."""
        files = sorted(
            (self._operated.data / "mail").glob("*.eml"),
            key=lambda file: file.stat().st_mtime,
        )
        for file in reversed(files):
            message = message_from_bytes(file.read_bytes(), policy=default)
            if address in str(message["To"]):
                yield message["Subject"], message.get_body(["plain"]).get_content()


class Words:
    """The sentences of the site in one language, as its catalogue has them."""

    def __init__(self, language):
        self.language = language

    def __call__(self, sentence, *, context=None):
        with translation.override(self.language):
            return pgettext(context, sentence) if context else gettext(sentence)

    def of(self, number, one, many):
        """Return the form for `number`, with it in the place of `count`."""
        with translation.override(self.language):
            return ngettext(one, many, number) % {"count": number}


def picture(colour="teal", size=(640, 480)):
    """Return a photograph's worth of bytes, for a form's file field."""
    file = BytesIO()
    Image.new("RGB", size, colour).save(file, "JPEG")
    return {"name": "me.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}
