"""A moderator decides that an edit changes nothing for the translations, and takes it back."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import PageLogEntry

from cms.translations.actions import call_trivial
from cms.translations.models import TrivialEdit
from cms.translations.summaries import states_of
from tests.factories import fresh, person
from tests.translation_desk.conftest import BUTS, GOALS

THIRTY = GOALS.replace("three years", "3 years")


@pytest.fixture
def edited(original, french, rewrite):
    rewrite(original, goals=THIRTY)
    return fresh(original)


def states(page):
    return [status.state for status in states_of(fresh(page))]


def address(page):
    return reverse("translation_edits", args=[page.pk])


def decide(client, edited, reason="Figures instead of words."):
    edit = client.get(address(edited)).context["edits"][0]
    return client.post(
        address(edited), {"path": edit.path, "before": edit.before, "after": edit.after, "reason": reason}
    )


def test_the_edit_is_shown_with_the_languages_it_concerns(edited, signed_in):
    edits = signed_in(person("moderator")).get(address(edited)).context["edits"]

    assert [(edit.label, edit.languages) for edit in edits] == [("Goals", ["fr"])]
    assert "<ins>3</ins>" in edits[0].difference


def test_called_trivial_the_translation_is_current_and_no_public_word_changes(edited, french, signed_in):
    moderator = person("moderator")
    assert states(french)[-1] == "stale"

    assert decide(signed_in(moderator), edited).status_code == 302

    assert states(french) == ["current"] * 4
    assert fresh(french).goals == BUTS
    row = TrivialEdit.objects.get()
    assert (row.decided_by, row.rule, row.reason) == (moderator, "person", "Figures instead of words.")
    assert PageLogEntry.objects.filter(page=edited.pk, action="translations.call_trivial").count() == 1


def test_taken_back_it_counts_again(edited, french, signed_in):
    client = signed_in(person("moderator"))
    decide(client, edited)

    client.post(address(edited), {"take_back": TrivialEdit.objects.get().pk})

    assert states(french)[-1] == "stale"
    assert TrivialEdit.objects.get().holds is False


@pytest.mark.parametrize("reason", ["", " ", "Fi\0gures", "x" * 501])
def test_a_reason_is_asked_for_that_can_be_kept(reason, edited, french, signed_in):
    response = decide(signed_in(person("moderator")), edited, reason=reason)

    assert response.status_code == 400
    assert states(french)[-1] == "stale"


@pytest.mark.parametrize("role", ["translator:fr", "reviewer:fr", "auditor", "author"])
def test_only_a_moderator_decides(edited, french, role):
    edit = ("goals", "x", "y")
    with pytest.raises(PermissionDenied):
        call_trivial(original=edited, edit=edit, reason="Mine.", by=person(role))


def test_an_edit_that_nobody_made_is_no_decision(edited, signed_in):
    client = signed_in(person("moderator"))

    response = client.post(address(edited), {"path": "goals", "before": "a", "after": "b", "reason": "None."})

    assert response.status_code == 404
    assert not TrivialEdit.objects.exists()
