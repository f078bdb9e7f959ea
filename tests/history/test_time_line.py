"""The time line of a record: what it tells, in which order, and to whom."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import formats, timezone
from django.utils import translation as language
from wagtail.log_actions import log

from cms.core.direction import isolated
from cms.desk.waiting.actions import assign, claim, release, set_due
from cms.history.actions import restore_version
from cms.history.enums import Kind
from cms.history.events import events_of
from cms.history.versions import versions_of
from cms.moderation import actions
from tests.factories import fresh, person, published, translation, write

MOST_QUERIES = 25


def told(page, reader, *kinds):
    """Return the sentences from the first to the last."""
    events = events_of(fresh(page), reader)
    return [event.sentence for event in reversed(events) if event.kind in (kinds or Kind)]


def address(page):
    return reverse("history", args=[page.pk])


def test_it_tells_words_decisions_and_publications_in_their_order(project, moderator, change):
    page = change(project, summary="Nurses by radio.")
    actions.archive(page=page, by=moderator, reason="Merged with another record.")

    assert told(page, moderator) == [
        "First version written",
        "New version written",
        "Submitted for review",
        "Approved",
        "Public",
        "New version written",
        "Submitted for review",
        "Approved",
        "Public in a new version",
        "Not public any more",
        "Archived",
    ]


def test_who_and_why(project, moderator):
    actions.unpublish(page=project, by=moderator, reason="Asked by the owner.")

    decision = next(event for event in events_of(project, moderator) if event.kind == Kind.DECISION)

    assert (decision.sentence, decision.person, decision.reason) == (
        "Taken offline",
        "Mo Derator",
        "Asked by the owner.",
    )


def test_who_has_a_review_and_until_when_is_told_in_sentences_without_a_reason(project, moderator, change):
    colleague = person("moderator", name="Ann Other")
    page = write(project, project.owner, summary="Nurses by radio.")
    actions.submit(page=page, by=page.owner)
    claim(page=page, by=moderator)
    set_due(page=page, due=dt.date(2026, 12, 3), by=moderator)
    set_due(page=page, due=None, by=moderator)
    assign(page=page, to=colleague, by=moderator)
    release(page=page, by=moderator)

    events = [event for event in events_of(page, moderator) if event.kind == Kind.REVIEW]

    assert [event.sentence for event in reversed(events)][1:] == [
        "Submitted for review",
        "Review claimed",
        "Review due on 3 December 2026",
        "Date of the review taken away",
        "Review assigned to Ann Other",
        "Review that Ann Other had returned to the pool",
    ]
    assert {event.reason for event in events} == {""}


def test_a_version_that_came_back_is_named_by_its_day_and_a_title_by_both_words(project, moderator, change):
    version = versions_of(project)[-1]
    page = change(project, title="Nurses by radio")
    restore_version(page=page, version=version.key, by=page.owner)
    day = formats.date_format(timezone.localtime(version.at), "DATETIME_FORMAT")

    words = told(page, moderator, Kind.WORDS)

    assert words[-1] == f"Version of {day} brought back as a draft"
    renamed = f"Title changed from “{isolated('Clinics')}” to “{isolated('Nurses by radio')}”"
    assert renamed in told(page, moderator, Kind.PUBLICATION)
    assert told(page, page.owner)[-1] == words[-1]


def test_all_languages_of_the_record_stand_in_one_line(project, moderator):
    french = published(translation(project, "fr", title="Dispensaires"), moderator)

    for page in (project, french):
        publications = [each.language for each in events_of(page, moderator) if each.kind == Kind.PUBLICATION]
        assert publications == ["fr", "en"]


def test_a_translator_is_told_of_the_words_of_their_language_and_of_what_was_public_in_others(
    project, moderator
):
    published(translation(project, "fr", title="Dispensaires"), moderator)
    write(project, project.owner, summary="A secret draft.")
    translator = person("translator:fr")
    french = fresh(project).get_translations().get().specific

    events = events_of(french, translator)

    assert {event.language for event in events if event.kind == Kind.WORDS} == {"fr"}
    assert {event.language for event in events if event.kind == Kind.PUBLICATION} == {"en", "fr"}
    assert all(not event.version for event in events if event.language == "en")


def test_notes_of_the_staff_are_not_for_an_author(project, moderator):
    log(
        instance=project,
        action="translation_desk.request",
        user=moderator,
        data={"language": "fr", "note": "The author is difficult."},
    )

    assert "Translation requested" in told(project, moderator)
    assert "Translation requested" not in told(project, project.owner)
    assert not any("difficult" in event.reason for event in events_of(project, project.owner))


def test_an_author_reads_what_was_decided_and_why(project, moderator):
    page = write(project, project.owner, summary="Shorter.")
    actions.submit(page=page, by=page.owner)
    actions.request_changes(page=fresh(page), by=moderator, note="How many nurses?")

    events = events_of(fresh(page), page.owner)

    assert "How many nurses?" in [event.reason for event in events]


@pytest.mark.parametrize("role", ["author", "focal-point:KE", "translator:fr"])
def test_who_does_not_see_the_page_on_the_desk_gets_no_history(project, signed_in, role):
    client = signed_in(person(role))

    names = ("history", "history_compare")
    addresses = [reverse(name, args=[project.pk]) for name in names]
    addresses += [reverse("history_export", args=[project.pk, name]) for name in ("csv", "json")]

    assert [client.get(each).status_code for each in addresses] == [404] * 4


def test_the_page_narrows_by_kind_and_language(project, moderator, signed_in):
    published(translation(project, "fr", title="Dispensaires"), moderator)
    client = signed_in(moderator)

    response = client.get(address(project), {"kind": "publication", "language": "fr"})

    assert [(event.kind, event.language) for event in response.context["events"]] == [("publication", "fr")]


def test_a_kind_that_does_not_exist_narrows_nothing(project, moderator, signed_in):
    response = signed_in(moderator).get(address(project), {"kind": "rumour", "p": "99"})

    assert len(response.context["events"]) == len(events_of(project, moderator))


def test_long_histories_are_paged(project, moderator, signed_in):
    for number in range(60):
        write(project, project.owner, summary=f"Version {number}.")

    first = signed_in(moderator).get(address(project)).context["events"]

    assert (len(first), first.has_next()) == (50, True)


def test_it_speaks_the_language_of_the_reader(project, moderator):
    with language.override("fr"):
        sentences = told(project, moderator, Kind.REVIEW)

    assert sentences[0] == "Soumis à la relecture"


@pytest.mark.parametrize("languages", [("fr",), ("fr", "es", "ru", "ar", "zh")])
def test_it_costs_the_same_with_many_languages_and_many_events(
    project, moderator, signed_in, languages, still_memory
):
    for code in languages:
        published(translation(project, code, title=f"Title {code}"), moderator)
    client = signed_in(moderator)
    client.get(address(project))

    with CaptureQueriesContext(connection) as captured:
        response = client.get(address(project))

    assert response.status_code == 200
    assert len(captured) <= MOST_QUERIES


def test_the_desk_and_the_editor_lead_to_it(project, moderator, signed_in):
    client = signed_in(moderator)

    for page in ("desk_page", "wagtailadmin_pages:edit"):
        assert address(project) in client.get(reverse(page, args=[project.pk])).content.decode()


def test_what_was_saved_over_and_over_is_told_once(project, moderator):
    draft = project.get_latest_revision_as_object()
    revision = draft.save_revision(user=project.owner, log_action=True)
    for number in range(3):
        draft = fresh(project).get_latest_revision_as_object()
        draft.summary = f"Still typing {number}."
        draft.save_revision(user=project.owner, log_action=True, overwrite_revision=revision)
        revision.refresh_from_db()

    written = [event for event in events_of(project, moderator) if event.kind == Kind.WORDS]

    assert [event.sentence for event in written] == [
        "New version written",
        "New version written",
        "First version written",
    ]
