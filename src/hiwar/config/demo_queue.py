"""What waits for a moderator in the demo edition, as if it had come in lately.

It is written, reported and appealed against by the product's own actions.
"""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction

from hiwar.accounts.models import Reader
from hiwar.discussion import actions as discussion
from hiwar.discussion.models import Comment, Thread
from hiwar.discussion.screening import Setting, Verdict
from hiwar.interop.archive.foreign_ids import Kind, find
from hiwar.kernel.addresses import network_of
from hiwar.moderation import actions
from hiwar.moderation.models import QueueItem, Report

Entry = Mapping[str, Any]


@transaction.atomic
def load(*, file: Path, editor: Reader, moderator: Reader, now: datetime) -> None:
    """Load the queue in `file`, unless that has been done."""
    if Report.objects.exists():
        return
    told = json.loads(file.read_text(encoding="utf-8"))
    words = "\n".join(told["words"])
    _hold("held_word", words=words)
    _hold("shouting", threshold=60)
    _hold("repeated_text", threshold=1)
    queue = _Queue(now)
    for entry in told["comments"]:
        queue.post(entry)
    for entry in told["reports"]:
        queue.report(entry)
    for entry in told["notices"]:
        queue.notify(entry)
    for entry in told["appeals"]:
        queue.appeal(entry, editor)
    for entry in told["notes"]:
        actions.write_note(
            moderator=editor,
            about=queue.comment(entry),
            text=entry["text"],
            now=queue.moment(entry),
        )
    for entry in told["escalated"]:
        actions.escalate(
            item=QueueItem.objects.get(comment=queue.comment(entry)),
            moderator=moderator,
            now=queue.moment(entry),
        )


def _hold(name: str, *, threshold: float = 0, words: str = "") -> None:
    setting = Setting(verdict=Verdict.HOLD, threshold=threshold, words=words)
    discussion.set_rule(section="", name=name, setting=setting)


class _Queue:
    """What people sent in, by the names that the file gives it."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._posted: dict[str, Comment] = {}

    def moment(self, entry: Entry, hours: str = "hours") -> datetime:
        return self._now - timedelta(hours=entry[hours])

    def comment(self, entry: Entry, name: str = "about") -> Comment:
        """Return the comment that `entry` names: of this file, or of the archive."""
        wanted = entry[name]
        if wanted in self._posted:
            return self._posted[wanted]
        number = find(Kind.COMMENT, [wanted])[wanted].local_id
        return Comment.objects.select_related("thread", "reader", "guest").get(
            pk=number
        )

    def post(self, entry: Entry) -> None:
        article = find(Kind.ARTICLE, [entry["article"]])[entry["article"]].local_id
        self._posted[entry["id"]] = discussion.post_comment(
            thread=Thread.objects.get(key=f"article:{article}"),
            author=None,
            draft=discussion.Draft(
                text=entry["text"],
                language=entry["language"],
                guest_name=entry["guest"],
                parent=self.comment(entry, "parent") if "parent" in entry else None,
            ),
            now=self.moment(entry),
        )

    def report(self, entry: Entry) -> None:
        readers = find(Kind.READER, [name for name in entry["by"] if name])
        for place, name in enumerate(entry["by"]):
            reader = Reader.objects.get(pk=readers[name].local_id) if name else None
            actions.report_comment(
                comment=self.comment(entry),
                reporter=reader,
                address_hash="" if reader else network_of("198.51.100.1"),
                rule=entry["rule"],
                # The first of them says why.
                sentence="" if place else entry["sentence"],
                now=self.moment(entry) + timedelta(minutes=9 * place),
            )

    def notify(self, entry: Entry) -> None:
        comment = self.comment(entry)
        actions.send_notice(
            comment=comment,
            reader=None,
            address_hash=network_of("198.51.100.2"),
            now=self.moment(entry),
            explanation=entry["text"],
            address=comment.thread.address,
            name=entry["name"],
            email=entry["email"],
            rule=entry["rule"],
            law=entry["law"],
            is_in_good_faith=True,
            language=entry["language"],
        )

    def appeal(self, entry: Entry, editor: Reader) -> None:
        """Remove a comment, and let its author object to it some hours later."""
        decision = actions.issue_decision(
            comment=self.comment(entry),
            moderator=editor,
            outcome=actions.Outcome.REMOVE,
            rule=entry["rule"],
            explanation=entry["explanation"],
            now=self.moment(entry, "removed"),
        )
        statement = decision.statements.get()
        actions.lodge_appeal(
            statement=statement, text=entry["text"], now=self.moment(entry)
        )
