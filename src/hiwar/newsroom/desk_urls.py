"""Wagtail's desk, each change in one transaction, closed until the paper is set up."""

from wagtail.admin import urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from .desk import after_founding, in_one_transaction

urlpatterns = decorate_urlpatterns(
    urls.urlpatterns, lambda view: after_founding(in_one_transaction(view))
)
