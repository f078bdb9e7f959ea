"""A mail is written with the event it tells of, once."""

import pytest
from django.core import mail as django_mail
from django.db import transaction
from django.utils.translation import gettext_lazy

from cms.mail.enums import Problem, State
from cms.mail.kinds import Kind
from cms.mail.models import OutgoingMail, Template
from cms.mail.outbox import send

pytestmark = pytest.mark.usefixtures("repository")

VALUES = {"title": "A record", "link": "https://example.org/x"}


def test_a_mail_that_was_rolled_back_never_was(tell, postbox, work):
    with transaction.atomic():
        tell()
        transaction.set_rollback(True)

    work()

    assert not OutgoingMail.objects.exists()
    assert postbox.taken == []


def test_one_event_makes_one_mail(tell, postbox, work):
    for _time in range(3):
        tell(key="translation:1:fr")
        work()

    tell(key="translation:1:fr")

    assert OutgoingMail.objects.count() == 1
    assert len(postbox.taken) == 1


def test_writing_a_mail_costs_two_statements(django_assert_num_queries):
    with django_assert_num_queries(2):
        send(Kind.TRANSLATION_THERE, "a@example.org", "fr", VALUES, "one")


@pytest.mark.parametrize("values", [{}, {"title": "A record"}, VALUES | {"more": "x"}])
def test_values_are_those_of_the_kind(values):
    with pytest.raises(ValueError, match="translation_there tells"):
        send(Kind.TRANSLATION_THERE, "a@example.org", "fr", values, "one")


def test_a_language_that_the_site_does_not_have_gets_english():
    send(Kind.TRANSLATION_THERE, "a@example.org", "de", VALUES, "one")
    assert OutgoingMail.objects.get().language == "en"


def test_an_address_that_is_none_is_told_in_the_outbox(tell, postbox, work):
    mail = tell(to="nobody at all")
    work()
    mail.refresh_from_db()
    assert (mail.state, mail.problem) == (State.GIVEN_UP, Problem.UNWRITABLE)


def test_a_value_that_looks_like_a_placeholder_or_a_header_is_only_a_value():
    values = VALUES | {"title": "{link}\nBcc: everybody@example.org"}
    send(Kind.TRANSLATION_THERE, "a@example.org", "en", values, "one")
    mail = OutgoingMail.objects.get()
    assert mail.subject == "The translation you asked for is there: {link} Bcc: everybody@example.org"


def test_lazy_values_are_put_into_the_language_of_the_mail():
    values = dict.fromkeys(("name", "time", "address", "browser"), "x")
    send(Kind.ACCOUNT_CHANGED, "a@example.org", "fr", values | {"change": gettext_lazy("Yes")}, "one")
    assert "Oui" in OutgoingMail.objects.get().body


def test_words_that_no_longer_fit_their_kind_give_way_to_those_as_shipped(tell):
    Template.objects.filter(kind=Kind.TRANSLATION_THERE, language="en").update(
        body="About {former}.", own=True
    )
    assert "https://example.org/fr/" in tell().body


def test_what_a_library_sends_goes_through_the_outbox_as_it_is(settings, postbox, work):
    settings.EMAIL_BACKEND = "cms.mail.backend.OutboxBackend"

    django_mail.send_mail("A subject", "Words.", None, ["a@example.org", "b@example.org"])

    assert sorted((mail.to, mail.kind, mail.subject, mail.body) for mail in OutgoingMail.objects.all()) == [
        ("a@example.org", Kind.OTHER, "A subject", "Words."),
        ("b@example.org", Kind.OTHER, "A subject", "Words."),
    ]
    work()
    assert sorted(message["To"] for message in postbox.taken) == ["a@example.org", "b@example.org"]
    assert {message.get_content().strip() for message in postbox.taken} == {"Words."}
    assert {mail.body for mail in OutgoingMail.objects.all()} == {""}


def test_what_a_library_sends_joins_its_transaction(settings):
    settings.EMAIL_BACKEND = "cms.mail.backend.OutboxBackend"
    with transaction.atomic():
        django_mail.send_mail("A subject", "Words.", None, ["a@example.org"])
        transaction.set_rollback(True)
    assert not OutgoingMail.objects.exists()
