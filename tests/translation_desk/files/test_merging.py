"""A file that comes back is merged segment by segment: a draft changes, no public word does."""

import pytest
from django.utils import timezone

from cms.moderation import actions
from cms.records.translating import Written, segments_to_translate, start_translation, write_translation
from cms.translation_desk.files import formats
from cms.translation_desk.files.formats import Format
from cms.translation_desk.files.merging import merge
from cms.translation_desk.files.units import file_of, translation_of
from cms.translation_desk.files.values import FileUnusable, digest
from cms.translations.alignment import Kind
from cms.translations.models import pairs_from
from cms.translations.values import Origin
from tests.factories import fresh, person
from tests.translation_desk.conftest import GOALS

pytestmark = pytest.mark.usefixtures("repository")
BOTH = pytest.mark.parametrize("kind", list(Format))
LATER = GOALS.replace("three years", "five years")
SOURCE = "Train <b>forty</b> nurses in three years."
TARGET = "Former <b>quarante</b> infirmières en trois ans."
BETTER = "Former <b>quarante</b> infirmières en cinq ans."


def sent(original, kind, language="fr"):
    return formats.write(file_of(fresh(original), language), kind, timezone.now()).decode()


def came_back(text, kind, by):
    return merge(name="file", returned=formats.read(f"file{kind.suffix}", text.encode()), by=by)


def translated(text, kind, source, target):
    """Return the file with these words for a text, as a translator's tool writes them."""
    if kind == Format.PO:
        return _translated_po(text, source, target)
    return _translated_xliff(text, source, target)


def _translated_po(text, source, target):
    blocks = text.split("\n\n")
    for number, block in enumerate(blocks):
        if f'\nmsgid "{source}"' in block:
            head = block[: block.index("\nmsgstr")].replace("#, fuzzy\n", "")
            blocks[number] = f'{head}\nmsgstr "{target}"'
    return "\n\n".join(blocks)


def _coded(text):
    codes = {
        "<b>": '<pc id="1" type="fmt" dataRefStart="d1" dataRefEnd="d2">',
        "</b>": "</pc>",
    }
    for tag, code in codes.items():
        text = text.replace(tag, code)
    return text


def _translated_xliff(text, source, target):
    before = f"<source>{_coded(source)}</source>\n"
    start = text.index(before)
    opened = text.rindex("<segment", 0, start)
    ended = text.index("</segment>", start)
    segment = f'<segment state="translated">\n{before}<target>{_coded(target)}</target>\n'
    return text[:opened] + segment + text[ended:]


def draft(page):
    return fresh(page).get_latest_revision_as_object()


def public(page):
    page = fresh(page)
    return page.title, page.summary, page.goals, page.live_revision_id


def targets(page):
    return [found.target for found in segments_to_translate(fresh(page))]


def summary(report):
    return report.used, report.unchanged, report.stale, [each.reason for each in report.refused]


@BOTH
def test_a_file_that_was_not_touched_changes_nothing(kind, original, french, translator):
    report = came_back(sent(original, kind), kind, translator)

    assert summary(report) == (0, 4, 0, [])
    assert fresh(french).latest_revision_id == french.latest_revision_id


@BOTH
def test_a_changed_paragraph_is_translated_in_a_draft(kind, original, french, translator, rewrite):
    rewrite(original, goals=LATER)
    before = public(french)
    later = SOURCE.replace("three", "five")

    report = came_back(translated(sent(original, kind), kind, later, BETTER), kind, translator)

    assert summary(report) == (1, 3, 0, [])
    assert segments_to_translate(fresh(french))[3].is_kept
    assert targets(french)[3] == BETTER
    assert public(french) == before


@BOTH
def test_words_that_still_fit_are_confirmed_by_taking_the_mark_away(
    kind, original, french, translator, rewrite
):
    rewrite(original, goals=LATER)
    later = SOURCE.replace("three", "five")

    report = came_back(translated(sent(original, kind), kind, later, TARGET), kind, translator)

    assert summary(report) == (1, 3, 0, [])
    assert segments_to_translate(fresh(french))[3].is_kept


@BOTH
def test_a_file_made_from_an_older_original_is_merged(kind, original, french, translator, rewrite):
    old = sent(original, kind)
    rewrite(original, goals=LATER)
    before = public(french)
    old = translated(old, kind, SOURCE, "Former <b>40</b> infirmières en trois ans.")

    report = came_back(translated(old, kind, "Doctors by radio", "Docteurs par radio"), kind, translator)

    assert summary(report) == (2, 2, 1, [])
    found = segments_to_translate(fresh(french))[3]
    assert (found.kind, found.target) == (Kind.CHANGED, "Former <b>40</b> infirmières en trois ans.")
    assert targets(french)[0] == "Docteurs par radio"
    assert public(french) == before


