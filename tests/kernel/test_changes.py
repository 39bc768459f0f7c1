import pytest
from django.db import transaction

from hiwar.kernel import changes
from hiwar.kernel.models import Change


@pytest.mark.django_db
class TestRecord:
    def test_adds_each_topic_once_in_order(self):
        changes.record("thread:1", "front:en", "thread:1")

        assert changes.topics() == ["thread:1", "front:en"]

    def test_goes_with_the_change_when_that_is_undone(self):
        def record_and_fail():
            with transaction.atomic():
                changes.record("thread:1")
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            record_and_fail()

        assert changes.topics() == []

    def test_tells_only_what_came_after(self):
        changes.record("thread:1")
        last = Change.objects.latest("id").pk

        changes.record("thread:2")

        assert changes.topics(after=last) == ["thread:2"]
