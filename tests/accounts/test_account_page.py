"""Wagtail's account page, for people who have one name and need not give it."""

import pytest
from django.urls import reverse

from tests.factories import person

CHOICES = {"theme-theme": "dark", "theme-contrast": "system", "theme-density": "default"}


@pytest.fixture
def auditor():
    return person("auditor")


def test_a_choice_is_saved_without_a_name(client, auditor):
    client.force_login(auditor)

    response = client.post(reverse("wagtailadmin_account"), CHOICES)

    assert response.status_code == 302
    auditor.wagtail_userprofile.refresh_from_db()
    assert auditor.wagtail_userprofile.theme == "dark"


def test_the_name_is_shown_and_changed_without_marks_that_turn_text(client, auditor):
    client.force_login(auditor)
    html = client.get(reverse("wagtailadmin_account")).content.decode()
    assert 'name="name_email-name"' in html
    assert "first_name" not in html

    client.post(reverse("wagtailadmin_account"), CHOICES | {"name_email-name": "Mona \u202eKeita"})

    auditor.refresh_from_db()
    assert str(auditor) == "Mona Keita"
