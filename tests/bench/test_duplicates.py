"""What finds duplicates holds its promise on a set that is generated and seeded anew, of a seed nobody tuned by."""

import random

import pytest

from cms.bench.duplicates.floors import ALARMS
from cms.bench.duplicates.run import Scored, measure, measure_real
from cms.bench.duplicates.samples import Sample, demo_samples, repeated
from cms.bench.duplicates.seeding import KINDS, exact, other_year, renamed, reordered, under_an_alias
from cms.bench.relevance.metrics import Mean

TEXT = "In 2019 two buses with a doctor visit the villages. Results go by radio. Medicine comes by bus. It is free."
CLINIC = Sample("clinic", "en", "A clinic on wheels for the lake", TEXT, "Ministry of Health of Kenya")
SEED = 77


def draw():
    return random.Random(1)


@pytest.mark.usefixtures("repository")
def test_seeded_duplicates_are_found_with_few_false_alarms():
    scored = list(measure("generated", demo_samples(300, SEED), seeded=25, clean=200))

    assert [each.kind for each in scored] == [*KINDS, ALARMS]
    assert [fault for each in scored for fault in each.faults()] == []


def test_a_score_beyond_its_limit_is_a_fault():
    good, bad = Mean(0.95, 0.0, 10), Mean(0.94, 0.0, 10)
    few, many = Mean(0.02, 0.0, 10), Mean(0.03, 0.0, 10)

    assert Scored("demo", "exact", good).faults() == Scored("demo", ALARMS, few).faults() == []
    assert Scored("demo", "exact", bad).faults() == ["demo: exact: recall 0.94 is below 0.95"]
    assert Scored("demo", ALARMS, many).faults() == ["demo: false alarms are 0.03, over 0.02"]


def test_real_records_are_left_out_where_they_are_not(tmp_path):
    assert list(measure_real(tmp_path)) == []


def test_how_a_record_is_handed_in_again():
    assert exact(CLINIC, draw()) == CLINIC
    assert renamed(CLINIC, draw()).text == TEXT
    assert sorted(reordered(CLINIC, draw()).title.split()) == sorted(CLINIC.title.split())
    assert "2019" not in other_year(CLINIC, draw()).text
    assert len(under_an_alias(CLINIC, draw()).text) < len(TEXT)


def test_records_with_one_description_are_known_to_be_the_same():
    other = Sample("bus", "en", "Doctors by bus", TEXT.upper())
    third = Sample("radio", "en", "Radio for farmers", "Short.")

    assert repeated([CLINIC, other, third]) == {"clinic": {"bus"}, "bus": {"clinic"}}
