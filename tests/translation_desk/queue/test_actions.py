"""Claims, requests and wishes: who may, what is written, and what a publication closes."""

import datetime as dt
import itertools

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import PageLogEntry

from cms.mail.models import OutgoingMail
from cms.moderation import actions as moderation
from cms.moderation.exceptions import InvalidMove
from cms.records.bulk.creation import create_pages
from cms.records.bulk.values import NewPage, TargetState
from cms.records.translating import translation_page
from cms.translation_desk.models import Assignment, ReaderRequest, TranslationRequest
from cms.translation_desk.queue.actions import (
    ask_as_reader,
    claim,
    release,
    request_translations,
    start,
    withdraw_requests,
)
from cms.translation_desk.queue.selection import Selection
from stocktaking_pages.actions import year_page
from tests.factories import ProjectFactory, fresh, locale, person, published
from tests.translation_desk.queue.standings import changed, record, translated

pytestmark = pytest.mark.usefixtures("repository")

DUE = dt.date(2027, 1, 31)
ROLES = {
    "translator:fr": True,
    "reviewer:fr": True,
    "moderator": True,
    "administrator": True,
    "translator:es": False,
    "reviewer:es": False,
    "secretariat": False,
    "auditor": False,
    "focal-point:FR": False,
    "author": False,
}
"""Who translates into French."""


def claims():
    return {(row.language, row.person, row.due) for row in Assignment.objects.all()}


def logged(page):
    entries = PageLogEntry.objects.filter(page_id=page.pk, action__startswith="translation_desk.")
    return [
        (entry.action, entry.user, entry.data["language"]) for entry in entries.order_by("timestamp", "pk")
    ]


@pytest.mark.parametrize("action", [claim, release, start])
@pytest.mark.parametrize("role", sorted(ROLES))
def test_only_who_translates_into_the_language_may(role, action, original):
    by = person(role)
    if action is release:
        Assignment.objects.create(translation_key=original.translation_key, language="fr", person=by)
    before = claims()
    if ROLES[role]:
        action(original=original, language="fr", by=by)
        assert claims() != before
    else:
        with pytest.raises(PermissionDenied):
            action(original=original, language="fr", by=by)
        assert claims() == before
        assert original.get_translations().count() == 0


def test_a_claim_has_a_person_a_date_and_an_entry_in_the_log(original, translator):
    claim(original=original, language="fr", by=translator, due=DUE)

    assert claims() == {("fr", translator, DUE)}
    assert logged(original) == [("translation_desk.claim", translator, "fr")]


def test_ones_own_claim_is_given_another_date(original, translator):
    claim(original=original, language="fr", by=translator)
    claim(original=original, language="fr", by=translator, due=DUE)

    assert claims() == {("fr", translator, DUE)}


def test_what_somebody_has_claimed_nobody_else_claims_or_begins(original, translator):
    claim(original=original, language="fr", by=translator)

    for action, by in itertools.product((claim, start), (person("translator:fr"), person("moderator"))):
        with pytest.raises(InvalidMove, match=str(translator)):
            action(original=original, language="fr", by=by)
    assert claims() == {("fr", translator, None)}


def test_a_claim_is_released_by_its_person_or_a_moderator(original, translator, moderator):
    claim(original=original, language="fr", by=translator)
    with pytest.raises(PermissionDenied):
        release(original=original, language="fr", by=person("translator:fr"))

    release(original=original, language="fr", by=moderator)

    assert claims() == set()
    with pytest.raises(InvalidMove):
        release(original=original, language="fr", by=translator)
    assert [action for action, _by, _language in logged(original)] == [
        "translation_desk.claim",
        "translation_desk.release",
    ]


def test_what_is_not_public_or_in_the_language_itself_is_not_claimed(original, moderator):
    draft = ProjectFactory(title="A draft")
    for page, language in ((draft, "fr"), (original, "en")):
        with pytest.raises(InvalidMove):
            claim(original=page, language=language, by=moderator)


def test_a_translation_begins_empty_claimed_and_as_a_draft(original, translator):
    page = start(original=original, language="fr", by=translator)

    assert (page.live, page.locale.language_code, page.pairs) == (False, "fr", [])
    assert claims() == {("fr", translator, None)}
    with pytest.raises(InvalidMove):
        start(original=original, language="fr", by=translator)


