"""Files of a result set: all of it, with its rights, nothing that runs, and an honest end."""

import csv
import datetime as dt
import gzip
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from search import registry, service
from search.engines.base import EngineUnavailable, StaleCursor
from search.exports import cells, walk
from search.exports.columns import COLUMNS
from search.types import DocumentText, SearchRequest
from tests.factories import ProjectFactory, published, translation
from tests.search.conftest import make_document
from tests.search.hostile import QUERIES

EXPORT = "/en/stocktaking/export"
FORMATS = ("csv", "xlsx", "json")
DANGEROUS = ("=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", '=HYPERLINK("https://example.org")', "#N/A")

pytestmark = pytest.mark.usefixtures("repository")


def body(client, format: str, query: str = "", language: str = "en") -> bytes:
    response = client.get(f"/{language}/stocktaking/export.{format}?{query}")
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def rows(client, format: str, query: str = "", language: str = "en") -> list[dict]:
    """Return the records of a file by column, as a reader of that format sees them."""
    content = body(client, format, query, language)
    if format == "json":
        return json.loads(content)["records"]
    if format == "csv":
        return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    names, *values = load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
    return [dict(zip(names, each, strict=True)) for each in values]


@pytest.fixture
def telemedicine(shelf, drain):
    """One record, of which every column has a value that tells the formats apart."""
    shelf.put(make_document("17", "Rural telemedicine"))
    drain()


def test_a_record_in_json_has_values_of_their_type(client, telemedicine):
    assert rows(client, "json") == [
        {
            "id": "17",
            "permanent_url": "http://localhost:8000/id/17",
            "url": "http://testserver/en/stocktaking/2019/17/",
            "title": "Rural telemedicine",
            "summary": "Nurses and doctors by telephone.",
            "language": "en",
            "languages": ["en"],
            "kind": "project",
            "kind_name": "Project",
            "organisation": "Ministry of Health",
            "stakeholder": "",
            "stakeholder_name": "",
            "countries": ["KE"],
            "country_names": ["Kenya"],
            "regions": ["africa"],
            "region_names": ["Africa"],
            "action_lines": ["c7", "c7-e-health"],
            "action_line_names": ["ICT applications: benefits in all aspects of life", "E-health"],
            "sdgs": ["3"],
            "sdg_names": ["Ensure healthy lives and promote well-being for all at all ages"],
            "prizes": [],
            "prize_names": [],
            "status": "ongoing",
            "status_name": "Ongoing",
            "year": 2019,
            "start_date": None,
            "end_date": None,
            "website": "",
            "first_published": "2024-01-02",
            "last_changed": "2024-02-03",
            "source": "itu",
            "source_url": "https://example.org/itu/1",
            "licence": "CC BY 4.0",
            "attribution": "ITU",
        }
    ]


def test_a_json_file_says_what_it_is_and_that_it_is_whole(client, telemedicine):
    made = json.loads(body(client, "json", "q=telemedicine&country=KE&page=1"))

    assert dt.datetime.fromisoformat(made.pop("made_at")).tzinfo == dt.UTC
    assert [record["id"] for record in made.pop("records")] == ["17"]
    assert made == {
        "question": "http://testserver/en/stocktaking/?q=telemedicine&country=KE",
        "language": "en",
        "count": 1,
        "complete": True,
    }


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_a_table_has_the_same_columns_with_several_values_in_a_cell(client, telemedicine, format):
    (row,) = rows(client, format)

    assert list(row) == [column.name for column in COLUMNS]
    assert (row["id"], row["action_lines"], row["licence"]) == ("17", "c7; c7-e-health", "CC BY 4.0")


def test_a_csv_file_begins_with_a_byte_order_mark_and_a_workbook_has_dates(client, telemedicine):
    assert body(client, "csv").startswith(b"\xef\xbb\xbfid,")
    (row,) = rows(client, "xlsx")
    assert (row["year"], row["first_published"]) == (2019, dt.datetime(2024, 1, 2))


def test_a_workbook_runs_with_the_script(client, telemedicine):
    books = [
        load_workbook(io.BytesIO(body(client, "xlsx", language=language))).active for language in ("en", "ar")
    ]
    assert [bool(book.sheet_view.rightToLeft) for book in books] == [False, True]


@pytest.mark.parametrize("format", FORMATS)
def test_labels_are_in_the_language_of_the_address(client, telemedicine, format):
    (row,) = rows(client, format, language="fr")

    assert row["status_name"] == "En cours"
    assert "Afrique" in row["region_names"]


