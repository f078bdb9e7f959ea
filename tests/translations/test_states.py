"""Which state a segment has, and why: the sentences of docs/explanation/translation.md as cases."""

import unicodedata
from collections.abc import Sequence

import pytest

from cms.translations.states import segment_states
from cms.translations.values import Origin, Pair, Segment, SegmentState
from tests.translations import oracle

CURRENT, MACHINE, IN_REVIEW, STALE, MISSING = (
    SegmentState.CURRENT,
    SegmentState.MACHINE,
    SegmentState.IN_REVIEW,
    SegmentState.STALE,
    SegmentState.MISSING,
)

NETWORK = "The network reaches ten <b>villages</b> this year."
CLINICS = "Two clinics send their pictures over it."
TEACHERS = "Teachers keep the radio running at night."
LIBRARY = "A library of recordings is open to all."
TEXTS = [NETWORK, CLINICS, TEACHERS]


def paragraphs(*texts: str, path: str = "description") -> list[Segment]:
    return [Segment(path, text, is_block=True) for text in texts]


def title(text: str) -> list[Segment]:
    return [Segment("title", text)]


def translated(segments: Sequence[Segment], *, origin: str = Origin.PERSON) -> list[Pair]:
    return [
        Pair(segment.path, segment.text, f"mots {number}", origin) for number, segment in enumerate(segments)
    ]


def states(
    now: list[Segment],
    published: list[Pair] | None,
    draft: list[Pair] | None = None,
    *,
    handed_in: bool = False,
    trivial: Sequence[oracle.TrivialEdit] = (),
) -> list[SegmentState]:
    """Return what the product says, once the oracle has said the same."""
    pairs = (published or []) if draft is None else draft
    said = [one.state for one in segment_states(now, published, pairs, handed_in=handed_in, trivial=trivial)]
    true = [one.state for one in oracle.states(now, published, pairs, handed_in=handed_in, trivial=trivial)]
    assert said == true
    return said


# What changes nothing.


@pytest.mark.parametrize(
    "now",
    [
        pytest.param(TEXTS, id="the same text published again"),
        pytest.param([TEACHERS, NETWORK, CLINICS], id="a block moved"),
        pytest.param([TEACHERS, CLINICS, NETWORK], id="all blocks moved"),
        pytest.param([text.replace(" ", "\n  ") for text in TEXTS], id="other white space"),
        pytest.param([f"\u00a0{text} " for text in TEXTS], id="outer blanks"),
        pytest.param([CLINICS, TEACHERS], id="a paragraph deleted"),
        pytest.param([], id="the field cleared"),
    ],
)
def test_the_same_words_stay_current(now):
    assert states(paragraphs(*now), translated(paragraphs(*TEXTS))) == [CURRENT] * len(now)


@pytest.mark.parametrize(
    "text", ["Le réseau relie l’île", "Новый край, ещё один", "شبكة آمنة ومسؤولة", "网络连接 农村学校"]
)
def test_a_field_retyped_to_the_same_words_stays_current(text):
    retyped = unicodedata.normalize("NFD", text).replace(" ", "\u00a0 ")

    assert states(title(retyped), translated(title(text))) == [CURRENT]
    assert states(title(text), translated(title(retyped))) == [CURRENT]


def test_blocks_of_a_stream_that_change_places_stay_current():
    first = paragraphs(NETWORK, path="body.a.text")
    second = paragraphs(CLINICS, TEACHERS, path="body.b.text")

    assert states(second + first, translated(first + second)) == [CURRENT] * 3


def test_an_edit_undone_leaves_no_trace():
    published = translated(paragraphs(*TEXTS))

    assert states(paragraphs(NETWORK, LIBRARY, TEACHERS), published) == [CURRENT, MISSING, CURRENT]
    assert states(paragraphs(*TEXTS), published) == [CURRENT] * 3


def test_a_field_cleared_and_filled_again_needs_no_translator():
    published = translated(title("Radio for all"))

    assert states([], published) == []
    assert states(title("Radio for all"), published) == [CURRENT]
    assert states(title("Television for some"), published) == [STALE]


def test_a_draft_of_the_translation_changes_nothing_for_readers():
    segments = paragraphs(*TEXTS)
    elsewhere = translated(paragraphs(LIBRARY))

    for handed_in in (False, True):
        assert states(segments, translated(segments), elsewhere, handed_in=handed_in) == [CURRENT] * 3


