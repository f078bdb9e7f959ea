"""load_vocabularies(): repeatable, and an editor's words win."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from cms.taxonomy import actions, queries
from cms.taxonomy.actions import load_vocabularies
from cms.taxonomy.data_files import ShippedTerm, ShippedText
from cms.taxonomy.enums import Vocabulary
from cms.taxonomy.loading import LoadReport
from cms.taxonomy.models import MatrixPair, Term, TermLabel

pytestmark = pytest.mark.usefixtures("no_vocabularies")
ROWS = 320 + 6 * 320 + 123


@pytest.fixture
def ship(monkeypatch):
    """Ship two activity types instead of everything; `ship(...)` names them anew."""

    def files(**labels):
        terms = [
            ShippedTerm(Vocabulary.ACTIVITY_TYPE, code, position, {"en": ShippedText(label)})
            for position, (code, label) in enumerate(labels.items())
        ]
        monkeypatch.setattr(actions, "shipped_terms", lambda: terms)
        monkeypatch.setattr(actions, "shipped_matrix", lambda: {})

    return files


def words(code):
    return TermLabel.objects.get(term__code=code).label


def test_the_first_time_everything_is_made():
    assert load_vocabularies() == LoadReport(created=ROWS)
    assert Term.history.count() == Term.objects.count() == 320
    assert TermLabel.history.count() == TermLabel.objects.count() == 1920
    assert MatrixPair.history.count() == MatrixPair.objects.count() == 123


def test_the_second_time_nothing_changes(vocabularies, django_assert_num_queries):
    with django_assert_num_queries(14):
        assert load_vocabularies() == LoadReport(unchanged=ROWS)
    assert Term.history.count() == 320


def test_parents_are_set(vocabularies):
    assert Term.objects.get(code="c7-e-health").parent.code == "c7"
    assert Term.objects.get(vocabulary="country", code="KE").parent.code == "africa"


def test_every_country_gets_its_group_of_focal_points(vocabularies):
    assert Group.objects.filter(name__startswith="focal-point:").count() == 249
    assert Group.objects.filter(name="focal-point:KE").exists()


def test_the_command_says_what_it_did(capsys):
    call_command("load_vocabularies")
    assert capsys.readouterr().out == f"created={ROWS} updated=0 unchanged=0 retired=0 removed=0\n"


def test_a_label_that_changed_in_the_files_is_updated(ship):
    ship(project="Project", website="Website")
    load_vocabularies()
    ship(project="Project", website="Web site")
    assert load_vocabularies() == LoadReport(updated=1, unchanged=3)
    assert words("website") == "Web site"
    assert TermLabel.history.filter(term__code="website").count() == 2


def test_a_label_that_an_editor_changed_stays(ship):
    ship(project="Project")
    load_vocabularies()
    label = TermLabel.objects.get(term__code="project")
    label.label = "Undertaking"
    label.save()
    ship(project="A project")
    load_vocabularies()
    assert words("project") == "Undertaking"
    assert load_vocabularies() == LoadReport(unchanged=2)


def test_a_label_that_the_editor_gave_back_follows_the_files_again(ship):
    ship(project="Project")
    load_vocabularies()
    label = TermLabel.objects.get(term__code="project")
    for text in ("Undertaking", "Project"):
        label.label = text
        label.save()
    ship(project="A project")
    load_vocabularies()
    assert words("project") == "A project"


def test_a_term_that_vanished_from_the_files_is_retired(ship, time_machine):
    time_machine.move_to(dt.datetime(2024, 5, 27, 12, tzinfo=dt.UTC))
    ship(project="Project", website="Website")
    load_vocabularies()
    ship(project="Project")
    assert load_vocabularies() == LoadReport(unchanged=2, retired=1)
    assert load_vocabularies() == LoadReport(unchanged=2)
    assert Term.objects.get(code="website").retired_on == dt.date(2024, 5, 27)
    assert queries.codes("activity_type") == ["project"]


def test_a_term_that_an_editor_retired_stays_retired(ship):
    ship(project="Project")
    load_vocabularies()
    Term.objects.update(retired_on=dt.date(2024, 1, 1))
    assert load_vocabularies() == LoadReport(unchanged=2)


def test_a_pair_that_vanished_from_the_matrix_is_removed_with_a_trace(vocabularies, monkeypatch):
    monkeypatch.setattr(actions, "shipped_matrix", lambda: {("c1", "3"): ["3.8"]})
    assert load_vocabularies() == LoadReport(updated=1, unchanged=2240, removed=122)
    assert queries.matrix() == {"c1": {"3": ["3.8"]}}
    assert MatrixPair.history.filter(history_type="-").count() == 122


def test_all_or_nothing(ship, monkeypatch):
    ship(project="Project")
    monkeypatch.setattr(actions, "shipped_matrix", lambda: {("c1", "99"): []})
    with pytest.raises(KeyError):
        load_vocabularies()
    assert Term.objects.count() == 0
