"""Mail leaves through the task queue: nobody waits for a mail server.

A message gets its final bytes when it is enqueued, with the words, the date and the
Message-ID of that moment, and is dropped with the transaction that wrote it. The
worker sends it (`notifications.delivery`). A worker that dies between sending and
saying so sends again: the receiver gets the same Message-ID twice.
"""

from collections.abc import Sequence
from email.utils import make_msgid, parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import sanitize_address

from . import tasks


class QueuedBackend(BaseEmailBackend):
    """Django's door for mail (EMAIL_BACKEND)."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Enqueue a task for each message that has a receiver; return how many.

        Raises BadHeaderError for a header with a line break in it, ValueError for an
        address that is none.
        """
        queued = 0
        for message in email_messages:
            receivers = [_address(receiver) for receiver in message.recipients()]
            if receivers:
                tasks.send_mail.enqueue(
                    sender=_address(message.from_email),
                    receivers=receivers,
                    mime=_mime(message),
                )
                queued += 1
        return queued


def _address(written: str) -> str:
    """Return the bare address of `Name <address>`, fit for the envelope."""
    return parseaddr(sanitize_address(written, settings.DEFAULT_CHARSET))[1]


def _mime(message: EmailMessage) -> str:
    # Django asks the network for this machine's name otherwise, which can take long
    # and is nobody's business.
    if "message-id" not in map(str.lower, message.extra_headers):
        domain = _address(settings.DEFAULT_FROM_EMAIL).partition("@")[2]
        message.extra_headers["Message-ID"] = make_msgid(domain=domain)
    return message.message().as_bytes().decode()
