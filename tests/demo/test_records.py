"""The demo records: the same every time, complete, plausible, in six languages."""

import datetime as dt
import json
import re
from collections import Counter
from itertools import islice

import pytest

from cms.demo.records import demo_records
from cms.demo.stories import TODAY

KEYS = {
    "source", "source_id", "source_url", "licence", "attribution",
    "title", "subtitle", "summary", "description", "goals", "results", "challenges", "partnerships",
    "replicability", "added_value", "sustainability",
    "organisation", "organisation_country", "entity_type", "stakeholder_type", "countries", "action_lines",
    "sdgs", "activity_types", "coverage", "status", "start_date", "end_date", "submitted_on", "website",
    "language", "contact_name", "contact_email", "keywords",
}  # fmt: skip
WORDS = (
    "title", "subtitle", "summary", "description", "goals", "results", "challenges", "partnerships",
    "replicability", "added_value", "sustainability",
)  # fmt: skip
SCRIPTS = {"ar": "[\u0600-\u06ff]", "ru": "[\u0400-\u04ff]", "zh": "[\u4e00-\u9fff]"}
LATIN = "[A-Za-z\u00c0-\u017f]"


def words(record: dict) -> str:
    """All words of a record without markup, in one line."""
    texts = [re.sub(r"(<[^>]+>)+", " ", record[field]).strip() for field in WORDS]
    return " ".join(text for text in texts if text)


def is_sparse(record: dict) -> bool:
    return not record["organisation"]


def test_the_same_records_every_time(records):
    again = json.dumps(list(demo_records(300)), ensure_ascii=False)

    assert again == json.dumps(records[:300], ensure_ascii=False)


def test_a_shorter_run_is_the_beginning_of_a_longer_one(records):
    assert list(demo_records(5)) == records[:5]


def test_known_record_stays_as_it_is(records):
    """On every supported Python and in every process; a change of the generator changes these lines."""
    told = records[2]

    assert (told["source_id"], told["language"], told["title"], told["organisation"]) == (
        "demo-000003",
        "en",
        "One-stop shop for technology start-ups in the capital region of Mexico, 2012–2017",
        "Agencia Nacional de Desarrollo Digital de México",
    )


def test_another_seed_tells_other_stories():
    assert [r["title"] for r in demo_records(20, seed=1)] != [r["title"] for r in demo_records(20)]


def test_records_come_one_by_one():
    assert len(list(islice(demo_records(10**9), 3))) == 3


def test_count_keys_and_ids(records):
    assert len(records) == 14000
    assert {frozenset(record) for record in records} == {frozenset(KEYS)}
    assert len({record["source_id"] for record in records}) == 14000
    assert {record["source"] for record in records} == {"demo"}
    assert all("invented" in record["attribution"] for record in records)


def test_languages_are_spread_as_in_the_repository(records):
    shares = {language: n / 140 for language, n in Counter(r["language"] for r in records).items()}

    assert shares == pytest.approx({"en": 55, "fr": 14, "es": 12, "ar": 8, "ru": 6, "zh": 5}, abs=1)


def test_every_country_action_line_goal_and_kind_occurs(records):
    assert len({code for r in records for code in r["countries"]}) == 195
    assert len({code for r in records for code in r["action_lines"]}) == 18
    assert {goal for r in records for goal in r["sdgs"]} >= set(range(1, 18)) - {7, 14}
    assert {r["status"] for r in records} == {"planned", "ongoing", "completed", "ended"}
    assert {r["coverage"] for r in records} == {"local", "national", "regional", "international"}
    assert len({r["entity_type"] for r in records}) == 6
    assert len({r["stakeholder_type"] for r in records}) == 6


def test_organisations_are_many_and_come_back(records):
    assert 1200 <= len({r["organisation"] for r in records}) <= 2000


def test_some_records_are_sparse(records):
    sparse = [r for r in records if is_sparse(r)]

    assert 0.02 < len(sparse) / 14000 < 0.04
    assert {(r["start_date"], r["end_date"], r["description"]) for r in sparse} == {(None, None, "")}


def test_titles_are_hardly_ever_the_same(records):
    assert len({(r["language"], r["title"]) for r in records}) > 0.99 * 14000


def test_nothing_is_left_unfilled(records):
    assert [r["source_id"] for r in records if re.search(r"[{}]|\bNone\b|  ", words(r).strip())] == []


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar", "ru", "zh"])
def test_the_script_is_the_languages(records, language):
    texts = [words(r) for r in records if r["language"] == language]
    own, foreign = (
        SCRIPTS.get(language, LATIN),
        "|".join(s for code, s in SCRIPTS.items() if code != language),
    )

    assert all(re.search(own, text) for text in texts)
    assert [text[:80] for text in texts if re.search(foreign, text)] == []


def test_length_of_the_words(records):
    spaced = [r for r in records if r["language"] != "zh" and not is_sparse(r)]
    totals = sorted(len(words(r).split()) for r in spaced)
    summaries = sorted(len(r["summary"].split()) for r in spaced)

    assert 240 <= totals[len(totals) // 2] <= 320
    assert (totals[0] > 140, totals[-1] < 420) == (True, True)
    assert 40 <= summaries[len(summaries) // 2] <= 60
    assert summaries[-1] <= 80


def test_dates_agree_with_the_status(records):
    day = dt.date.fromisoformat
    for record in (r for r in records if not is_sparse(r)):
        start, end = day(record["start_date"]), record["end_date"] and day(record["end_date"])
        assert end is None or start < end
        assert dt.date(2004, 10, 5) <= day(record["submitted_on"]) <= TODAY
        assert (start > TODAY) == (record["status"] == "planned")
        if record["status"] in {"completed", "ended"}:
            assert end < TODAY


def test_addresses_lead_nowhere_real(records):
    assert all(r["contact_email"].endswith("@example.org") for r in records)
    assert all(r["website"].startswith("https://example.org/") for r in records if r["website"])


def test_rich_text_is_simple(records):
    tags = {tag for r in records[:2000] for field in WORDS for tag in re.findall(r"</?(\w+)", r[field])}

    assert tags == {"p", "ul", "li"}