# What marks exactly the segments it touches.


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        pytest.param(
            [NETWORK.replace("ten", "twelve"), CLINICS, TEACHERS],
            [STALE, CURRENT, CURRENT],
            id="a word changed",
        ),
        pytest.param([NETWORK, LIBRARY, CLINICS, TEACHERS], [CURRENT, MISSING, CURRENT, CURRENT], id="added"),
        pytest.param([NETWORK, LIBRARY, TEACHERS], [CURRENT, MISSING, CURRENT], id="one replaced by another"),
        pytest.param(
            [TEACHERS, NETWORK.replace("ten", "twelve"), CLINICS],
            [CURRENT, STALE, CURRENT],
            id="changed and moved",
        ),
        pytest.param(
            ["The network reaches ten", "<b>villages</b> this year.", CLINICS, TEACHERS],
            [STALE, STALE, CURRENT, CURRENT],
            id="split",
        ),
        pytest.param([NETWORK, f"{CLINICS} {TEACHERS}"], [CURRENT, STALE], id="merged"),
        pytest.param([f"{NETWORK}<br/>{CLINICS}<br/>{TEACHERS}"], [STALE], id="all merged"),
        pytest.param(
            [NETWORK, NETWORK, CLINICS, TEACHERS], [CURRENT, MISSING, CURRENT, CURRENT], id="doubled"
        ),
    ],
)
def test_a_change_that_matters_marks_what_it_touches(now, expected):
    assert states(paragraphs(*now), translated(paragraphs(*TEXTS))) == expected


def test_one_of_two_equal_paragraphs_that_changes_is_stale_and_the_other_is_not():
    published = translated(paragraphs(CLINICS, CLINICS))

    assert states(paragraphs(CLINICS, CLINICS.replace("Two", "Three")), published) == [CURRENT, STALE]
    assert states(paragraphs(CLINICS.replace("Two", "Three"), CLINICS), published) == [STALE, CURRENT]


def test_a_paragraph_that_moved_to_another_field_has_to_be_looked_at():
    moved = paragraphs(CLINICS, path="results")

    assert states(moved, translated(paragraphs(CLINICS))) == [MISSING]


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ("one two three four five", "one two six seven eight", STALE),  # 4 of 10 words
        ("one two three four five", "one two six seven eight nine", MISSING),  # 4 of 11
        ("one one one", "one six", STALE),  # a word counts as often as both have it: 2 of 5
        ("one one six seven", "one eight nine ten", MISSING),  # 2 of 8
    ],
)
def test_a_block_is_the_same_one_rewritten_from_a_likeness_of_two_fifths(before, now, expected):
    assert states(paragraphs(now), translated(paragraphs(before))) == [expected]


def test_parts_with_another_text_between_them_are_no_split():
    before = "one two three four five six seven eight"
    parts = paragraphs("one two three four five six", CLINICS, "seven eight")

    assert states(parts, translated(paragraphs(before, CLINICS))) == [STALE, CURRENT, MISSING]


# Edits that say the same.


def test_a_trivial_edit_keeps_the_translation_current():
    typo, corrected = paragraphs("Two clnics send pictures"), paragraphs("Two clinics send pictures")
    edit = ("description", typo[0].text, corrected[0].text)

    assert states(corrected, translated(typo)) == [STALE]
    assert states(corrected, translated(typo), trivial=[edit]) == [CURRENT]
    assert states(typo, translated(corrected), trivial=[edit]) == [CURRENT]


def test_trivial_edits_form_chains_and_break_when_one_is_taken_back():
    first, second, third = "a clnic open", "a clinic open", "a clinic opens"
    edits = [("title", first, second), ("title", third, second)]

    assert states(title(third), translated(title(first)), trivial=edits) == [CURRENT]
    assert states(title(third), translated(title(first)), trivial=edits[1:]) == [STALE]


def test_a_trivial_edit_counts_in_its_own_field_only():
    edit = ("summary", "Radio for al", "Radio for all")

    assert states(title("Radio for all"), translated(title("Radio for al")), trivial=[edit]) == [STALE]


def test_markup_alone_is_a_change_until_it_is_recorded_as_trivial():
    plain = NETWORK.replace("<b>", "").replace("</b>", "")
    edit = ("description", NETWORK, plain)

    assert states(paragraphs(plain), translated(paragraphs(NETWORK))) == [STALE]
    assert states(paragraphs(plain), translated(paragraphs(NETWORK)), trivial=[edit]) == [CURRENT]


# Who wrote it, who has seen it, and who can read it.


@pytest.mark.parametrize(
    ("published", "draft", "handed_in", "expected"),
    [
        pytest.param(None, None, False, MISSING, id="nothing"),
        pytest.param(None, "person", False, MISSING, id="a draft"),
        pytest.param(None, "person", True, IN_REVIEW, id="a draft handed in"),
        pytest.param(None, "machine", False, MISSING, id="a machine's draft"),
        pytest.param(None, "machine", True, IN_REVIEW, id="a machine's draft handed in"),
        pytest.param("person", "person", False, CURRENT, id="published"),
        pytest.param("machine", "machine", False, MACHINE, id="a machine's words published"),
        pytest.param("machine", "person", False, MACHINE, id="confirmed in a draft"),
        pytest.param("machine", "person", True, MACHINE, id="confirmed and handed in"),
        pytest.param("person", "machine", True, CURRENT, id="a machine's draft over a person's words"),
    ],
)
def test_the_state_of_a_text_that_did_not_change(published, draft, handed_in, expected):
    now = title("Radio for all")
    live, latest = (origin and translated(now, origin=origin) for origin in (published, draft))

    assert states(now, live, latest or [], handed_in=handed_in) == [expected]


