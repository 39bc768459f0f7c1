"""How a finished message leaves: by SMTP, or as a file and on the console.

Without a mail server (`HIWAR_MAIL_URL`) nothing leaves the machine: each message
becomes an `.eml` file, and its text is printed, so that a code can be read.
"""

import logging
import re
import smtplib
import ssl
import sys
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parsedate_to_datetime
from hashlib import blake2b
from pathlib import Path

from django.conf import settings

logger = logging.getLogger(__name__)

LONGEST_WORDS_IN_A_NAME = 60
# What could move the cursor or colour a terminal; names in mails come from readers.
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def send(*, sender: str, receivers: list[str], mime: str) -> None:
    """Send `mime` to `receivers`; what goes wrong is raised, and the task retried."""
    mail = settings.MAIL
    if "folder" in mail:
        _keep(mail["folder"], receivers, mime)
    else:
        _send_by_smtp(mail, sender, receivers, mime)


def _send_by_smtp(mail: dict, sender: str, receivers: list[str], mime: str) -> None:
    with _connect(mail) as server:
        if mail["username"]:
            server.login(mail["username"], mail["password"])
        refused = server.sendmail(
            sender, receivers, mime.replace("\n", "\r\n").encode()
        )
    # Taken for some receivers and not for others: raising would have it sent again to
    # those who have it.
    if refused:
        logger.error("A mail was refused for %d of its receivers.", len(refused))


def _connect(mail: dict) -> smtplib.SMTP:
    """Open a connection with as much encryption as the address asks for."""
    place = {"host": mail["host"], "port": mail["port"], "timeout": mail["timeout"]}
    if mail["use_ssl"]:
        return smtplib.SMTP_SSL(**place, context=ssl.create_default_context())
    server = smtplib.SMTP(**place)
    if mail["use_tls"]:
        try:
            server.starttls(context=ssl.create_default_context())
        except BaseException:
            server.close()
            raise
    return server


def _keep(folder: Path, receivers: list[str], mime: str) -> None:
    message = message_from_bytes(mime.encode(), policy=SMTP)
    path = folder / _file_name(message)
    folder.mkdir(parents=True, exist_ok=True)
    # Under another name first: whoever watches the folder never sees half a mail.
    unfinished = path.with_suffix(".part")
    unfinished.write_text(mime, encoding="utf-8")
    unfinished.replace(path)
    body = message.get_body(("plain", "html"))
    text = body.get_content() if body else ""
    lines = [
        "",
        f"--- {path}",
        f"To: {', '.join(receivers)}",
        f"Subject: {message['Subject']}",
        "",
        text.rstrip(),
        "---",
        "",
    ]
    sys.stdout.write(CONTROLS.sub("", "\n".join(lines)))
    sys.stdout.flush()


def _file_name(message: EmailMessage) -> str:
    """Return a name by time and subject, the same each time the message is sent."""
    moment = parsedate_to_datetime(message["Date"]).strftime("%Y-%m-%d %H.%M.%S")
    words = " ".join(re.findall(r"\w+", message["Subject"] or ""))
    mark = blake2b(message["Message-ID"].encode(), digest_size=3).hexdigest()
    return f"{moment} {words[:LONGEST_WORDS_IN_A_NAME]} {mark}.eml"
