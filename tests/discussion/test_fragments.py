"""The fragments of a thread, as every reader gets them."""

import re
from html.parser import HTMLParser

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from hiwar.discussion import actions, selectors
from hiwar.discussion.models import Comment
from tests.factories import (
    NOW,
    make_comment,
    make_comments,
    make_guest,
    make_reader,
    make_thread,
)

pytestmark = pytest.mark.django_db

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg/onload=alert(1)>',
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt&colon;alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "![x](https://evil.example/pixel.png)",
    "<a href='//evil.example'>x</a>",
    "[x](//evil.example)",
    '<math><mtext><style><!--</style><img title="--&gt;&lt;img onerror=alert(1)&gt;">',
    "{{ 7|add:7 }}{% csrf_token %}",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<!-- x --><![CDATA[x]]>",
]


class Dangers(HTMLParser):
    """Collects what no reader's words may bring into a page."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag in {"script", "style", "svg", "math", "iframe", "object", "base"}:
            self.found.append(tag)
        if tag == "img" and "face" not in attributes.get("class", ""):
            self.found.append(tag)
        self.found += [name for name in attributes if name.startswith("on")]
        self.found += [
            url
            for url in (attributes.get("href"), attributes.get("src"))
            if url and not re.match(r"\?|#|/(?!/)|https?:|mailto:", url)
        ]


def show(thread, **values):
    thread.refresh_from_db()
    view = selectors.get_thread_view(thread=thread, now=NOW, **values)
    context = {"thread": view, "acts": "moderation/acts.html"}
    return render_to_string("discussion/thread.html", context)


class TestThread:
    def test_nests_replies_in_lists_with_headings(self):
        first = make_comment()
        reply = make_comment(parent=first)

        html = show(first.thread)

        assert re.search(
            rf'<li id="comment-{first.pk}">.*<h3 class="who".*<ol class="replies">'
            rf'\s*<li id="comment-{reply.pk}">.*<h4 class="who"',
            html,
            re.DOTALL,
        )
        assert "data-count>2<" in html

    def test_marks_guests_staff_and_readers_with_a_picture(self):
        thread, editor = make_thread(), make_reader(name="Rima")
        editor.is_staff = True
        editor.save()
        guest = make_guest(name="Bashir")
        for author in (editor, guest):
            make_comment(thread=thread, author=author)

        html = show(thread)

        assert '<span class="guest">(Guest)</span>' in html
        assert '<span class="staff">' in html
        assert f">{guest.mark}</span>" in html
        assert html.count('class="face is-guest"') == 1

    @pytest.mark.parametrize("name", ["(Guest) Rima", "Rima Staff", "Rima"])
    def test_gives_a_guest_no_badge_whatever_the_name(self, name):
        guest = make_guest(name=name)
        thread = make_thread()
        make_comments(thread=thread, number=1, guest=guest)

        html = show(thread)

        assert '<span class="staff">' not in html
        assert f'<bdi class="name">{name}</bdi> <span class="guest">' in html

    @pytest.mark.parametrize("typed", HOSTILE)
    def test_shows_hostile_text_as_text(self, typed):
        thread = make_thread(title=typed, address="/en/x/")
        first = make_comment(thread=thread, text=f"Look: {typed}")
        make_comment(parent=first, text=typed)

        html = show(thread)

        assert Dangers(html).found == []

    @pytest.mark.parametrize("typed", HOSTILE)
    def test_shows_hostile_names_as_text(self, typed):
        thread = make_thread()
        guest = make_guest(name="x")
        actions.import_comments(
            thread=thread,
            entries=[
                actions.ImportedComment(
                    key=key,
                    parent_key=parent,
                    guest_id=guest.pk,
                    guest_name=typed,
                    text="So.",
                    language="en",
                    posted_at=NOW,
                )
                for key, parent in (("a", None), ("b", "a"))
            ],
            ids={},
        )

        html = show(thread)

        assert Dangers(html).found == []

    @pytest.mark.parametrize(
        "typed",
        [
            "\u202eto the left",
            "\u2066a\u2067b",
            "a\u202e\u2069\u202c b",
            "مرحبا \u202a",
        ],
    )
    def test_keeps_turning_characters_from_the_rest_of_the_page(self, typed):
        comment = make_comment(text=typed)

        html = show(comment.thread)

        comment.refresh_from_db()
        assert comment.text == typed
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", html)
        assert 'dir="auto"' in html

    @pytest.mark.parametrize(
        "text", ["السَّلامُ عليكم", "می‌خواهم", "آپ کیسے ہیں؟", "Tiếng Việt", "👩‍👩‍👧 🏳️‍🌈"]
    )
    def test_shows_every_script_as_typed(self, text):
        comment = make_comment(text=text)

        assert text in show(comment.thread)

    def test_marks_the_language_of_each_comment(self):
        thread = make_thread()
        make_comment(thread=thread, text="كان كذلك")

        assert 'class="said" lang="ar" dir="auto"' in show(thread)

    def test_leads_to_all_replies(self):
        thread = make_thread()
        [first] = make_comments(thread=thread, number=1)
        make_comments(thread=thread, number=34, parent=first)

        html = show(thread)

        assert f'href="/en/comments/{first.pk}/replies/"' in html
        assert "All 34 replies" in html
        assert html.count('<li id="comment-') == 21

    def test_leads_to_the_next_page_in_the_same_order(self):
        thread = make_thread()
        make_comments(thread=thread, number=60)

        html = show(thread, order="newest")

        assert re.search(r'rel="next" href="\?order=newest&amp;page=[\d-]+#', html)

    @pytest.mark.parametrize("values", [{"mode": "CLOSED"}, {"closes_at": NOW}])
    def test_can_be_read_but_not_answered_when_it_is_closed(self, values):
        comment = make_comment(thread=make_thread(key="article:7"))

        html = show(make_thread(key="article:7", **values))

        assert f'id="comment-{comment.pk}"' in html
        assert "This discussion is closed." in html
        assert '<form class="composer"' not in html
        assert "?reply=" not in html

    def test_asks_guests_to_sign_in_where_only_readers_write(self):
        html = show(make_thread(mode="REGISTERED"))

        assert 'name="email"' not in html
        assert "Only registered readers can write here" in html

    def test_says_the_rule_of_a_removal_and_no_more(self):
        first = make_comment(text="Foul words", author=make_reader(name="Unmistakable"))
        make_comment(parent=first)
        actions.remove_comment(comment=first, rule="personal attack", now=NOW)

        html = show(first.thread)

        assert "Removed by a moderator: personal attack." in html
        assert "Foul words" not in html
        assert "Unmistakable" not in html
        assert "data-removed" in html

    def test_speaks_the_readers_language(self, language):
        comment = make_comment(thread=make_thread())

        html = show(comment.thread)

        assert f'id="comment-{comment.pk}"' in html

    def test_is_the_same_for_everybody(self):
        comment = make_comment()
        Comment.objects.filter(pk=comment.pk).update(address_hash="secret-hash")

        with translation.override("en"):
            html = show(comment.thread)

        assert "secret-hash" not in html
        assert "csrfmiddlewaretoken" not in html
        assert comment.reader.email not in html
