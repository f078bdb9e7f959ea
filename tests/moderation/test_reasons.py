"""The list of reasons: shipped in six languages, kept by moderators, chosen in a decision, told and remembered."""

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.models import PageLogEntry

from cms.core.changes import changes_of
from cms.moderation import actions
from cms.moderation.enums import Move, PageState
from cms.moderation.exceptions import ReasonMissing
from cms.moderation.models import Reason
from cms.moderation.reasons.actions import load_reasons, save_reason, translate_reason
from cms.moderation.reasons.shipped import shipped_reasons
from cms.moderation.states import state_of
from tests.factories import fresh, person

pytestmark = pytest.mark.usefixtures("repository")

LANGUAGES = [code for code, _name in settings.LANGUAGES]
WORDS = {"en": "It is a plan, not a project.", "fr": "C’est un plan, pas un projet."}


@pytest.fixture
def duplicate():
    return Reason.objects.with_words().get(code="duplicate")


@pytest.fixture
def own(moderator):
    reason = Reason(move=Move.REJECT)
    save_reason(reason=reason, words=WORDS, by=moderator)
    return reason


def comments(page):
    return [str(entry.comment) for entry in PageLogEntry.objects.filter(page_id=page.pk).order_by("-pk")]


def test_ten_reasons_are_shipped_with_words_in_every_language():
    assert [set(values) for values in shipped_reasons().values()] == [{"move", *LANGUAGES}] * 10
    assert {reason.code: set(reason.words()) for reason in Reason.objects.with_words()} == {
        code: set(LANGUAGES) for code in shipped_reasons()
    }


def test_loading_again_changes_nothing_and_leaves_what_people_changed(moderator, duplicate):
    save_reason(reason=duplicate, words={"en": "We have it.", "fr": duplicate.words()["fr"]}, by=moderator)
    Reason.objects.filter(code="rights").update(offered=False)
    rows = Reason.history.count()

    load_reasons()

    assert Reason.objects.with_words().get(code="duplicate").words()["en"] == "We have it."
    assert Reason.objects.get(code="rights").offered is False
    assert Reason.history.count() == rows


def test_words_that_nobody_changed_follow_a_new_version(duplicate):
    text = duplicate.texts.get(language="fr")
    text.words = text.shipped_words = "Des mots d’avant"
    text.save()

    load_reasons()

    assert Reason.objects.get(code="duplicate").words_in("fr") == shipped_reasons()["duplicate"]["fr"]


@pytest.mark.parametrize("move", ["reject", "request_changes"])
def test_a_decision_needs_a_reason_of_the_list_or_words(move, waiting, moderator):
    with pytest.raises(ReasonMissing):
        take(move, waiting, moderator, words=" ")

    take(move, waiting, moderator, words="", chosen=Reason.objects.offered_for(Move(move))[0])

    assert state_of(fresh(waiting)) in (PageState.REJECTED, PageState.CHANGES_REQUESTED)


def take(move, page, by, words="", chosen=None):
    if move == "reject":
        actions.reject(page=page, by=by, reason=words, chosen=chosen)
    else:
        actions.request_changes(page=page, by=by, note=words, chosen=chosen)


@pytest.mark.parametrize("move", ["reject", "request_changes"])
def test_the_log_keeps_reason_and_comment_and_tells_them_in_the_readers_language(move, waiting, moderator):
    reason = Reason.objects.offered_for(Move(move))[0]
    take(move, waiting, moderator, words="See number 12.", chosen=reason)

    for language in ("en", "fr", "ar"):
        with translation.override(language):
            assert f"{reason.words_in(language)} See number 12." in comments(waiting)
    [kept] = [
        entry.data["listed"]["code"]
        for entry in PageLogEntry.objects.filter(page_id=waiting.pk)
        if "listed" in entry.data
    ]
    assert kept == reason.code


