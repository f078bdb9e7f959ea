"""Entries in the contest: editions, categories, winners, links to records."""

from collections import Counter

import pytest

from cms.demo.prizes import demo_prize_entries


@pytest.fixture(scope="module")
def entries():
    return list(demo_prize_entries())


def test_every_edition_has_entries(entries):
    assert len(entries) == 400
    assert Counter(e["edition"] for e in entries).keys() == set(range(2012, 2027))


def test_one_winner_at_most_in_a_category(entries):
    winners = Counter((e["edition"], e["category"]) for e in entries if e["status"] == "winner")

    assert len(winners) > 40
    assert set(winners.values()) == {1}


def test_champions_came_in_2016(entries):
    assert {e["status"] for e in entries} == {"submitted", "nominee", "champion", "winner"}
    assert min(e["edition"] for e in entries if e["status"] == "champion") >= 2016


def test_linked_projects_exist_once_and_began_before(records, entries):
    known = {record["source_id"]: record for record in records}
    linked = [e for e in entries if e["project"]]

    assert 250 < len(linked) < 350
    assert len({e["project"] for e in linked}) == len(linked)
    for entry in linked:
        record = known[entry["project"]]
        assert int(record["start_date"][:4]) < entry["edition"]
        assert (entry["organisation"], entry["category"]) == (
            record["organisation"],
            record["action_lines"][0],
        )


def test_every_question_is_answered(entries):
    answers = ("title", "summary", "sdg_links", "impact", "partnerships", "challenges")

    assert all(entry[field] and "{" not in entry[field] for entry in entries for field in answers)


def test_the_same_entries_every_time(entries):
    assert list(demo_prize_entries(30)) == entries[:30]
