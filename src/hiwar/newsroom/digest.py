"""What readers see of an article, as one short hash."""

import json
from hashlib import blake2b

from . import bodies
from .models import Article

WORDS = (
    "headline",
    "standfirst",
    "agency",
    "photo_id",
    "photo_alt",
    "photo_caption",
    "photo_credit",
)


def shown_hash(article: Article) -> str:
    """Return a hash that changes when, and only when, a reader would see a change.

    How the editor marks a paragraph up inside is no change; neither is a new
    address, which redirects.
    """
    seen = {
        "words": [getattr(article, name) for name in WORDS],
        "body": bodies.to_archive(article.body),
        "bylines": [row.byline_id for row in article.authorships.all()],
        "corrections": [
            [row.text, row.made_at.isoformat()] for row in article.corrections.all()
        ],
    }
    text = json.dumps(seen, ensure_ascii=False, sort_keys=True)
    return blake2b(text.encode(), digest_size=16).hexdigest()
