"""Why a record is where it is: words, filters, pins, rescues and score, told from the record and the engine's hit."""

from dataclasses import replace

import pytest

from search import service
from search.editorial.explanation import explain
from search.editorial.found_words import NUMBER, ORGANISATION, TEXT, TITLE, Place
from search.models import GlossaryTerm, PinnedResult, SynonymGroup
from search.types import DocumentText, SearchRequest, Sort
from tests.search.conftest import make_document


def ask(text: str, id: str = "t1", **values):
    return explain(SearchRequest(text=text, **values), id)


def places(told) -> dict[str, tuple[Place, ...]]:
    return {word.words: word.places for word in told.words}


def test_each_word_is_told_with_its_fields_and_languages(records, drain):
    french = DocumentText(title="Télémédecine au Kenya", summary="Des infirmières.", url="/fr/x/")
    english = make_document("f1", "Telemedicine in Kenya")
    records.put(replace(english, texts=dict(english.texts) | {"fr": french}))
    drain()

    told = ask("Kenya ministry infirmières", "f1")

    assert places(told) == {
        "Kenya": (Place(TITLE, "en"), Place(TITLE, "fr")),
        "ministry": (Place(ORGANISATION, ""),),
        "infirmières": (Place(TEXT, "fr"),),
    }
    assert (told.place, told.count, told.missing) == (1, 1, ())


def test_the_number_of_a_record_is_a_word_of_it(records):
    assert places(ask("t1")) == {"t1": (Place(NUMBER, ""),)}


def test_words_found_by_a_synonym_say_where_it_comes_from(records):
    SynonymGroup.objects.create(language="en", words="remote healing | telemedicine")

    told = ask("remote healing")

    assert [(word.words, word.is_found) for word in told.words] == [("remote healing", True)]
    assert Place(TITLE, "en", "telemedicine", "synonym") in told.words[0].places


def test_words_found_by_the_glossary_name_the_language_of_the_text(records):
    GlossaryTerm.objects.create(en="telemedicine | far medicine", fr="fernmédecine")

    told = ask("fernmédecine", language="fr")

    assert Place(TITLE, "en", "telemedicine", "glossary") in told.words[0].places


def test_a_phrase_is_found_as_a_phrase(records):
    assert places(ask('"telemedicine in kenya"'))["telemedicine in kenya"] == (Place(TITLE, "en"),)
    assert ask('"kenya telemedicine"').relaxed


def test_chinese_is_told_by_pairs(records, drain):
    text = DocumentText(title="远程医疗", url="/zh/x/")
    records.put(replace(make_document("z1"), texts={"zh": text}))
    drain()

    told = ask("远程医疗", "z1", language="zh")

    assert told.place == 1
    assert all(word.places for word in told.words)


def test_missing_words_are_named(records):
    told = ask("telemedicine islands")

    assert [word.words for word in told.missing] == ["islands"]
    assert (told.place, told.answers) == (None, False)


def test_words_to_be_absent_are_named(records):
    told = ask("telemedicine -kenya")

    assert [word.words for word in told.unwanted] == ["kenya"]
    assert (told.place, told.answers) == (None, False)


def test_filters_say_what_was_asked_and_what_the_record_has(records):
    told = ask(
        "telemedicine",
        filters={"country": frozenset({"FR", "KE"}), "sdg": frozenset({"4"})},
        year_from=2018,
        year_to=2020,
    )

    assert [(each.name, each.asked, each.held, each.met) for each in told.filters] == [
        ("country", ("FR", "KE"), ("KE",), True),
        ("sdg", ("4",), ("3",), False),
        ("years", ("2018", "2020"), ("2019",), True),
    ]
    assert (told.place, [each.name for each in told.excluding]) == (None, ["sdg"])


@pytest.mark.parametrize(
    ("first", "last", "met"), [(2020, None, False), (None, 2018, False), (2019, None, True)]
)
def test_a_span_of_years_may_be_open(records, first, last, met):
    assert [each.met for each in ask("telemedicine", year_from=first, year_to=last).filters] == [met]


def test_a_corrected_question_is_explained_in_the_corrected_words(records):
    service.engine().refresh()

    told = ask("telemedicnie")

    assert (told.corrected, told.request.text, told.answers) == (True, "telemedicine", True)
    assert list(places(told)) == ["telemedicine"]


def test_an_answer_with_some_of_the_words_says_so(records):
    told = ask("zeppelin radio", "r1")

    assert (told.relaxed, told.place, told.answers) == (True, 1, True)
    assert [word.words for word in told.missing] == ["zeppelin"]


def test_a_record_with_enough_of_the_words_as_equivalents_says_so(records, drain):
    records.put(make_document("z1", "Telemedicine by zeppelin over Kenya"))
    drain()
    SynonymGroup.objects.create(language="en", words="alphaword | telemedicine")
    SynonymGroup.objects.create(language="en", words="betaword | kenya")

    told = ask("alphaword betaword zeppelin")

    assert (told.place, told.relaxed, told.widened) == (2, False, True)
    assert [word.words for word in told.missing] == ["zeppelin"]


def test_a_pinned_record_comes_first_whatever_its_words(records):
    PinnedResult.objects.create(language="en", question="telemedicine", records="r1")

    told = ask("telemedicine", "r1")

    assert (told.pinned, told.place, told.score, told.answers) == (True, 1, None, True)
    assert not ask("telemedicine", "r1", sort=Sort.NEWEST).pinned


def test_the_score_is_told_by_its_parts(records, drain):
    records.put(replace(make_document("q1", "Zeppelin"), quality=0.5))
    drain()

    score = ask("zeppelin", "q1").score

    assert (score.language, score.quality) == (0.5, 1.25)
    assert score.total == pytest.approx((score.words + 0.5) * 1.25)
    assert score.words > 0
    assert ask("zeppelin", "q1", language="fr").score.language == 0


def test_a_record_that_is_not_public_has_no_words(records, drain):
    records.take("t1")
    drain()

    told = ask("telemedicine")

    assert (told.document, told.place, told.answers, told.waiting) == (None, None, False, None)


def test_a_change_that_waits_is_told(records):
    records.put(make_document("t1", "Now about radio"))

    told = ask("telemedicine")

    assert told.waiting.document_id == "t1"
    assert told.document.texts["en"].title == "Now about radio"


def test_the_place_is_counted_over_several_pages(records, drain, monkeypatch):
    monkeypatch.setattr("search.editorial.explanation.PAGE", 1)

    assert {ask("telemedicine", id).place for id in ("t1", "t2")} == {1, 2}


def test_a_place_beyond_the_first_ones_is_not_looked_for(records, monkeypatch):
    monkeypatch.setattr("search.editorial.explanation.PAGE", 1)
    monkeypatch.setattr("search.editorial.explanation.LOOKED_AT", 1)

    told = {id: ask("telemedicine", id) for id in ("t1", "t2")}

    assert sorted(str(each.place) for each in told.values()) == ["1", "None"]
    assert all(each.answers for each in told.values())


def test_without_words_the_filters_alone_decide(records):
    told = ask("", "r1", filters={"country": frozenset({"KE"})})

    assert (told.words, told.score, told.answers, told.place is not None) == ((), None, True, True)
