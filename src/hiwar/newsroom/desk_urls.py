"""Wagtail's desk in the paper's time, each change in one transaction.

It is closed until the paper is set up, and what the paper has no use for stays closed.
"""

from wagtail.admin import urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from .desk import after_founding, in_one_transaction, in_the_papers_time, unless_closed

urlpatterns = decorate_urlpatterns(
    urls.urlpatterns,
    lambda view: unless_closed(
        after_founding(in_the_papers_time(in_one_transaction(view)))
    ),
)
