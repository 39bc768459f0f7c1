"""What is not published yet: on no page of those who do not write."""

import pytest

from tests import factories

from .routes import list_routes
from .world import visit

DRAFT = "Zyxdraft"
CHANGE = "Zyxchange"
PICTURE = "Zyxpicture"


@pytest.fixture
def drafts(world):
    """A story that nobody has published, a published one being rewritten, a picture."""
    draft = factories.make_draft(headline=DRAFT)
    draft.save_revision(log_action=True)
    world.article.headline = CHANGE
    world.article.save_revision(log_action=True)
    return [draft.pk, world.article.pk, factories.make_photo(title=PICTURE).pk]


def found(world, who, numbers):
    """Return where `who` finds any of it, each thing asked for by its number, too."""
    places = set()
    for route in list_routes():
        paths = [world.path(route)]
        if route.is_of_the_desk:
            values = world.values(route)
            names = [name for _kind, name in route.parameters if name in values]
            numbered = {"pk", "object_id", "image_id"}.intersection(names)
            paths += [
                route.path({**values, **dict.fromkeys(numbered, number)})
                for number in numbers
                if numbered
            ]
        for path in paths:
            body = visit(world.people[who], "GET", path).body.decode(errors="replace")
            places |= {(path, w) for w in (DRAFT, CHANGE, PICTURE) if w in body}
    return places


class TestWhatIsNotPublished:
    @pytest.mark.parametrize("who", ["nobody", "guest", "other", "moderator"])
    def test_stands_nowhere_for_those_who_do_not_write(self, world, drafts, who):
        assert found(world, who, drafts) == set()

    def test_is_at_the_desk_for_those_who_do(self, world, drafts):
        """Else the test above could not fail."""
        words = {word for _path, word in found(world, "reporter", drafts)}

        assert words == {DRAFT, CHANGE, PICTURE}