def test_a_publication_ends_the_claim_and_fulfils_the_request_of_its_language_alone(
    original, translator, moderator
):
    for language in ("fr", "es"):
        claim(original=original, language=language, by=moderator)
    request_translations(
        selection=Selection(record_id=original.record_id), languages=["fr", "es"], by=moderator
    )
    page = translated(original, translator)
    assert len(claims()) == 2

    published(page)

    assert claims() == {("es", moderator, None)}
    fulfilled = {row.language: row.fulfilled_at is not None for row in TranslationRequest.objects.all()}
    assert fulfilled == {"fr": True, "es": False}


# Requests of editors


@pytest.mark.parametrize("role", sorted(ROLES))
def test_only_moderators_and_administrators_request(role, original):
    by, selection = person(role), Selection(record_id=original.record_id)
    if role in ("moderator", "administrator"):
        assert request_translations(selection=selection, languages=["fr"], by=by) == 1
        assert withdraw_requests(batch=str(selection), by=by) == 1
        return
    for act in (
        lambda: request_translations(selection=selection, languages=["fr"], by=by),
        lambda: withdraw_requests(batch=str(selection), by=by),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert not TranslationRequest.objects.exists()


def test_a_request_leaves_out_what_readers_can_read_as_it_is_now(translator, moderator):
    missing, current, stale, begun = (record(title) for title in ("Missing", "Current", "Stale", "Begun"))
    published(translated(current, translator))
    published(translated(stale, translator))
    changed(stale, summary="Other words entirely.")
    translated(begun, translator)
    ProjectFactory(title="A draft")

    count = request_translations(
        selection=Selection(year=2019), languages=["fr", "en"], by=moderator, due=DUE, note="For the forum."
    )

    assert count == 3
    rows = TranslationRequest.objects.all()
    assert {row.translation_key for row in rows} == {page.translation_key for page in (missing, stale, begun)}
    assert {(row.language, row.batch, row.due, row.note, row.requested_by) for row in rows} == {
        ("fr", "2019", DUE, "For the forum.", moderator)
    }
    assert logged(missing) == [("translation_desk.request", moderator, "fr")]


def test_a_later_request_takes_the_place_of_the_earlier(original, moderator):
    again = person("administrator")
    selection = Selection(record_id=original.record_id)
    request_translations(selection=selection, languages=["fr"], by=moderator)
    request_translations(selection=Selection(year=2019), languages=["fr"], by=again, due=DUE)

    row = TranslationRequest.objects.get()
    assert (row.requested_by, row.batch, row.due) == (again, "2019", DUE)


# Wishes of readers


def wishes():
    return sorted((row.email, row.times, row.told_at is None) for row in ReaderRequest.objects.all())


def test_an_address_counts_once_and_readers_without_one_together(original):
    for email in ("Ana@example.org", "ana@example.org", "", "", ""):
        ask_as_reader(original=original, language="es", email=email)

    assert wishes() == [("", 3, True), ("ana@example.org", 1, True)]


def test_nobody_asks_for_what_is_there(original, translator):
    published(translated(original, translator))
    for page, language in ((original, "fr"), (original, "en"), (ProjectFactory(), "fr")):
        with pytest.raises(InvalidMove):
            ask_as_reader(original=page, language=language)
    assert wishes() == []


def test_readers_are_told_once_in_their_language_and_forgotten(original, translator):
    for email in ("ana@example.org", "ben@example.org", ""):
        ask_as_reader(original=original, language="fr", email=email)
    ask_as_reader(original=original, language="es", email="ana@example.org")

    page = published(translated(original, translator))

    assert sorted(OutgoingMail.objects.values_list("to", flat=True)) == ["ana@example.org", "ben@example.org"]
    message = OutgoingMail.objects.first()
    assert message.language == "fr"
    assert page.title in message.body
    assert page.url_path in message.body
    assert wishes() == [("", 1, False)] * 3 + [("ana@example.org", 1, True)]
    changed(original, summary="Other words entirely.")
    moderation.unpublish(page=fresh(page), by=person("moderator"), reason="By mistake.")
    assert OutgoingMail.objects.count() == 2


def test_what_the_bulk_path_publishes_ends_claims_and_tells_readers(original, translator):
    claim(original=original, language="fr", by=translator)
    ask_as_reader(original=original, language="fr", email="ana@example.org")
    page = translation_page(original, locale("fr"), translator, {"title": "Médecins par radio"})
    page.slug = "medecins"

    create_pages(
        [NewPage(page, year_page(year=2019, locale=locale("fr")))],
        state=TargetState.PUBLISHED,
        by=person("administrator"),
    )

    assert not Assignment.objects.exists()
    assert OutgoingMail.objects.get().to == "ana@example.org"
