"""What may stand for the words of a question."""

import pytest

from search.lexicon import Origin, expand
from search.lexicon.compiling import compiled, concept

pytestmark = pytest.mark.usefixtures("without_dictionaries")


def spans(text: str, lexicon, language: str = "en") -> list[str]:
    return [text[each.start : each.end] for each in expand(text, language, lexicon)]


def words(text: str, lexicon, language: str = "en") -> list[tuple[str, str, float]]:
    (expansion,) = expand(text, language, lexicon)
    return [(each.language, each.words, round(each.weight, 2)) for each in expansion.equivalents]


def test_a_term_has_its_words_in_the_other_languages(small):
    assert words("schools", small) == [
        ("fr", "école", 0.5),
        ("es", "escuela", 0.5),
        ("ru", "школа", 0.5),
        ("ar", "مدرسة", 0.5),
        ("zh", "学校", 0.5),
        ("ar", "مدارس", 0.47),
    ]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("École", "École"),
        ("les écoles rurales", "écoles"),
        ("escuelas", "escuelas"),
        ("школами", "школами"),
        ("المدارس", "المدارس"),
        ("والمدرسة", "والمدرسة"),
        ("我们的学校很大", "学校"),
        ("sociétés de l’information", "sociétés de l’information"),
        ("информационного общества", "информационного общества"),
    ],
)
def test_inflected_forms_are_understood_in_every_language(small, text, term):
    assert spans(text, small) == [term]


@pytest.mark.parametrize(
    "text", ["climate change", "changements climatiques", "изменению климата", "气候变化", "تغير المناخ"]
)
def test_the_longest_term_wins(small, text):
    assert spans(text, small) == [text]


def test_what_is_left_of_a_longer_term_is_a_term_of_its_own(small):
    assert spans("change the climate change", small) == ["change", "climate change"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('"climate change" school', ["school"]),
        ("«climate change» school", ["school"]),
        ("school -change", ["school"]),
        ("climate -school change", ["change"]),
        ('climate "big" change', ["change"]),
        ('"unclosed change', ["change"]),
        ("", []),
        ('… - ""', []),
        ("unicorn", []),
    ],
)
def test_words_in_quotes_or_behind_a_minus_have_none(small, text, found):
    assert spans(text, small) == found


def test_a_word_that_is_left_out_of_questions_has_none(small):
    assert spans("sur l’école", small, "fr") == ["l’école"]
    assert spans("escuelas del sur", small, "es") == ["escuelas"]


def test_a_word_that_every_text_holds_stands_for_nothing():
    lexicon = compiled([concept({"en": ["step"], "fr": ["pas", "étape"], "es": ["paso"]}, Origin.GLOSSARY)])
    assert words("steps", lexicon) == [("es", "paso", 0.5), ("fr", "étape", 0.47)]
    assert spans("pas", lexicon, "fr") == []


def test_an_inflected_form_of_the_word_itself_is_left_out():
    lexicon = compiled([concept({"en": ["school", "schools"], "ru": ["школа"]}, Origin.GLOSSARY)])
    assert words("school", lexicon) == [("ru", "школа", 0.5)]


def test_synonyms_weigh_as_much_as_the_word():
    lexicon = compiled([concept({"en": ["wireless", "radio"]}, Origin.SYNONYM)])
    assert words("radio", lexicon) == [("en", "wireless", 1.0)]


def test_other_words_of_the_same_language_weigh_half():
    lexicon = compiled([concept({"en": ["school", "academy"], "fr": ["école"]}, Origin.GLOSSARY)])
    assert words("school", lexicon) == [("fr", "école", 0.5), ("en", "academy", 0.24)]


def test_several_meanings_stand_together(small):
    lexicon = compiled(
        [
            concept({"en": ["bank"], "fr": ["banque"]}, Origin.GLOSSARY),
            concept({"en": ["bank"], "fr": ["rive"]}, Origin.GLOSSARY),
        ]
    )
    assert words("banks", lexicon) == [("fr", "banque", 0.5), ("fr", "rive", 0.5)]


def test_no_language_has_more_than_four(small):
    lexicon = compiled([concept({"en": ["a1b"], "fr": ["un", *"klmno"], "ru": ["р"]}, Origin.GLOSSARY)])
    found = [language for language, _words, _weight in words("a1b", lexicon)]
    assert sorted(found) == ["fr", "fr", "fr", "fr", "ru"]


@pytest.mark.parametrize(
    "text", ["\ud800", "'" * 900, "学" * 900, "a\u0301" * 400, "(" * 1000, "ـ", "\u0301"]
)
def test_anything_can_be_typed(small, text):
    assert isinstance(expand(text, "en", small), tuple)