@pytest.mark.parametrize("format", FORMATS)
def test_a_file_is_an_attachment_named_by_its_day_and_language(client, telemedicine, format, time_machine):
    time_machine.move_to("2024-05-27T12:00:00Z")

    response = client.get(f"/fr/stocktaking/export.{format}")

    assert (
        response["Content-Disposition"] == f'attachment; filename="wsis-stocktaking-2024-05-27-fr.{format}"'
    )
    assert response["X-Robots-Tag"] == "noindex"
    assert response.getvalue()


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("query", ["", "q=telemedicine", "sort=title", "sort=oldest"])
def test_all_records_are_in_the_file_whatever_the_page(client, shelf, drain, format, query):
    shelf.put(*(make_document(f"{number}", f"Telemedicine {number}") for number in range(250)))
    drain()

    found = [row["id"] for row in rows(client, format, f"{query}&page=2&size=5")]

    assert sorted(found) == sorted(f"{number}" for number in range(250))


def test_the_order_is_that_of_the_page(client, shelf, drain):
    shelf.put(*(make_document(f"{number}", f"Telemedicine {number:03}") for number in range(120)))
    drain()

    assert [row["id"] for row in rows(client, "json", "sort=title")] == [f"{number}" for number in range(120)]


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_found_is_a_file_without_records(client, telemedicine, format):
    assert rows(client, format, "country=FR") == []


@pytest.mark.parametrize("records", [1, 3, 100])
def test_a_batch_costs_the_same_whatever_is_in_it(
    client, shelf, drain, records, django_assert_num_queries, still_memory
):
    shelf.put(*(make_document(f"{number}") for number in range(records)))
    drain()
    body(client, "csv")

    with django_assert_num_queries(1):
        body(client, "csv")


@pytest.mark.parametrize("format", FORMATS)
def test_a_withdrawn_record_is_in_no_file_before_the_worker_knows(client, shelf, drain, format):
    shelf.put(make_document("1"), make_document("2"))
    drain()
    shelf.take("1")

    assert [row["id"] for row in rows(client, format)] == ["2"]


def test_a_record_withdrawn_in_the_middle_is_left_out(shelf, drain):
    shelf.put(*(make_document(f"{number}") for number in range(150)))
    drain()
    batches = walk.batches(SearchRequest())
    seen = {record.hit.id for record in next(batches).records}
    gone = next(id for id in shelf.documents if id not in seen)
    shelf.take(gone)

    rest = {record.hit.id for batch in batches for record in batch.records}

    assert rest == {id for id in shelf.documents if id not in seen}


def test_no_record_comes_twice_when_positions_move(shelf, drain):
    shelf.put(*(make_document(f"{number}", "Telemedicine") for number in range(150)))
    drain()
    batches = walk.batches(SearchRequest(text="telemedicine"))
    first = [record.hit.id for record in next(batches).records]
    shelf.put(*(make_document(f"new-{number}", "Telemedicine telemedicine") for number in range(50)))
    drain()

    rest = [record.hit.id for batch in batches for record in batch.records]

    assert not set(first) & set(rest)


def test_what_a_spreadsheet_would_run_is_text(client, shelf, drain):
    shelf.put(
        *(make_document(f"{number}", title, organisation=title) for number, title in enumerate(DANGEROUS))
    )
    drain()

    in_csv = {row["id"]: row["title"] for row in rows(client, "csv")}
    book = load_workbook(io.BytesIO(body(client, "xlsx"))).active

    assert in_csv == {f"{n}": title if title == "#N/A" else f"'{title}" for n, title in enumerate(DANGEROUS)}
    titles = [row[3] for row in book.iter_rows(min_row=2)]
    assert {cell.value for cell in titles} == set(DANGEROUS)
    assert {(cell.data_type, cell.quotePrefix) for cell in titles} == {("s", True)}


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("", ""),
        (None, ""),
        (2019, 2019),
        (dt.date(2019, 5, 1), "2019-05-01"),
        (("KE", "UG"), "KE; UG"),
        ("two\nlines\x00", "two lines"),
        (" =1", "' =1"),
        ("\t=1", "'=1"),
        (("-1", "2"), "'-1; 2"),
        ("a=1", "a=1"),
        ("a;=1; -2;b", "a;'=1;' -2;b"),
    ],
)
def test_values_become_harmless_cells(value, cell):
    assert cells.harmless(value) == cell


def test_a_text_too_long_for_a_cell_says_that_it_goes_on():
    assert cells.shortened("x" * 40_000) == "x" * 32_766 + "…"


@pytest.mark.parametrize("format", FORMATS)
def test_odd_characters_spoil_no_file(client, shelf, drain, format):
    odd = "a\x00b\x0bc\u2028d\ufffee\U0001f600 <&>\"'"
    text = DocumentText(title=odd, summary=odd, url="/en/x/")
    shelf.put(replace(make_document("1"), texts={"en": text}))
    drain()

    (row,) = rows(client, format)

    assert row["title"] == (odd if format == "json" else "a b c d e\U0001f600 <&>\"'")