@pytest.mark.parametrize(("handed_in", "expected"), [(False, STALE), (True, IN_REVIEW)])
def test_a_second_round_is_in_review_once_it_is_handed_in(handed_in, expected):
    before, now = title("Radio for some"), title("Radio for all")

    assert states(now, translated(before), translated(now), handed_in=handed_in) == [expected]


@pytest.mark.parametrize("handed_in", [False, True])
def test_a_draft_that_the_original_outran_is_stale(handed_in):
    draft = translated(title("Radio for some"))

    assert states(title("Radio for all"), None, draft, handed_in=handed_in) == [STALE]


@pytest.mark.parametrize("target", ["", " ", "<b></b>", "—"])
def test_a_segment_without_words_in_the_translation_is_missing_however_its_original_changes(target):
    untranslated = [Pair("title", "Radio for some", target)]

    assert states(title("Radio for some"), untranslated) == [MISSING]
    assert states(title("Radio for all"), untranslated) == [MISSING]


def test_a_merged_paragraph_half_of_which_was_translated_is_stale():
    first, second = paragraphs(CLINICS, TEACHERS)
    half = [*translated([first]), Pair(second.path, second.text, "")]

    assert states(paragraphs(f"{CLINICS} {TEACHERS}"), half) == [STALE]


def test_a_translation_published_half_done_is_current_where_it_has_words():
    half = [*translated(paragraphs(NETWORK)), Pair("description", CLINICS, "")]

    assert states(paragraphs(*TEXTS), half) == [CURRENT, MISSING, MISSING]


# What Integreat's users reported (its issues 4284, 4385, 4396 and 4490). The fourth, a translator of one language
# at work in another (3348), is about permissions.


def test_integreat_saving_without_a_change_does_not_make_translations_outdated():
    segments = title("Radio for all") + paragraphs(*TEXTS)
    published = translated(segments)

    for _saved in range(3):
        assert set(states(list(segments), published)) == {CURRENT}


def test_integreat_outdated_ends_with_the_second_pass_and_with_every_later_one():
    wording = "The network reaches {} villages."
    for villages in range(3, 8):
        before, now = paragraphs(wording.format(villages - 1)), paragraphs(wording.format(villages))
        published, again = translated(before), translated(now)

        assert states(now, published) == [STALE]
        assert states(now, published, again, handed_in=True) == [IN_REVIEW]
        assert states(now, again) == [CURRENT]


def test_integreat_publishing_the_original_publishes_no_translation():
    before, now = paragraphs(NETWORK), paragraphs(NETWORK, CLINICS)
    draft = translated(now)

    for original in (before, now):
        assert set(states(original, None, draft)) == {MISSING}
        assert set(states(original, None, draft, handed_in=True)) == {IN_REVIEW}


# The oracle itself, so that both are not wrong together.


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The <b>T</b>elecentre, opened 2019", ["the", "telecentre", "opened", "2019"]),
        ("one<br/>two", ["one", "two"]),
        ("<a linktype=\"page\" id=\"7\">one</a>&amp;two", ["one", "two"]),
        ("网络ICT连接", ["网", "络", "ict", "连", "接"]),
        ("l’école d'İzmir", ["l", "école", "d", "i̇zmir"]),
        ("شبكة، آمنة", ["شبكة", "آمنة"]),
        ("— … <i></i>", []),
    ],
)  # fmt: skip
def test_words_of_the_oracle(text, expected):
    assert list(oracle.words(text)) == expected
    assert oracle.words(unicodedata.normalize("NFD", text)) == tuple(expected)


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (["a b", "c d"], ["c d", "a b"], [("equal", (1,)), ("equal", (0,))]),
        (["a b c d"], ["a b", "c d"], [("split", (0,)), ("split", (0,))]),
        (["a b", "c d"], ["a b c d"], [("merged", (0, 1))]),
        (["a b c d"], ["c d", "a b"], [("rewritten", (0,)), ("new", ())]),
        (["a b c", "a b d"], ["a b d e", "a b c"], [("rewritten", (1,)), ("equal", (0,))]),
        (["a b c x", "a b c y"], ["a b c z"], [("rewritten", (0,))]),
        (["a b c"], ["a b x", "a b y"], [("rewritten", (0,)), ("new", ())]),
        (["a b"], ["c d"], [("new", ())]),
    ],
)
def test_where_the_oracle_finds_the_texts_of_a_field(before, now, expected):
    found = oracle.align(tuple(before), tuple(now), frozenset(), is_block=True)

    assert [(source.step.value, source.places) for source in found] == expected
