import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from hiwar.accounts import guests
from tests.factories import make_guest

pytestmark = pytest.mark.django_db


def asking_with(cookie):
    request = RequestFactory().get("/")
    request.COOKIES[guests.COOKIE] = cookie
    return request


def cookie_of(guest):
    response = HttpResponse()
    guests.remember(response, guest)
    return response.cookies[guests.COOKIE]


class TestGuestOf:
    def test_knows_a_guest_again(self):
        guest = make_guest()

        assert guests.guest_of(asking_with(cookie_of(guest).value)) == guest

    def test_is_nobody_without_a_cookie(self):
        assert guests.guest_of(RequestFactory().get("/")) is None

    @pytest.mark.parametrize("cut", [slice(0, -1), slice(1, None), slice(0, 0)])
    def test_is_nobody_when_the_cookie_was_tampered_with(self, cut):
        value = cookie_of(make_guest()).value

        assert guests.guest_of(asking_with(value[cut])) is None

    def test_is_nobody_when_the_cookie_names_another_guest(self):
        mine = cookie_of(make_guest()).value
        other = make_guest()

        forged = ":".join([other.uuid.hex, *mine.split(":")[1:]])

        assert guests.guest_of(asking_with(forged)) is None

    def test_is_nobody_once_the_guest_is_gone(self):
        guest = make_guest()
        value = cookie_of(guest).value
        guest.delete()

        assert guests.guest_of(asking_with(value)) is None


class TestRemember:
    def test_hides_the_cookie_from_scripts_and_other_sites(self):
        cookie = cookie_of(make_guest())

        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        assert cookie["max-age"] == 365 * 24 * 60 * 60
