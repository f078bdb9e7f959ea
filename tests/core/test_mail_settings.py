"""EMAIL_URL as Django's settings."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from cms.settings.mail import mail


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://localhost", ("localhost", 25, "", "", False, False)),
        ("smtp+tls://me:p%40ss@mail.example.org", ("mail.example.org", 587, "me", "p@ss", True, False)),
        ("smtps://me:secret@mail.example.org:8465", ("mail.example.org", 8465, "me", "secret", False, True)),
    ],
)
def test_an_address_of_a_server(url, server):
    found = mail(url)
    names = ("HOST", "PORT", "HOST_USER", "HOST_PASSWORD", "USE_TLS", "USE_SSL")
    assert tuple(found[f"EMAIL_{name}"] for name in names) == server


@pytest.mark.parametrize("url", ["", "http://mail.example.org", "smtp://"])
def test_what_is_no_address_of_one_is_named(url):
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL"):
        mail(url)
