import pytest

from cms.taxonomy import queries, snapshot
from cms.taxonomy.models import Term, TermAlias, TermLabel
from cms.taxonomy.snapshot import TermText

pytestmark = pytest.mark.usefixtures("vocabularies")


@pytest.fixture
def clock(monkeypatch):
    """Seconds since the start, to be moved by the test."""

    class Clock:
        now = 0.0

    monkeypatch.setattr(snapshot.time, "monotonic", lambda: Clock.now)
    return Clock


def test_labels_in_the_order_of_the_vocabulary():
    labels = queries.labels("coverage", "fr")
    assert list(labels.items()) == [
        ("local", TermText("Locale", "Locale")),
        ("national", TermText("Nationale", "Nationale")),
        ("regional", TermText("Régionale", "Régionale")),
        ("international", TermText("Internationale", "Internationale")),
    ]


@pytest.mark.parametrize(
    ("vocabulary", "code", "language", "label", "short"),
    [
        ("action_line", "c9", "ru", "Средства массовой информации", "СМИ"),
        ("action_line", "c7-e-health", "es", "E-salud", "E-salud"),
        ("sdg", "4", "zh", "确保包容和公平的优质教育，让全民终身享有学习机会", "优质教育"),
        ("country", "IR", "en", "Iran (Islamic Republic of)", "Iran"),
        ("country", "KE", "xx", "Kenya", "Kenya"),
        ("country", "XX", "en", "XX", "XX"),
        ("weather", "rain", "en", "rain", "rain"),
    ],
)
def test_label_and_short_label(vocabulary, code, language, label, short):
    assert queries.label(vocabulary, code, language) == label
    assert queries.short_label(vocabulary, code, language) == short


def test_english_stands_in_for_a_missing_label():
    TermLabel.objects.filter(term__code="c9", language="fr").delete()
    assert queries.labels("action_line", "fr")["c9"] == TermText("Media", "Media")


def test_ids_of_terms_by_code():
    assert queries.term_ids("coverage") == dict(
        Term.objects.filter(vocabulary="coverage").values_list("code", "pk")
    )


def test_parents_and_numbers():
    assert queries.parent("action_line", "c7-e-health") == "c7"
    assert queries.parent("action_line", "c99") == ""
    assert queries.number("action_line", "c7-e-health") == 10
    assert queries.number("action_line", "c7") is None
    assert queries.number("action_line", "c99") is None


def test_a_line_of_c7_brings_c7():
    assert queries.with_parents("action_line", ["zz", "c7-e-health", "c1"]) == [
        "c1",
        "c7",
        "c7-e-health",
        "zz",
    ]


def test_a_country_knows_its_region():
    assert queries.region_of("KE") == "africa"
    assert queries.region_of("AQ") == queries.region_of("XX") == ""


def test_the_matrix_takes_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert queries.matrix()["c7-e-learning"] == {"4": []}


def test_a_retired_term_is_not_offered_but_keeps_its_label():
    Term.objects.filter(code="local").update(retired_on="2024-01-01")
    snapshot.forget()
    assert queries.codes("coverage") == ["national", "regional", "international"]
    assert queries.label("coverage", "local", "en") == "Local"


def test_a_term_is_called_by_its_english_label():
    assert str(Term.objects.get(code="c4")) == "Capacity building"
    assert str(Term(vocabulary="sdg", code="99")) == "99"


def test_in_the_steady_state_nothing_is_asked(clock, django_assert_num_queries):
    with django_assert_num_queries(4):
        queries.labels("country", "en")
    clock.now += snapshot.CHECK_EVERY - 0.1
    with django_assert_num_queries(0):
        queries.labels("action_line", "ar")
        queries.region_of("KE")
        str(Term(vocabulary="country", code="KE"))
    clock.now += 0.2
    with django_assert_num_queries(1):
        queries.labels("country", "en")


def test_a_saved_label_shows_at_once(clock):
    assert queries.label("action_line", "c9", "en") == "Media"
    label = TermLabel.objects.get(term__code="c9", language="en")
    label.label = "The press"
    label.save()
    assert queries.label("action_line", "c9", "en") == "The press"


@pytest.mark.parametrize(
    "change",
    [
        lambda: Term.objects.get(code="local").save(),
        lambda: TermLabel.objects.filter(term__code="local").first().save(),
        lambda: TermAlias.objects.create(term=Term.objects.get(code="local"), alias="Nearby"),
    ],
    ids=["term", "label", "alias"],
)
def test_what_another_process_changed_shows_within_seconds(clock, monkeypatch, change):
    before = snapshot.current()
    monkeypatch.setattr(snapshot, "forget", lambda: None)
    change()
    assert snapshot.current() is before
    clock.now += snapshot.CHECK_EVERY
    assert snapshot.current() is not before
