"""The running paper, and what its people have at hand: words, links, mail, pictures."""

import re
from email import message_from_bytes
from email.policy import default
from io import BytesIO

from django.utils import translation
from django.utils.translation import gettext, pgettext
from PIL import Image

from tests.ops import server

LANGUAGES = ("en", "ar")


class Paper:
    """A paper that `hiwar up` runs, with its demo edition."""

    def __init__(self, operated, running):
        self._operated = operated
        self.origin = f"http://127.0.0.1:{running.port}"

    def sign_in_link(self, name):
        """Return what the operator's command prints for `name`."""
        said = self._operated.run("sign-in-link", name)
        assert said.returncode == 0, said.stderr
        return said.stdout.strip()

    def code_for(self, address):
        """Return the code in the newest letter to `address`, as soon as it is there."""
        return server.wait_for(lambda: self._newest_code(address))

    def _newest_code(self, address):
        letters = sorted(
            (self._operated.data / "mail").glob("*.eml"),
            key=lambda f: f.stat().st_mtime,
        )
        for letter in reversed(letters):
            message = message_from_bytes(letter.read_bytes(), policy=default)
            if address in str(message["To"]):
                text = message.get_body(["plain"]).get_content()
                # The code stands alone on its line.
                return re.search(r"^ {4}(\S+)$", text, re.M)[1]
        return None


class Words:
    """The sentences of the site in one language, as its catalogue has them."""

    def __init__(self, language):
        self.language = language

    def __call__(self, sentence, *, context=None):
        with translation.override(self.language):
            return pgettext(context, sentence) if context else gettext(sentence)


def picture(colour="teal", size=(640, 480)):
    """Return a photograph's worth of bytes, for a form's file field."""
    file = BytesIO()
    Image.new("RGB", size, colour).save(file, "JPEG")
    return {"name": "me.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}
