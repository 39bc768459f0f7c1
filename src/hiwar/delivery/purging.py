"""Tell a cache in front which pages to forget, by the topics that they show.

`PURGE` with `Surrogate-Key` is what Varnish's `xkey` and most networks for delivery
understand, or can be taught in a line.
"""

from typing import Final
from urllib.request import Request, urlopen

from django.conf import settings

SECONDS: Final = 10
# Servers take about eight thousand characters of one header.
AT_A_TIME: Final = 200


def purge(topics: list[str]) -> None:
    """Ask `settings.PURGE_URL` to forget the pages of `topics`; an error is raised."""
    for start in range(0, len(topics), AT_A_TIME):
        keys = " ".join(topics[start : start + AT_A_TIME])
        request = Request(  # noqa: S310 - the operator's own address
            settings.PURGE_URL, method="PURGE", headers={"Surrogate-Key": keys}
        )
        with urlopen(request, timeout=SECONDS):  # noqa: S310
            pass