@BOTH
def test_words_for_a_paragraph_that_is_gone_are_reported(kind, original, french, translator, rewrite):
    old = translated(sent(original, kind), kind, SOURCE, BETTER)
    rewrite(original, goals="<p>Bring doctors to the islands.</p>")
    before = fresh(french).latest_revision_id

    report = came_back(old, kind, translator)

    (refused,) = report.refused
    assert (report.used, refused.field, refused.source, refused.target) == (0, "goals", SOURCE, BETTER)
    assert "has lost this text" in refused.reason
    assert refused.line > 1
    assert fresh(french).latest_revision_id == before


@BOTH
def test_words_for_a_text_whose_newer_one_is_translated_already_do_not_replace_it(
    kind, original, french, translator, rewrite
):
    old = translated(sent(original, kind), kind, SOURCE, "Former quarante infirmières.")
    rewrite(original, goals=LATER)
    came_back(
        translated(sent(original, kind), kind, SOURCE.replace("three", "five"), BETTER), kind, translator
    )

    report = came_back(old, kind, translator)

    assert report.used == 0
    assert [each.target for each in report.refused] == ["Former quarante infirmières."]
    assert targets(french)[3] == BETTER


@BOTH
def test_words_that_somebody_else_wrote_meanwhile_are_not_overwritten(kind, original, french, translator):
    mine = translated(sent(original, kind), kind, SOURCE, "Former quarante infirmières.")
    other = person("translator:fr")
    theirs = Written("goals", SOURCE, "Instruire <b>quarante</b> infirmières.")
    write_translation(translation=french, written=[theirs], by=other)

    report = came_back(mine, kind, translator)

    (refused,) = report.refused
    assert refused.target == "Former quarante infirmières."
    assert "Instruire" in refused.reason
    assert targets(french)[3] == theirs.target


@BOTH
def test_one_may_correct_ones_own_file_and_send_it_again(kind, original, french, translator):
    file = sent(original, kind)
    came_back(translated(file, kind, SOURCE, "Former quarante."), kind, translator)

    report = came_back(translated(file, kind, SOURCE, BETTER), kind, translator)

    assert summary(report) == (1, 3, 0, [])
    assert targets(french)[3] == BETTER


@BOTH
def test_the_same_file_twice_changes_nothing_the_second_time(kind, original, french, translator):
    file = translated(sent(original, kind), kind, SOURCE, BETTER)
    came_back(file, kind, translator)
    once = fresh(french).latest_revision_id

    assert summary(came_back(file, kind, translator)) == (0, 4, 0, [])
    assert fresh(french).latest_revision_id == once


@BOTH
def test_a_blank_that_does_not_break_goes_out_and_comes_back(kind, original, french, translator):
    words = Written("goals", SOURCE, "Former <b>quarante</b> infirmières\u00a0!")
    write_translation(translation=french, written=[words], by=translator)
    file = sent(original, kind)

    report = came_back(
        translated(file, kind, SOURCE, "Former <b>quarante</b> infirmières\u202f!"), kind, translator
    )

    assert "infirmières\u00a0!" in file
    assert report.used == 1
    assert targets(french)[3] == "Former <b>quarante</b> infirmières\u202f!"


@BOTH
def test_each_of_two_equal_paragraphs_gets_its_own_words(kind, original, french, translator, rewrite):
    rewrite(original, goals="<p>Again.</p><p>Again.</p>")
    file = sent(original, kind)
    cut = file.rindex("msgctxt" if kind == Format.PO else "<unit")
    start = file.rindex("\n\n", 0, cut) if kind == Format.PO else cut
    first = translated(file[:start], kind, "Again.", "Encore.")
    second = translated(file[start:], kind, "Again.", "De nouveau.")

    assert summary(came_back(first + second, kind, translator))[0] == 2
    assert targets(french)[2:] == ["Encore.", "De nouveau."]


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("Former <b>quarante infirmières.", "not closed"),
        ("Former <script>quarante</script>.", "script"),
    ],
)
def test_markup_that_does_not_fit_is_reported_and_the_rest_is_used(
    target, reason, original, french, translator
):
    file = translated(sent(original, Format.PO), Format.PO, "Doctors by radio", "Docteurs")

    report = came_back(translated(file, Format.PO, SOURCE, target), Format.PO, translator)

    (refused,) = report.refused
    assert (report.used, refused.target, reason in refused.reason) == (1, target, True)
    assert targets(french)[0] == "Docteurs"


def test_original_data_that_is_no_markup_of_ours_is_reported(original, french, translator):
    file = translated(sent(original, Format.XLIFF), Format.XLIFF, SOURCE, BETTER)

    report = came_back(file.replace(">&lt;b&gt;<", ">&lt;script&gt;<"), Format.XLIFF, translator)

    assert (report.used, len(report.refused)) == (0, 1)


def test_too_long_a_title_is_reported(original, french, translator):
    report = came_back(
        translated(sent(original, Format.PO), Format.PO, "Doctors by radio", "é" * 300), Format.PO, translator
    )

    assert summary(report) == (0, 3, 0, ["The text has 300 characters; 255 are possible."])


