"""What accounts hear from django-allauth."""

from allauth.account.signals import authentication_step_completed
from django.dispatch import receiver

from . import actions


@receiver(authentication_step_completed)
def a_code_proved_the_address(*, user, method: str, **_facts: object) -> None:
    """Drop a password of whoever signed up with an address that is not theirs.

    Sent before the address is marked as proved, in the request that proves it.
    """
    if method == "code":
        actions.forget_unproved_password(reader=user)
