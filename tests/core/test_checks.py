"""Each check says nothing of the settings as they are, and something when its invariant is broken."""

import pytest

from cms.accounts import checks as accounts
from cms.core import checks as core


@pytest.mark.parametrize(
    "check", [*accounts.CHECKS, *(check for checks in core.CHECKS.values() for check in checks)]
)
def test_the_site_as_it_is_passes(check):
    assert check(None) == []


@pytest.mark.parametrize(
    ("check", "setting", "value", "found"),
    [
        (core.uploads_are_served_by_our_view, "MEDIA_URL", "/files/", "core.E001"),
        (core.uploads_are_served_by_our_view, "MEDIA_URL", "/static/", "core.E001"),
        (core.documents_pass_the_hook, "WAGTAILDOCS_SERVE_METHOD", "redirect", "core.E002"),
        (accounts.second_factor_is_asked_for, "MIDDLEWARE", [], "accounts.E001"),
        (
            accounts.second_factor_is_asked_for,
            "MIDDLEWARE",
            [accounts.SECOND_FACTOR, accounts.SIGNED_IN],
            "accounts.E001",
        ),
        (
            accounts.guesses_are_counted_first,
            "AUTHENTICATION_BACKENDS",
            ["django.contrib.auth.backends.ModelBackend", accounts.COUNTING],
            "accounts.E003",
        ),
    ],
)
def test_a_broken_setting_is_found(check, setting, value, found, settings):
    setattr(settings, setting, value)
    assert [message.id for message in check(None)] == [found]


def test_uploads_among_static_files_are_found(settings):
    settings.MEDIA_ROOT = settings.STATIC_ROOT / "media"
    assert [message.id for message in core.uploads_lie_outside_static_files(None)] == ["core.E003"]


def test_a_door_of_wagtails_is_found(settings):
    settings.ROOT_URLCONF = "wagtail.admin.urls"
    assert [message.id for message in accounts.wagtails_doors_are_closed(None)] == ["accounts.E002"]


def test_a_missing_catalogue_is_found(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    assert [message.id for message in core.catalogues_are_compiled(None)] == ["core.W001"]
