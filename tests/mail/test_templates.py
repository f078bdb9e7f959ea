"""The words of every mail: shipped in six languages, changed in the admin, checked, brought back."""

from __future__ import annotations

from contextlib import nullcontext

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.test import Client

from cms.core.changes import changes_of
from cms.mail.actions import load_templates, translate_template
from cms.mail.kinds import CONTENTS, Kind
from cms.mail.models import OutgoingMail, Template
from cms.mail.shipped import shipped, texts
from cms.mail.wording import faults
from tests.factories import person

pytestmark = pytest.mark.usefixtures("repository")

LANGUAGES = [code for code, _name in settings.LANGUAGES]


def template(kind: Kind = Kind.TRANSLATION_THERE, language: str = "fr") -> Template:
    return Template.objects.get(kind=kind, language=language)


def address(of: Template) -> str:
    return f"/admin/mail/templates/edit/{of.pk}/"


def signed_in(client: Client, *roles: str) -> Client:
    client.force_login(person(*roles))
    return client


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_has_words_in_every_language_with_all_it_tells(language):
    assert texts(language).keys() == CONTENTS.keys()
    for kind, contents in CONTENTS.items():
        words = shipped(kind, language)
        assert faults(kind, words.subject, words.body) == {}
        assert [name for name in contents.samples if f"{{{name}}}" not in words.subject + words.body] == []


def test_there_is_a_template_for_every_kind_and_language():
    assert {(row.kind, row.language) for row in Template.objects.all()} == {
        (kind, language) for kind in CONTENTS for language in LANGUAGES
    }


def test_loading_again_leaves_what_people_changed_and_writes_no_history():
    own = template()
    own.subject, own.own = "Notre sujet", True
    own.save()
    Template.objects.filter(kind=Kind.TRANSLATION_THERE, language="es").update(subject="Antiguo")
    rows = Template.history.count()

    load_templates()
    load_templates()

    assert template().subject == "Notre sujet"
    assert template(language="es").subject == shipped(Kind.TRANSLATION_THERE, "es").subject
    assert Template.history.count() == rows + 1


def test_words_changed_in_the_admin_are_those_of_the_next_mail(client, tell):
    client = signed_in(client, "administrator")

    response = client.post(address(template()), {"subject": "Voilà : {title}", "body": "{title}\r\n{link}"})

    assert response.status_code == 302
    assert (template().own, tell(language="fr").subject) == (True, "Voilà : Télémédecine")
    [change, *_earlier] = changes_of(template())
    assert "Voilà" in change.words


@pytest.mark.parametrize(
    ("subject", "body", "sentence"),
    [
        (
            "{titel}",
            "{title} {link}",
            "This mail has no placeholder {titel}. It has: {title}, {link}, {site}.",
        ),
        ("Hello", "Nothing but {title}", "The text must contain {link}."),
        ("Hello", "{title} {link} { site }", "Braces may only enclose a placeholder."),
        ("Hello", "{title} {link} {title.__class__}", "Braces may only enclose a placeholder."),
    ],
)
def test_a_wrong_placeholder_is_refused_with_a_sentence(subject, body, sentence, client):
    client = signed_in(client, "administrator")
    page = client.post(address(template()), {"subject": subject, "body": body})
    assert page.status_code == 200
    assert sentence in page.content.decode()
    assert template().subject == shipped(Kind.TRANSLATION_THERE, "fr").subject


def test_the_words_as_shipped_come_back(client):
    client = signed_in(client, "administrator")
    client.post(address(template()), {"subject": "Autre", "body": "{title} {link}"})
    assert "Restore as shipped" in client.get(address(template())).content.decode()

    client.post(address(template()), {"restore": "1"})

    words = shipped(Kind.TRANSLATION_THERE, "fr")
    assert (template().subject, template().body, template().own) == (words.subject, words.body, False)
    assert "Restore as shipped" not in client.get(address(template())).content.decode()


def test_the_preview_shows_samples_and_saves_nothing(client):
    client = signed_in(client, "administrator")
    form = {"subject": "Voilà : {title}", "body": "{link} <b>{title}</b>", "preview": "1"}

    page = client.post(address(template()), form).content.decode()

    assert "Voilà : Telemedicine for rural clinics" in page
    assert "&lt;b&gt;Telemedicine for rural clinics&lt;/b&gt;" in page
    assert not template().own


def test_arabic_is_written_from_right_to_left(client):
    client = signed_in(client, "administrator")
    page = client.get(address(template(language="ar"))).content.decode()
    assert page.count('lang="ar" dir="rtl"') >= 3


def test_the_history_can_be_read(client):
    client = signed_in(client, "administrator")
    client.post(address(template()), {"subject": "Voilà", "body": "{title} {link}"})
    assert "Voilà" in client.get(f"/admin/mail/templates/history/{template().pk}/").content.decode()


@pytest.mark.parametrize(
    ("roles", "kind", "language", "status"),
    [
        (["administrator"], Kind.NEW_PASSWORD, "fr", 200),
        (["administrator"], Kind.TRANSLATION_THERE, "en", 200),
        (["translator:fr"], Kind.TRANSLATION_THERE, "fr", 302),
        (["reviewer:fr"], Kind.TRANSLATION_THERE, "fr", 302),
        (["moderator"], Kind.TRANSLATION_THERE, "fr", 302),
        (["secretariat"], Kind.TRANSLATION_THERE, "fr", 302),
        (["auditor"], Kind.TRANSLATION_THERE, "fr", 302),
        (["author"], Kind.TRANSLATION_THERE, "fr", 302),
    ],
)
def test_who_may_write_which_words(roles, kind, language, status, client):
    client = signed_in(client, *roles)
    row = template(kind, language)
    before = (row.subject, row.body)
    history = f"/admin/mail/templates/history/{row.pk}/"

    assert client.get(address(row)).status_code == status
    assert client.get(history).status_code == status
    if status == 302:
        for form in ({"subject": "x", "body": "{title} {link} {change}"}, {"restore": "1"}, {"preview": "1"}):
            assert client.post(address(row), form).status_code == 302
        row.refresh_from_db()
        assert (row.subject, row.body) == before


@pytest.mark.parametrize(
    ("role", "kind", "language", "is_allowed"),
    [
        ("administrator", Kind.NEW_PASSWORD, "fr", True),
        ("administrator", Kind.TRANSLATION_THERE, "en", False),
        ("moderator", Kind.TRANSLATION_THERE, "fr", True),
        ("moderator", Kind.ACCOUNT_CHANGED, "fr", False),
        ("reviewer:fr", Kind.TRANSLATION_THERE, "fr", True),
        ("reviewer:fr", Kind.TRANSLATION_THERE, "es", False),
        ("reviewer:fr", Kind.NEW_PASSWORD, "fr", False),
        ("translator:fr", Kind.TRANSLATION_THERE, "fr", False),
        ("secretariat", Kind.TRANSLATION_THERE, "fr", False),
    ],
)
def test_who_publishes_a_reviewed_translation(role, kind, language, is_allowed):
    with nullcontext() if is_allowed else pytest.raises(PermissionDenied):
        translate_template(template=template(kind, language), words={"subject": "Sujet"}, by=person(role))
    assert (template(kind, language).subject == "Sujet") is is_allowed


def test_nobody_adds_or_deletes_a_template(client):
    client = signed_in(client, "administrator")
    for page in ("new/", f"delete/{template().pk}/"):
        assert client.get(f"/admin/mail/templates/{page}").status_code == 404
    assert not OutgoingMail.objects.exists()
