"""What people write: cleaned, compared, read for its direction, shown as HTML.

`normalise` a body before it is stored and `names.clean_name` a name; `markup.render`
a body once, when it is written; ask `skeleton` whether two names look alike. Nothing
here knows a domain, a request or a database, and no words that people read are here:
callers turn what is refused into a refusal in the reader's language.
"""

from hiwar.kernel.text import (
    direction,
    markup,
    names,
    normalise,
    skeleton,
    slugs,
)

__all__ = ["direction", "markup", "names", "normalise", "skeleton", "slugs"]
