"""A translation from the first word to the second round, through the product's actions and real pages."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.actions.copy_page import CopyPageAction
from wagtail.test.utils.form_data import querydict_from_html

from cms.moderation import actions
from cms.moderation.permissions import is_author
from cms.records.bulk.creation import create_pages
from cms.records.bulk.values import NewPage, TargetState
from cms.records.translating import (
    Written,
    segments_to_translate,
    start_translation,
    translation_page,
    write_translation,
)
from cms.translations.alignment import Kind
from cms.translations.models import TranslationSummary, TrivialEdit
from cms.translations.summaries import refresh_all, states_of
from stocktaking_pages.actions import year_page
from stocktaking_pages.models import StocktakingProjectPage
from tests.factories import ProjectFactory, approved, fresh, locale, person, published, write

pytestmark = pytest.mark.usefixtures("repository")

GOALS = "<p>Bring doctors to the islands.</p><p>Train <b>forty</b> nurses in three years.</p>"
BUTS = "<p>Amener des médecins dans les îles.</p><p>Former <b>quarante</b> infirmières en trois ans.</p>"


@pytest.fixture
def original():
    return published(
        ProjectFactory(
            title="Doctors by radio", summary="For remote islands.", goals=GOALS, original_language="en"
        )
    )


@pytest.fixture
def translator():
    return person("translator:fr")


@pytest.fixture
def french(original, translator):
    """A published translation, whole."""
    words = {"title": "Médecins par radio", "summary": "Pour les îles éloignées.", "goals": BUTS}
    return published(start_translation(original=original, language="fr", by=translator, words=words))


def states(page):
    return [status.state for status in states_of(fresh(page))]


def change(original, **values):
    """Publish the original with other words."""
    author = fresh(original).owner
    published_again = write(original, author, **values)
    actions.submit(page=published_again, by=author)
    return approved(published_again, person("moderator"))


def said(page, by, **targets):
    """Write these words for the segments with these numbers: s0="…"."""
    found = segments_to_translate(fresh(page))
    written = [
        Written(found[int(name[1:])].segment.path, found[int(name[1:])].segment.text, target)
        for name, target in targets.items()
    ]
    return write_translation(translation=fresh(page), written=written, by=by)


def test_a_whole_translation_is_current(french):
    assert states(french) == ["current"] * 4


def test_a_sitting_does_not_write_over_what_was_public(original):
    importer = person("administrator")
    page = translation_page(original, locale("fr"), importer, {"title": "Médecins par radio"})
    page.slug = "medecins"
    create_pages(
        [NewPage(page, year_page(year=2019, locale=locale("fr")))], state=TargetState.PUBLISHED, by=importer
    )
    page = fresh(page)
    actions.unpublish(page=page, by=person("moderator"), reason="By mistake.")
    actions.restore(page=fresh(page), by=person("moderator"))

    written = [Written("title", original.title, "Docteurs par radio")]
    write_translation(translation=page, written=written, by=importer, same_sitting=True)

    assert [each.content["title"] for each in page.revisions.order_by("pk")] == [
        "Médecins par radio",
        "Docteurs par radio",
    ]
    assert is_author(importer, fresh(page))


def test_a_draft_of_the_original_changes_nothing(original, french):
    write(original, original.owner, goals="<p>Something else.</p>")

    assert states(french) == ["current"] * 4


def test_a_changed_paragraph_is_marked_alone_and_no_public_word_changes(original, french):
    change(original, goals=GOALS.replace("three years", "five years"))

    assert states(french) == ["current", "current", "current", "stale"]
    assert fresh(french).goals == BUTS
    summary = TranslationSummary.objects.get(page=french)
    assert (summary.current, summary.stale, summary.behind, summary.words_behind) == (3, 1, 1, 6)


def test_undoing_the_edit_makes_it_current_again(original, french):
    change(original, goals=GOALS.replace("three years", "five years"))
    change(original, goals=GOALS)

    assert states(french) == ["current"] * 4


def test_a_second_round_translates_what_changed_and_keeps_the_rest(original, french, translator):
    change(original, goals=GOALS.replace("three years", "five years") + "<p>Measure what it brings.</p>")
    said(french, translator, s3="Former <b>quarante</b> infirmières en cinq ans.", s4="Mesurer les effets.")
    assert states(french) == ["current", "current", "current", "stale", "missing"]
    assert fresh(french).goals == BUTS

    actions.submit(page=fresh(french), by=translator)
    assert states(french) == ["current", "current", "current", "in_review", "in_review"]
    assert TranslationSummary.objects.get(page=french).in_review == 2

    approved(french, person("reviewer:fr"))
    assert states(french) == ["current"] * 5
    assert fresh(french).goals == (
        "<p>Amener des médecins dans les îles.</p><p>Former <b>quarante</b> infirmières en cinq ans.</p>"
        "<p>Mesurer les effets.</p>"
    )


def test_an_edit_of_markup_alone_is_recorded_as_trivial(original, french):
    change(original, goals=GOALS.replace("<b>forty</b>", "forty"))

    assert states(french) == ["current"] * 4
    edit = TrivialEdit.objects.get()
    assert (edit.rule, edit.path, edit.holds) == ("same_words", "goals", True)


def test_words_left_as_they_were_stay_out_of_date_unless_confirmed(original, french, translator):
    change(original, goals=GOALS.replace("three years", "thirty-six months"))
    found = segments_to_translate(french)[3]
    same = Written("goals", found.segment.text, found.target)

    write_translation(translation=french, written=[same], by=translator)
    assert segments_to_translate(fresh(french))[3].pairs == found.pairs

    confirmed = Written("goals", found.segment.text, found.target, confirmed=True)
    write_translation(translation=french, written=[confirmed], by=translator)
    assert segments_to_translate(fresh(french))[3].is_kept


def test_merged_paragraphs_left_as_they_were_stay_out_of_date(original, french, translator):
    change(original, goals=GOALS.replace("</p><p>", " "))
    found = segments_to_translate(fresh(french))[2]
    assert len(found.pairs) == 2

    said(french, translator, s2=found.target)

    assert segments_to_translate(fresh(french))[2].pairs == found.pairs


def test_words_for_a_text_that_changed_meanwhile_are_not_lost(original, french, translator):
    seen = segments_to_translate(french)[2]
    change(original, goals=GOALS.replace("to the islands", "to all the islands"))

    late = Written("goals", seen.segment.text, "Amener les médecins dans les îles.")
    write_translation(translation=french, written=[late], by=translator)

    found = segments_to_translate(fresh(french))[2]
    assert (found.kind, found.target) == (Kind.CHANGED, "Amener les médecins dans les îles.")


def test_a_paragraph_without_translation_is_left_out_not_shown_in_the_original_language(original, translator):
    words = {"title": "Médecins par radio", "goals": "<p>Amener des médecins.</p>"}
    page = start_translation(original=original, language="fr", by=translator, words=words)

    said(page, translator, s2="Amener des médecins dans les îles.")

    draft = fresh(page).get_latest_revision_as_object()
    assert (draft.summary, draft.goals) == ("", "<p>Amener des médecins dans les îles.</p>")


def test_foreign_markup_is_refused(french, translator):
    with pytest.raises(ValueError, match="a9"):
        said(french, translator, s2='Amener <a id="a9">des médecins</a>')


def test_a_translator_of_another_language_is_refused(french):
    with pytest.raises(PermissionDenied):
        said(french, person("translator:es"), s0="Médicos por radio")


def test_all_summaries_can_be_made_again(original, french):
    change(original, title="Doctors by satellite")
    before = list(TranslationSummary.objects.order_by("pk").values())
    TranslationSummary.objects.all().delete()

    assert sum(refresh_all()) == len(before)
    assert list(TranslationSummary.objects.order_by("pk").values()) == before


def test_an_original_taken_offline_leaves_no_summary(original, french):
    actions.unpublish(page=fresh(original), by=person("moderator"), reason="It ended.")

    assert not TranslationSummary.objects.filter(page=french).exists()
    assert states_of(StocktakingProjectPage.objects.get(pk=french.pk)) == []


def test_readers_of_a_translation_are_told_whether_it_is_whole_or_how_far_it_is_behind(
    original, french, client
):
    whole = client.get(french.url_path).context["record"].notice
    made_from = "Langue d’origine\u00a0: Anglais."
    assert whole == f"{made_from} Elle est à jour et a été relue par une personne."

    change(original, title="Doctors by satellite")

    notice = client.get(french.url_path).context["record"].notice
    assert notice.startswith(f"{made_from} 1 ")


def badges(client, page):
    """The badges beside each language that the record's page names."""
    links = client.get(page.url_path).context["record"].languages
    return {link.code: [badge.kind for badge in link.badges] for link in links}