def test_a_fuzzy_entry_is_not_taken_as_confirmed(original, french, translator, rewrite):
    rewrite(original, goals=LATER)
    file = sent(original, Format.PO)

    report = came_back(file.replace(TARGET, BETTER), Format.PO, translator)

    found = segments_to_translate(fresh(french))[3]
    assert (found.kind, found.target) == (Kind.CHANGED, BETTER)
    assert summary(report) == (1, 3, 1, [])


def test_new_fuzzy_words_are_reported(original, french, translator):
    file = sent(original, Format.PO).replace("#. state: current\n", "#. state: current\n#, fuzzy\n")

    report = came_back(file.replace("Médecins par radio", "Docteurs"), Format.PO, translator)

    assert [each.target for each in report.refused] == ["Docteurs"]
    assert targets(french)[0] == "Médecins par radio"


@BOTH
def test_a_machines_words_become_a_persons_once_they_are_confirmed(kind, original, french, translator):
    words = Written("goals", SOURCE, "Former quarante.", origin=Origin.MACHINE)
    write_translation(translation=french, written=[words], by=translator)
    file = sent(original, kind)
    assert came_back(file, kind, translator).used == 0

    assert came_back(translated(file, kind, SOURCE, "Former quarante."), kind, translator).used == 1
    assert {pair.origin for pair in pairs_from(draft(french).pairs)} == {Origin.PERSON, Origin.READ}


@BOTH
def test_a_source_changed_in_the_file_is_reported(kind, original, french, translator):
    file = translated(sent(original, kind), kind, "Doctors by radio", "Docteurs")

    report = came_back(file.replace("Doctors by radio", "Doctors by satellite"), kind, translator)

    assert summary(report)[3] == ["The original's text was changed in the file."]


def test_an_entry_that_is_not_ours_or_stands_twice_is_reported(original, french, translator):
    file = translated(sent(original, Format.PO), Format.PO, "Doctors by radio", "Docteurs")
    mark = digest("Hi")
    foreign = f'\nmsgctxt "slug.{mark}.1"\nmsgid "Hi"\nmsgstr "Salut"\n\nmsgid "No context"\nmsgstr "Sans"\n'
    start = file.index("#. state")
    file = f"{file}\n{file[start : file.index('#. state', start + 5)]}{foreign}"

    reasons = [each.reason for each in came_back(file, Format.PO, translator).refused]

    assert ["twice" in reasons[0], "not ours" in reasons[1], "not ours" in reasons[2]] == [True] * 3


@BOTH
def test_a_first_translation_makes_the_page(kind, original, translator):
    file = translated(sent(original, kind), kind, "Doctors by radio", "Médecins &amp; radio")

    report = came_back(translated(file, kind, SOURCE, BETTER), kind, translator)

    page = translation_of(original, "fr")
    assert report.page == page.pk
    assert (page.live, draft(page).title, targets(page)[3]) == (False, "Médecins & radio", BETTER)
    assert summary(report) == (2, 2, 0, [])


@BOTH
def test_a_file_without_usable_words_makes_no_page(kind, original, translator):
    file = sent(original, kind)
    long = translated(file, kind, "Doctors by radio", "é" * 300)

    assert [came_back(text, kind, translator).page for text in (file, long)] == [0, 0]
    assert translation_of(original, "fr") is None


@BOTH
def test_the_wrong_person_record_or_language_is_refused(kind, original, french, translator):
    file = sent(original, kind)
    spaniard = person("translator:es")
    with pytest.raises(FileUnusable, match="“fr”"):
        came_back(file, kind, spaniard)
    with pytest.raises(FileUnusable, match="no public record"):
        came_back(file.replace(original.record_id, "NOWHERE"), kind, translator)
    moderator = person("moderator")
    english = file.replace('"Language: fr', '"Language: en').replace('trgLang="fr"', 'trgLang="en"')
    with pytest.raises(FileUnusable, match="written in this language"):
        came_back(english, kind, moderator)


def test_a_record_that_is_no_longer_public_is_refused(original, french, translator):
    file = sent(original, Format.PO)
    actions.unpublish(page=fresh(original), by=person("moderator"), reason="It ended.")

    with pytest.raises(FileUnusable, match="no public record"):
        came_back(file, Format.PO, translator)


def test_while_a_translation_is_under_review_nothing_is_lost(original, french, translator):
    words = Written("goals", SOURCE, "Former quarante.")
    write_translation(translation=french, written=[words], by=translator)
    actions.submit(page=fresh(french), by=translator)
    file = translated(sent(original, Format.PO), Format.PO, SOURCE, BETTER)

    report = came_back(file, Format.PO, translator)

    assert (report.used, [each.target for each in report.refused]) == (0, [BETTER])
    assert targets(french)[3] == "Former quarante."


def test_the_first_words_are_a_translators(original, translator):
    page = start_translation(
        original=original, language="fr", by=translator, words={"title": "Médecins par radio"}
    )

    assert [unit.state for unit in file_of(original, "fr").units] == ["current", *["missing"] * 3]
    assert page.live is False
