"""A changed original is translated before it is public, and both are published together or not at all."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.test.utils.form_data import querydict_from_html

from cms.moderation import actions
from cms.moderation.digests import content_digest
from cms.records.translating import Written, segments_to_translate, write_translation
from cms.translation_desk.page.actions import hand_in
from cms.translation_desk.sets.actions import Approval, approve_set
from cms.translations.models import TranslationSummary
from cms.translations.summaries import states_of
from cms.translations.versions import version_to_translate
from tests.factories import approved, fresh, person, write
from tests.translation_desk.conftest import BUTS, GOALS

NEXT_GOALS = GOALS.replace("three years", "five years") + "<p>Measure what it brings.</p>"
IN_FIVE_YEARS = "Former <b>quarante</b> infirmières en cinq ans."
MEASURED = "Mesurer les effets."
NEXT_BUTS = f"<p>Amener des médecins dans les îles.</p><p>{IN_FIVE_YEARS}</p><p>{MEASURED}</p>"
ALL_LANGUAGES = "All languages"


@pytest.fixture
def changed(original):
    """The public original with a change that is handed in."""
    page = write(fresh(original), original.owner, goals=NEXT_GOALS)
    actions.submit(page=page, by=page.owner)
    return fresh(page)


def address(page, name="translation_page", *args):
    return reverse(name, args=[page.pk, *args]) + "?of=next"


def rows_of(response):
    return [row for row, _form, _unsaved in response.context["lines"]]


def states(page):
    return [status.state for status in states_of(fresh(page))]


def pairs(page):
    draft = fresh(page).get_latest_revision_as_object()
    return {pair.source: pair.target for pair in draft.translated_pairs()}


def for_next(page, by):
    """Translate what is new in the version that waits."""
    source = version_to_translate(by, fresh(page))
    texts = [segment.segment.text for segment in segments_to_translate(fresh(page), source=source)]
    written = [Written("goals", texts[3], IN_FIVE_YEARS), Written("goals", texts[4], MEASURED)]
    write_translation(translation=page, written=written, by=by, of_next=True)


@pytest.fixture
def ahead(changed, french, translator):
    """The French page, with words for the version that waits, handed in."""
    for_next(french, translator)
    hand_in(translation=fresh(french), by=translator, of_next=True)
    return fresh(french)


def approval(page):
    page = fresh(page)
    return Approval(page, content_digest(page.latest_revision))


def test_the_version_that_waits_is_translated_and_no_public_word_changes(
    changed, french, translator, signed_in
):
    client = signed_in(translator)
    opened = client.get(address(french))
    assert [row.state for row in rows_of(opened)] == ["current", "current", "current", "stale", "missing"]
    assert "<ins>five</ins>" in rows_of(opened)[3].source_marked

    form = querydict_from_html(opened.content.decode(), form_id="translation")
    said = {"form-3-target": IN_FIVE_YEARS, "form-4-target": MEASURED, "hand_in": "1"}
    response = client.post(address(french), form | said)

    assert (response.status_code, response["Location"]) == (302, address(french))
    assert fresh(french).goals == BUTS
    assert fresh(french).get_latest_revision_as_object().goals == NEXT_BUTS
    assert states(french) == ["current"] * 4
    assert TranslationSummary.objects.get(page=french).behind == 0


def test_without_being_asked_for_it_the_page_is_about_the_public_text(changed, french, translator, signed_in):
    response = signed_in(translator).get(reverse("translation_page", args=[french.pk]))

    assert [row.source for row in rows_of(response)][3] == "Train <b>forty</b> nurses in three years."
    assert address(french) in response.content.decode()


def test_autosave_help_and_machine_keep_to_the_chosen_version(changed, french, translator, signed_in):
    client = signed_in(translator)
    segment = {"path": "goals", "source": "Measure what it brings.", "seen": "", "target": MEASURED}

    answer = client.post(address(french, "translation_segment"), segment)

    assert (answer.status_code, answer.json()["seen"]) == (200, MEASURED)
    assert client.get(address(french, "translation_help", 4)).status_code == 200
    assert client.post(address(french, "translation_machine"))["Location"] == address(french)


def test_work_on_one_version_takes_nothing_from_the_other(changed, french, translator):
    for_next(french, translator)

    public = Written("summary", "For remote islands.", "Pour les îles lointaines.")
    write_translation(translation=french, written=[public], by=translator)

    assert pairs(french)["For remote islands."] == "Pour les îles lointaines."
    assert pairs(french)["Measure what it brings."] == MEASURED
    assert fresh(french).get_latest_revision_as_object().goals == NEXT_BUTS


def test_a_draft_without_words_for_the_next_version_stays_with_the_public_text(original, french, translator):
    page = write(fresh(original), original.owner, goals="<p>Bring doctors to the islands.</p>")
    actions.submit(page=page, by=page.owner)

    title = Written("title", "Doctors by radio", "Docteurs par radio")
    write_translation(translation=french, written=[title], by=translator, of_next=True)

    assert fresh(french).get_latest_revision_as_object().goals == BUTS


def test_alone_it_is_refused_with_where_both_are_published(ahead):
    with pytest.raises(PermissionDenied, match=ALL_LANGUAGES):
        approved(ahead, person("reviewer:fr"))

    assert fresh(ahead).goals == BUTS


def test_past_the_action_it_is_refused_too(ahead):
    reviewer = person("reviewer:fr")

    with pytest.raises(PermissionDenied, match=ALL_LANGUAGES):
        ahead.current_workflow_task_state.approve(user=reviewer)

    assert fresh(ahead).goals == BUTS


def test_the_decision_page_says_so_instead_of_offering_it(ahead, signed_in):
    client = signed_in(person("reviewer:fr"))
    url = reverse("desk_page", args=[ahead.pk])

    shown = client.get(url)
    refused = client.post(url, {"move": "approve", "approve-digest": approval(ahead).digest})

    assert ALL_LANGUAGES in shown.context["obstacle"]
    assert "approve" not in [form.move for form in shown.context["forms"]]
    assert refused.status_code == 403
    assert fresh(ahead).goals == BUTS


def test_the_set_page_refuses_the_translation_alone_and_takes_both(ahead, changed, signed_in):
    client = signed_in(person("moderator"))
    url = reverse("translation_set", args=[changed.pk])
    digests = {f"digest-{member.page.pk}": member.digest for member in client.get(url).context["members"]}

    alone = client.post(url, digests | {"page": [ahead.pk]})
    assert (alone.status_code, fresh(ahead).goals) == (403, BUTS)

    both = client.post(url, digests | {"page": [ahead.pk, changed.pk]})
    assert both.status_code == 302
    assert (fresh(changed).goals, fresh(ahead).goals) == (NEXT_GOALS, NEXT_BUTS)
    assert states(ahead) == ["current"] * 5


def test_after_the_original_it_is_published_as_any_other(ahead, changed):
    approved(changed, person("moderator"))
    assert states(ahead) == ["current", "current", "current", "in_review", "in_review"]

    approved(ahead, person("reviewer:fr"))

    assert states(ahead) == ["current"] * 5


def test_when_the_change_is_rejected_the_words_are_out_of_date_and_must_be_fitted(ahead, changed, translator):
    actions.reject(page=changed, by=person("moderator"), reason="Not so.")

    assert version_to_translate(person("moderator"), fresh(ahead)) is None
    found = segments_to_translate(fresh(ahead))[3]
    assert (found.is_kept, found.target) == (False, IN_FIVE_YEARS)
    with pytest.raises(PermissionDenied):
        approved(ahead, person("reviewer:fr"))

    fitted = Written("goals", found.segment.text, "Former <b>quarante</b> infirmières en trois ans.")
    write_translation(translation=ahead, written=[fitted], by=person("reviewer:fr"))
    approved(ahead, person("moderator"))
    assert fresh(ahead).goals == BUTS


def test_words_for_a_paragraph_that_was_rejected_go_with_the_next_save(
    original, french, translator, signed_in
):
    page = write(fresh(original), original.owner, goals=f"{GOALS}<p>Measure what it brings.</p>")
    actions.submit(page=page, by=page.owner)
    measured = Written("goals", "Measure what it brings.", MEASURED)
    write_translation(translation=french, written=[measured], by=translator, of_next=True)
    actions.reject(page=fresh(page), by=person("moderator"), reason="Not so.")
    client = signed_in(translator)
    opened = client.get(reverse("translation_page", args=[french.pk]))

    client.post(
        reverse("translation_page", args=[french.pk]),
        querydict_from_html(opened.content.decode(), form_id="translation") | {"hand_in": "1"},
    )

    assert "Measure what it brings." not in pairs(french)
    approved(french, person("reviewer:fr"))
    assert fresh(french).goals == BUTS


def test_words_for_a_text_that_was_given_up_are_not_published(ahead, changed):
    write(changed, person("moderator"), goals=GOALS.replace("three", "nine"))

    with pytest.raises(PermissionDenied, match="never became public"):
        approved(ahead, person("reviewer:fr"))


def test_words_that_went_out_of_date_are_published_as_before(original, french, translator, rewrite):
    summary = Written("summary", "For remote islands.", "Pour les îles lointaines.")
    write_translation(translation=french, written=[summary], by=translator)
    actions.submit(page=fresh(french), by=translator)
    rewrite(original, summary="For the remotest islands.")

    approved(french, person("reviewer:fr"))

    assert states(french)[1] == "stale"


def test_a_set_is_bound_to_both(ahead, changed):
    by = person("moderator")
    approvals = [approval(ahead), approval(changed)]

    approve_set(approvals=approvals, by=by)

    assert fresh(ahead).goals == NEXT_BUTS


@pytest.mark.parametrize(("role", "sees"), [("translator:fr", False), ("moderator", True)])
def test_a_draft_of_the_original_is_for_those_who_may_read_it(original, french, signed_in, role, sees):
    write(fresh(original), original.owner, goals=NEXT_GOALS)

    response = signed_in(person(role)).get(address(french))

    assert ("Measure what it brings." in response.content.decode()) is sees
    assert response.context["choice"].of_next is sees


def test_another_languages_translator_does_not_reach_it(changed, french, signed_in):
    assert signed_in(person("translator:es")).get(address(french)).status_code in (302, 404)


def test_words_that_arrive_after_it_became_public_find_their_place(changed, french, translator, signed_in):
    client = signed_in(translator)
    opened = client.get(address(french))
    approved(changed, person("moderator"))

    form = querydict_from_html(opened.content.decode(), form_id="translation")
    response = client.post(address(french), form | {"form-4-target": MEASURED})

    assert response.status_code == 302
    assert pairs(french)["Measure what it brings."] == MEASURED
