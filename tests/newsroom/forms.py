"""What the desk's forms send, for a test to change."""

from django.urls import reverse
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    rich_text,
    streamfield,
)


def article_form(
    *, section, bylines=(), topics=(), corrections=(), text="Words.", **values
):
    """Return the form of an article; `action="publish"` presses that button."""
    action = values.pop("action", "")
    data = nested_form_data(
        {
            "headline": "Night ferry stays",
            "standfirst": "",
            "section": section.pk,
            "agency": "",
            "photo": "",
            "photo_alt": "",
            "photo_caption": "",
            "photo_credit": "",
            "slug": "",
            "comments": "OPEN",
            "go_live_at": "",
            "expire_at": "",
            "content_language": section.locale.language_code,
            "body": streamfield([("paragraph", rich_text(f"<p>{text}</p>"))]),
            "authorships": inline_formset([{"byline": b.pk} for b in bylines]),
            "subjects": inline_formset([{"topic": t.pk} for t in topics]),
            "corrections": inline_formset(list(corrections)),
            **values,
        }
    )
    return {**data, f"action-{action}": "1"} if action else data


def url(name, *args, model="articles", language=None):
    found = reverse(f"{model}:{name}", args=args)
    return f"{found}?locale={language}" if language else found


def create(client, **values):
    """Send the form for a new article in the language of its section."""
    section = values["section"]
    language = section.locale.language_code
    return client.post(url("add", language=language), article_form(**values))
