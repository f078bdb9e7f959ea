"""The words of a text, as index, question and highlight see them."""

from __future__ import annotations

import pytest

from search.analysis import (
    LANGUAGES,
    Span,
    analyse,
    find,
    fold,
    fold_title,
    is_stop_word,
    plain_words,
    raw_words,
)


@pytest.mark.parametrize(
    ("language", "text", "tokens"),
    [
        ("en", "Connected schools, connecting the unconnected", "connect school connect the unconnect"),
        ("en", "children's O’Brien e-health_2", "children obrien e health 2"),
        ("fr", "L’éducation des élèves qu'elle enseigne", "educ de elev elle enseign"),
        ("es", "Educación para las niñas", "educ par las nin"),
        ("ru", "Цифровые школы для детей; ещё", "цифров школ для дет ещ"),
        ("ar", "والتعليم الإلكتروني للأطفال في المُدارِس ٢٠٢٤", "تعليم الكترون اطفال في مدارس 2024"),
        ("zh", "为农村儿童，A级 医", "为农 农村 村儿 儿童 a 级 医"),
        ("und", "Redes comunitárias", "redes comunitarias"),
        ("und", "हिन्दी शिक्षा", "हिन्दी शिक्षा"),
        ("xx", "Straße ＡＢＣ Łódź İstanbul", "strasse abc lodz istanbul"),
        ("en", "école школы المدارس", "ecol школы المدارس"),
        ("fr", "", ""),
        ("fr", " … '\"-_ ", ""),
    ],
)  # fmt: skip
def test_a_text_becomes_folded_and_stemmed_tokens(language: str, text: str, tokens: str) -> None:
    assert analyse(text, language).split() == tokens.split()


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", ["school", "Schools", "SCHOOL’S", "ｓｃｈｏｏｌ"]),
        ("fr", ["école", "Écoles", "ecole", "l’école", "L'ECOLE"]),
        ("es", ["niña", "niñas", "NINA"]),
        ("ru", ["школа", "школы", "школами", "ШКОЛЕ"]),
        ("ar", ["مدارس", "المدارس", "والمدارس", "المُدارِس", "بالمدارس"]),
        ("zh", ["教育"]),
    ],
)
def test_the_forms_of_a_word_become_one(language: str, forms: list[str]) -> None:
    assert len({analyse(form, language) for form in forms}) == 1


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("ÉCOLE", "ecole"),
        ("cœur", "coeur"),
        ("Ёлка", "елка"),
        ("йод", "йод"),
        ("за́мок", "замок"),
        ("إِدَارَة", "اداره"),
        ("مستشفى", "مستشفي"),
        ("d’Ivoire", "ivoire"),
        ("aujourd'hui", "aujourdhui"),
        ("ﬁn", "fin"),
    ],
)
def test_folding_keeps_letters_and_drops_accents(word: str, folded: str) -> None:
    assert fold(word) == folded


def test_a_folded_word_stays_as_it_is() -> None:
    for word in ("École", "niña", "إدارة", "Ёлка", "l’eau", "教育"):
        assert fold(fold(word)) == fold(word)


def test_titles_are_ordered_by_their_words() -> None:
    assert fold_title("« L’École », à 2 pas !") == "ecole a 2 pas"


def test_dictionary_words_keep_their_accents() -> None:
    assert plain_words(raw_words("École ÉCOLES l'école 数字")) == {"école", "écoles"}


@pytest.mark.parametrize(
    ("text", "wanted", "spans"),
    [
        ("School, preschools; schools", {"school"}, [Span(0, 6, "school"), Span(20, 27, "school")]),
        (
            "l’école 'ecole' ecole's",
            {"ecol"},
            [Span(0, 7, "ecol"), Span(9, 14, "ecol"), Span(16, 23, "ecol")],
        ),
        ("数字教育数字", {"数字", "教育"}, [Span(0, 2, "数字"), Span(2, 4, "教育"), Span(4, 6, "数字")]),
        ("儿", {"儿"}, [Span(0, 1, "儿")]),
        ("nothing", {"school"}, []),
        ("", {"school"}, []),
        ("school", set(), []),
    ],
)
def test_wanted_tokens_are_found_where_they_stand(text: str, wanted: set[str], spans: list[Span]) -> None:
    assert find(text, "fr", wanted) == spans


def test_words_without_meaning_are_known_in_every_script() -> None:
    assert [word for word in ("the", "les", "para", "для", "في", "school", "学") if is_stop_word(word)] == [
        "the", "les", "para", "для", "في",
    ]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "text", ["a" * 100_000, "医" * 100_000, "'" * 100_000, "\ud800\x00", "ﷺ" * 1_000, "l'" * 9_999]
)
def test_no_text_is_too_strange(language: str, text: str) -> None:
    tokens = analyse(text, language).split()
    assert all(len(token) <= 60 for token in tokens)
    assert not any("\ud800" in token for token in tokens)
