"""What nobody caches: CPU and queries of one answer, inside one process.

    python -m bench.uncached DATA SIZE

prints JSON: for each kind of request the milliseconds of CPU of each try, and the
number of queries. Run in a process of its own, because Django is set up once. All is
done in one transaction and taken back.
"""

import json
import os
import re
import sys
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

PASSWORD = "correct horse battery staple"
SLOW = {"sign-in": 5}
TRIES = 30


def main() -> None:
    data, size = sys.argv[1], int(sys.argv[2])
    os.environ["HIWAR_DATA"] = data
    # As `hiwar` says it to the scorer's library.
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hiwar.config.settings")

    import django  # noqa: PLC0415 - when the environment says which paper

    django.setup()
    print(json.dumps(measure(f"/en/1996/12/31/discussion-of-{size}/")))


def measure(story: str) -> dict[str, dict[str, Any]]:
    from django.db import transaction  # noqa: PLC0415 - when Django is set up
    from django.utils import timezone  # noqa: PLC0415

    from hiwar.accounts import actions  # noqa: PLC0415
    from hiwar.accounts.roles import Role  # noqa: PLC0415
    from hiwar.ops import staff  # noqa: PLC0415

    with transaction.atomic():
        actions.create_reader(
            name="Measured",
            email="measured@example.org",
            password=PASSWORD,
            is_verified=True,
            now=timezone.now(),
        )
        editor = staff.find_first(Role.EDITOR)
        found = {
            about: _measure(ask, SLOW.get(about, TRIES))
            for about, ask in _requests(story, editor).items()
        }
        transaction.set_rollback(True)
    return found


def _requests(story: str, editor: Any) -> dict[str, Callable[[int], Any]]:
    reader, desk = _client(), _client()
    desk.force_login(editor)
    found = re.search(r"/threads/([^/\"]+)/", reader.get(story).content.decode())
    assert found
    thread = f"/en/threads/{found[1]}"

    def sign_in(_try: int) -> Any:
        form = {"login": "measured@example.org", "password": PASSWORD}
        return _client().post("/en/accounts/login/", form)

    def preview(number: int) -> Any:
        form = {"text": f"Preview *{number}*.", "name": "Visitor"}
        return _client().post(f"{thread}/preview/", form, **SAME_ORIGIN)

    def post(number: int) -> Any:
        form = {"text": f"Post *{number}*.", "name": "Visitor", "key": uuid4()}
        # A guest from an address that has not been counted yet.
        return _client(REMOTE_ADDR=f"10.0.0.{number}").post(
            f"{thread}/comments/", form, HTTP_ACCEPT="application/json"
        )

    return {
        "article, 24 comments": lambda _try: reader.get(story),
        "front page": lambda _try: reader.get("/en/"),
        "sign-in": sign_in,
        "preview": preview,
        "post": post,
        "front page of the desk": lambda _try: desk.get("/desk/"),
    }


SAME_ORIGIN = {"HTTP_SEC_FETCH_SITE": "same-origin"}
EXPECTED = {200, 201, 302}


def _client(**facts: str) -> Any:
    from django.test import Client  # noqa: PLC0415

    return Client(SERVER_NAME="127.0.0.1", **facts)


def _measure(ask: Callable[[int], Any], tries: int) -> dict[str, Any]:
    from django.db import connection  # noqa: PLC0415

    asked = []

    def count(execute: Any, sql: str, *others: Any) -> Any:
        asked.append(sql)
        return execute(sql, *others)

    milliseconds, queries = [], 0
    # The first times are those of templates and imports.
    for number in range(tries + 3):
        asked.clear()
        with connection.execute_wrapper(count):
            begun = time.process_time()
            answer = ask(number)
            spent = time.process_time() - begun
        assert answer.status_code in EXPECTED, (
            answer.status_code,
            answer.content[:500],
        )
        milliseconds.append(spent * 1000)
        queries = len(asked)
    return {"milliseconds": milliseconds[3:], "queries": queries}


if __name__ == "__main__":
    main()