def test_whoever_is_asked_reads_the_reason_in_the_language_of_the_text(waiting, moderator):
    """Wagtail shows the comment of a step as it is, on the translator's page too."""
    reason = Reason.objects.get(code="more-detail")
    actions.request_changes(page=waiting, by=moderator, note="The second year.", chosen=reason)

    step = fresh(waiting).current_workflow_state.current_task_state
    assert step.comment == f"{shipped_reasons()['more-detail']['en']} The second year."


def test_an_old_decision_keeps_a_retired_reason_as_it_was_worded_then(waiting, moderator, own):
    actions.reject(page=waiting, by=moderator, reason="", chosen=own)
    own.offered = False
    save_reason(reason=own, words=WORDS | {"en": "Other words."}, by=moderator)

    assert WORDS["en"] in comments(waiting)
    assert own not in Reason.objects.offered_for(Move.REJECT)


# In the admin


def form(**values):
    return {"move": "reject", "sort_order": "7", "offered": "on"} | {
        f"words_{language}": values.get(language, "") for language in LANGUAGES
    }


@pytest.fixture
def client(moderator):
    client = Client()
    client.force_login(moderator)
    return client


def test_a_moderator_adds_changes_and_retires_one_and_the_history_says_who(client, moderator):
    response = client.post(reverse("reasons:add"), form(**WORDS))
    assert response.status_code == 302
    reason = Reason.objects.with_words().get(texts__words=WORDS["fr"])
    assert (reason.words(), reason.move, reason.offered) == (WORDS, Move.REJECT, True)

    values = form(**WORDS | {"fr": "Ce n’est qu’un plan."})
    del values["offered"]
    client.post(reverse("reasons:edit", args=[reason.pk]), values)

    reason = Reason.objects.with_words().get(pk=reason.pk)
    assert (reason.words()["fr"], reason.offered) == ("Ce n’est qu’un plan.", False)
    assert {change.user for change in changes_of(reason, ("texts",))} == {moderator}
    history = client.get(reverse("reasons:history", args=[reason.pk])).content.decode()
    assert "Ce n’est qu’un plan." in history


def test_english_words_are_needed(client):
    response = client.post(reverse("reasons:add"), form(fr="Un plan."))

    assert response.status_code == 200
    assert Reason.objects.count() == 10


def test_the_list_reads_in_the_readers_language(client, duplicate):
    html = client.get(reverse("reasons:index")).content.decode()
    assert duplicate.words()["en"] in html


@pytest.mark.parametrize(
    "role", ["author", "translator:fr", "reviewer:fr", "auditor", "focal-point:KE", "secretariat"]
)
def test_others_neither_see_nor_change_the_list(role, duplicate):
    other = Client()
    other.force_login(person(role))

    for name, args in (("index", []), ("add", []), ("edit", [duplicate.pk]), ("history", [duplicate.pk])):
        assert other.get(reverse(f"reasons:{name}", args=args)).status_code in (302, 403)
    other.post(reverse("reasons:edit", args=[duplicate.pk]), form(en="Mine."))
    with pytest.raises(PermissionDenied):
        save_reason(reason=duplicate, words={"en": "Mine."}, by=person(role))
    assert Reason.objects.get(code="duplicate").words_in("en") == shipped_reasons()["duplicate"]["en"]


@pytest.mark.parametrize(
    ("role", "language", "may"),
    [
        ("reviewer:fr", "fr", True),
        ("reviewer:fr", "es", False),
        ("translator:fr", "fr", False),
        ("moderator", "en", False),
    ],
)
def test_a_translation_is_published_by_a_reviewer_of_its_language(role, language, may, duplicate):
    if may:
        translate_reason(reason=duplicate, language=language, words="Déjà là.", by=person(role))
        assert Reason.objects.get(code="duplicate").words_in("fr") == "Déjà là."
    else:
        with pytest.raises(PermissionDenied):
            translate_reason(reason=duplicate, language=language, words="Déjà là.", by=person(role))
