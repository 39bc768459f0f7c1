"""What each role may do. The rights belong to many packages, so the table stands here.

It is laid down anew after every migration (`actions.lay_down_roles`): a right that is
added here is given, one that is taken away here is taken away, and nobody changes
rights by hand in the desk.
"""

from typing import Final

from hiwar.accounts.roles import Role

_DESK: Final = "wagtailadmin.access_admin"

# Reporters write and hand in; what stands in the paper is an editor's decision.
RIGHTS: Final[dict[Role, tuple[str, ...]]] = {
    Role.REPORTER: (
        _DESK,
        "newsroom.add_article",
        "newsroom.change_article",
        "newsroom.add_topic",
        "simple_translation.submit_translation",
    ),
    Role.EDITOR: (
        _DESK,
        "newsroom.add_article",
        "newsroom.change_article",
        "newsroom.publish_article",
        "newsroom.lock_article",
        "newsroom.unlock_article",
        "newsroom.add_standingpage",
        "newsroom.change_standingpage",
        "newsroom.publish_standingpage",
        "newsroom.add_section",
        "newsroom.change_section",
        "newsroom.add_topic",
        "newsroom.change_topic",
        "newsroom.add_byline",
        "newsroom.change_byline",
        "newsroom.add_edition",
        "newsroom.change_edition",
        "newsroom.change_paper",
        "simple_translation.submit_translation",
        "discussion.change_discussionrules",
        "discussion.set_screening",
        "moderation.moderate",
        "moderation.see_moderators",
        "accounts.manage_people",
    ),
    Role.MODERATOR: (_DESK, "moderation.moderate", "discussion.set_screening"),
}

# Pictures are Wagtail's, whose rights hold for a collection: for its root, so for all.
RIGHTS_TO_PICTURES: Final[dict[Role, tuple[str, ...]]] = {
    Role.REPORTER: ("wagtailimages.add_image", "wagtailimages.choose_image"),
    Role.EDITOR: (
        "wagtailimages.add_image",
        "wagtailimages.change_image",
        "wagtailimages.choose_image",
    ),
    Role.MODERATOR: (),
}
