"""Forms of ours take what they ask for, each field once, and nothing else."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hiwar.accounts.models import Reader

from .world import visit

FORMS = {
    "en/accounts/login/": {"login": "rima@example.org", "password": "ferry-1"},
    "en/accounts/login/code/": {"email": "rima@example.org"},
    "en/accounts/password/reset/": {"email": "rima@example.org"},
    "en/accounts/signup/": {"email": "new@example.org", "name": "Newcomer"},
    "en/accounts/email/": {"email": "new@example.org", "action_add": ""},
    "en/me/name/": {"name": "Rima Renamed"},
    "en/me/language/": {"language": "ar"},
    "desk/people/invite/": {
        "email": "new@example.org",
        "name": "Newcomer",
        "role": "REPORTER",
        "language": "en",
    },
}


def whose(path):
    if "accounts/" in path and "email" not in path:
        return "nobody"
    return "editor" if path.startswith("desk/") else "reader"


@pytest.mark.parametrize("path", FORMS)
class TestForms:
    def test_take_what_they_ask_for(self, world, path):
        """Else the tests below could not fail."""
        answer = visit(world.people[whose(path)], "POST", f"/{path}", FORMS[path])

        assert b"not ours" not in answer.body
        assert b"came twice" not in answer.body

    def test_refuse_what_they_do_not_ask_for(self, world, path):
        sent = {**FORMS[path], "is_staff": "on"}

        answer = visit(world.people[whose(path)], "POST", f"/{path}", sent)

        assert b"a field in this form that is not ours" in answer.body

    def test_refuse_a_field_that_comes_twice(self, world, path):
        name, value = next(iter(FORMS[path].items()))
        sent = {**FORMS[path], name: [value, value]}

        answer = visit(world.people[whose(path)], "POST", f"/{path}", sent)

        assert b"A field of this form came twice." in answer.body


class TestFiles:
    def test_come_alone(self, world):
        picture = SimpleUploadedFile("a.png", b"x", "image/png")
        more = SimpleUploadedFile("b.png", b"x", "image/png")

        answer = visit(
            world.people["reader"],
            "POST",
            "/en/me/picture/",
            {"picture": picture, "logo": more},
        )

        assert b"a field in this form that is not ours" in answer.body
        assert not Reader.objects.exclude(avatar="").exists()
