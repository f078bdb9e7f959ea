"""Terms of the glossary in a segment, what is approved for them, and whether the translation uses it."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from cms.translation_desk.assistance.problem import Kind, Severity
from cms.translation_desk.assistance.terms import TermFound, marked_terms, term_problems, terms_in
from search import lexicon
from search.models import GlossaryTerm

SOURCE = "Schools close the <b>Digital divide</b> with e-government."


@pytest.fixture(autouse=True)
def glossary(repository: None) -> None:
    """One compound term, one word of every day, nothing else."""
    GlossaryTerm.objects.all().delete()
    GlossaryTerm.objects.create(
        en="digital divide | digital gap",
        fr="fracture numérique | fossé numérique",
        ru="цифровой разрыв",
        ar="فجوة رقمية",
        zh="数字鸿沟",
    )
    GlossaryTerm.objects.create(en="school", fr="école", ru="школа", ar="مدرسة", zh="学校")
    GlossaryTerm.objects.create(en="ICT | ICTs", fr="TIC")
    lexicon.forget()


def test_a_term_is_found_with_what_is_approved():
    assert terms_in(SOURCE, "en", "fr") == [
        TermFound(18, 32, "Digital divide", ("fracture numérique", "fossé numérique"), used=False)
    ]


@pytest.mark.parametrize(
    ("source", "source_language", "language", "target", "used"),
    [
        ("The digital divide", "en", "fr", "Les fractures numériques", True),
        ("The digital divide", "en", "fr", "Le fossé <b>numérique</b>", True),
        ("The digital divide", "en", "fr", "L’inégalité", False),
        ("The digital divide", "en", "ru", "О цифровом разрыве", True),
        ("The digital divide", "en", "ar", "والفجوة الرقمية", True),
        ("The digital divide", "en", "zh", "缩小数字鸿沟", True),
        ("The digital divide", "en", "zh", "不平等", False),
        ("Сокращать цифровой разрыв", "ru", "en", "Closing the digital gap", True),
        ("缩小数字鸿沟", "zh", "en", "Closing the digital divide", True),
        ("New ICTs", "en", "fr", "Les TIC nouvelles", True),
    ],
)
def test_a_term_is_used_in_any_form(source, source_language, language, target, used):
    assert [term.used for term in terms_in(source, source_language, language, target)] == [used]


@pytest.mark.parametrize(
    ("source", "language"),
    [("A school", "fr"), ("Nothing of this", "fr"), ("", "fr"), ("The digital divide", "es")],
)
def test_words_of_every_day_and_words_without_a_counterpart_are_no_terms(source, language):
    assert terms_in(source, "en", language) == []


def test_the_name_of_a_country_is_a_term():
    assert [(term.word, term.approved[0]) for term in terms_in("Roads in Kenya", "en", "zh")] == [
        ("Kenya", "肯尼亚")
    ]


def test_a_term_that_is_missing_warns_once():
    found = terms_in("The digital divide. A Digital divide.", "en", "fr", "L’inégalité.")
    [problem] = term_problems(found)
    assert (problem.kind, problem.severity) == (Kind.TERM, Severity.WARNS)
    assert "fracture numérique | fossé numérique" in str(problem.message)


def test_a_term_that_is_used_does_not_warn():
    assert term_problems(terms_in(SOURCE, "en", "fr", "La fracture numérique")) == []


def test_terms_are_marked_in_the_text():
    assert marked_terms(SOURCE, terms_in(SOURCE, "en", "fr")) == (
        'Schools close the <mark title="fracture numérique | fossé numérique">Digital divide</mark>'
        " with e-government."
    )


def test_marks_are_safe_whatever_text_and_glossary_say():
    GlossaryTerm.objects.create(en="evil term", fr='"><script>alert(1)</script>')
    lexicon.forget()
    source = "<i>An evil term</i> &lt;script&gt;"
    shown = BeautifulSoup(marked_terms(source, terms_in(source, "en", "fr")), "html.parser")
    assert [element.name for element in shown.find_all(True)] == ["mark"]
    assert shown.text == "An evil term <script>"
    assert shown.mark["title"] == '"><script>alert(1)</script>'
