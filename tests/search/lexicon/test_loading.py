"""The glossary as it is shipped, and what people made of it."""

import csv

import pytest
from django.core.exceptions import ValidationError

from search.lexicon.compiling import LANGUAGES
from search.lexicon.loading import SHIPPED, LoadReport, load_glossary, shipped_terms
from search.lexicon.validators import validate_alternatives
from search.models import GlossaryTerm

HEADER = "en,fr,es,ru,ar,zh\n"


@pytest.fixture
def folder(tmp_path, db):
    GlossaryTerm.objects.all().delete()
    return tmp_path


def write(folder, *lines: str, name: str = "a.csv") -> None:
    (folder / name).write_text(HEADER + "\n".join(lines), encoding="utf-8")


def test_a_second_call_in_a_row_changes_nothing(folder):
    write(folder, "school,école,escuela,школа,مدرسة,学校", "radio | wireless,radio,radio,радио,راديو,无线电")
    assert load_glossary(folder) == LoadReport(2, 0, 0)
    assert load_glossary(folder) == LoadReport(0, 0, 2)
    assert sorted(GlossaryTerm.objects.values_list("en", flat=True)) == ["radio | wireless", "school"]


def test_a_new_release_brings_new_words_except_where_somebody_wrote(folder):
    write(folder, "school,école,escuela,школа,مدرسة,学校")
    load_glossary(folder)
    GlossaryTerm.objects.update(fr="l’école d’ici")

    write(folder, "school,école | établissement,colegio,школа,مدرسة,学校")
    assert load_glossary(folder) == LoadReport(0, 1, 0)

    term = GlossaryTerm.objects.get()
    assert (term.fr, term.es) == ("l’école d’ici", "colegio")
    assert load_glossary(folder) == LoadReport(0, 0, 1)


def test_what_people_added_or_put_out_of_use_stays(folder):
    write(folder, "school,école,escuela,школа,مدرسة,学校")
    load_glossary(folder)
    GlossaryTerm.objects.update(in_use=False)
    GlossaryTerm.objects.create(en="ours", fr="le nôtre")
    write(folder, "school,lycée,escuela,школа,مدرسة,学校")
    load_glossary(folder)
    assert list(GlossaryTerm.objects.values_list("en", "fr", "in_use").order_by("en")) == [
        ("ours", "le nôtre", True),
        ("school", "lycée", False),
    ]


def test_lines_with_the_same_first_english_words_are_one_term(folder):
    write(folder, "school,école,,,,学校")
    write(folder, "school | academy,lycée | école,escuela,,,", name="b.csv")
    assert shipped_terms(folder) == {
        "school": {
            "en": "school | academy", "fr": "école | lycée", "es": "escuela", "ru": "", "ar": "", "zh": "学校",
        }
    }  # fmt: skip


def test_every_change_is_in_the_history(folder):
    write(folder, "school,école,escuela,школа,مدرسة,学校")
    load_glossary(folder)
    write(folder, "school,lycée,escuela,школа,مدرسة,学校")
    load_glossary(folder)
    rows = GlossaryTerm.objects.get().history.order_by("history_id")
    reason = "Loaded from the glossary that is shipped"
    assert [(row.history_type, row.fr, row.history_change_reason) for row in rows] == [
        ("+", "école", reason),
        ("~", "lycée", reason),
    ]


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.csv")), ids=lambda path: path.stem)
def test_shipped_words_are_what_a_person_could_save(path):
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        assert reader.fieldnames == list(LANGUAGES)
        wrong = [
            (line["en"], language)
            for line in reader
            for language in LANGUAGES
            if not is_valid(line[language])
        ]
    assert wrong == []


def is_valid(words: str) -> bool:
    try:
        validate_alternatives(words)
    except ValidationError:
        return False
    return True