def test_every_published_language_says_how_far_it_is(client, original, french):
    assert badges(client, original) == badges(client, french) == {"en": [], "fr": ["current"]}

    change(original, summary="For islands without a doctor.")

    assert badges(client, original) == badges(client, french) == {"en": [], "fr": ["behind"]}


def test_a_field_rewritten_in_the_editor_is_translated_anew(original, french, translator, client):
    change(original, title="Doctors by satellite", summary="For the remotest islands.")
    assert states(french)[:2] == ["stale", "stale"]
    client.force_login(translator)
    url = reverse("wagtailadmin_pages:edit", args=[french.pk])
    data = querydict_from_html(client.get(url).content.decode(), form_id="page-edit-form")
    data["title"] = "Médecins par satellite"

    client.post(url, data)

    draft = fresh(french).get_latest_revision_as_object()
    assert draft.title == "Médecins par satellite"
    assert [found.is_kept for found in segments_to_translate(fresh(french))] == [True, False, True, True]


def test_a_copy_of_a_translation_is_an_original_in_its_language(french):
    moderator = person("administrator", is_superuser=True)

    copy = CopyPageAction(french, update_attrs={"slug": "copy"}, keep_live=False, user=moderator).execute()

    draft = fresh(copy).get_latest_revision_as_object()
    assert (draft.title, draft.is_translation, draft.pairs) == ("Médecins par radio", False, [])
    assert fresh(copy).original == copy


def test_blanks_that_do_not_break_stay(original, translator, french):
    said(french, translator, s1="Pour\n les  îles\u00a0: «\u202féloignées\u202f»")

    assert segments_to_translate(fresh(french))[1].target == "Pour les îles\u00a0: «\u202féloignées\u202f»"