@pytest.mark.parametrize("format", FORMATS)
def test_a_parameter_that_cannot_be_read_is_refused_by_name(client, telemedicine, format):
    response = client.get(f"{EXPORT}.{format}?year=abc")

    assert (response.status_code, response.content.decode()) == (
        400,
        "The parameter year cannot be read: a year has four digits.",
    )


@pytest.mark.parametrize("format", FORMATS)
def test_while_the_engine_rests_there_is_no_file(client, telemedicine, format, monkeypatch):
    monkeypatch.setattr(type(service.engine()), "search", unavailable)

    response = client.get(f"{EXPORT}.{format}")

    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert "Content-Disposition" not in response


@pytest.fixture
def failing_later(shelf, drain, monkeypatch):
    """250 records, and an engine that answers once."""
    shelf.put(*(make_document(f"{number}") for number in range(250)))
    drain()
    kind, answered = type(service.engine()), []
    search = kind.search

    def once(engine, request):
        answered.append(request)
        if len(answered) > 1:
            raise EngineUnavailable("down")
        return search(engine, request)

    monkeypatch.setattr(kind, "search", once)


def received(response) -> tuple[str, bool]:
    """Return what of a file arrives, and whether its transfer breaks off."""
    pieces = []
    try:
        for piece in response.streaming_content:
            pieces.append(piece)
    except (EngineUnavailable, StaleCursor):
        return b"".join(pieces).decode("utf-8-sig"), True
    return b"".join(pieces).decode("utf-8-sig"), False


def test_a_csv_file_cut_short_says_so_in_its_last_line_and_breaks_off(client, failing_later):
    content, broken = received(client.get(f"{EXPORT}.csv"))

    lines = list(csv.reader(io.StringIO(content)))
    assert (len(lines), lines[-1][0].split(":")[0], broken) == (102, "INCOMPLETE", True)


def test_the_last_line_of_a_file_cut_short_arrives_compressed_too(client, failing_later):
    response = client.get(f"{EXPORT}.csv", headers={"accept-encoding": "gzip"})
    pieces = []

    with pytest.raises(EngineUnavailable):
        pieces.extend(response.streaming_content)

    assert response["Content-Encoding"] == "gzip"
    assert b"\r\nINCOMPLETE" in gzip.decompress(b"".join(pieces))


def test_a_json_file_cut_short_says_that_it_is_not_complete_and_breaks_off(client, failing_later):
    content, broken = received(client.get(f"{EXPORT}.json"))

    made = json.loads(content)
    assert (len(made["records"]), made["count"], made["complete"], broken) == (100, 250, False, True)
    assert made["error"].startswith("INCOMPLETE")


def test_a_workbook_cut_short_is_none(client, failing_later):
    assert client.get(f"{EXPORT}.xlsx").status_code == 503


def test_a_file_is_only_read(client, telemedicine):
    assert client.post(f"{EXPORT}.csv").status_code == 405


def test_hostile_queries_get_a_file_or_a_refusal(client, telemedicine):
    wrong = []
    for query in QUERIES:
        response = client.get(f"{EXPORT}.json?{query}")
        if response.status_code == 200:
            json.loads(b"".join(response.streaming_content))
        elif response.status_code != 400:
            wrong.append((response.status_code, query[:80]))
    assert wrong == []


def test_contacts_are_in_no_column_and_facts_are_the_originals(index, drain):
    project = published(
        ProjectFactory(
            contact_name="Nobody Else",
            contact_email="nobody@example.org",
            licence="CC BY 4.0",
            attribution="ITU",
            source="itu",
            source_url="https://example.org/1",
            start_date=dt.date(2019, 2, 1),
        )
    )
    later = published(translation(project, "fr", title="Titre"))
    draft = ProjectFactory()

    facts = registry.facts([project.record_id, draft.record_id])

    assert list(facts) == [project.record_id]
    fact = facts[project.record_id]
    assert (fact.licence, fact.attribution, fact.source_url) == ("CC BY 4.0", "ITU", "https://example.org/1")
    assert (fact.start, fact.published, fact.changed) == (
        dt.date(2019, 2, 1),
        project.first_published_at,
        later.last_published_at,
    )
    assert "obody" not in repr(fact)


@pytest.mark.parametrize("records", [1, 3])
def test_facts_cost_the_same_for_one_record_and_for_three(records, django_assert_num_queries):
    projects = [published(ProjectFactory()) for _ in range(records)]

    with django_assert_num_queries(5):
        assert len(registry.facts([project.record_id for project in projects])) == records


def test_the_reference_explains_every_column():
    reference = (Path(__file__).parents[2] / "docs/reference/exports.md").read_text(encoding="utf-8")
    table = reference.split("## Columns")[1].split("## ")[0]
    named = re.findall(r"`([a-z_]+)`", "".join(re.findall(r"^\| (`.*?) \|", table, re.MULTILINE)))
    assert named == [column.name for column in COLUMNS]


def unavailable(engine, request):
    raise EngineUnavailable("down")
