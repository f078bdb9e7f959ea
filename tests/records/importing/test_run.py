"""Importing a file from end to end: what becomes of each line, and that a second run changes nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from wagtail.models import Page, PageLogEntry, Revision

from cms.moderation import actions
from cms.moderation.enums import LogAction, PageState
from cms.moderation.states import state_of
from cms.organisations.models import Organisation
from cms.records.bulk.values import TargetState
from cms.records.importing.readers import Format
from cms.records.importing.run import Listener, Request, import_file
from cms.records.importing.values import Rejection
from cms.taxonomy.models import TermAlias
from prizes_pages.models import PrizeEntryPage
from stocktaking_pages.models import StocktakingProjectPage
from tests.factories import person, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabularies")]

GOOD: dict[str, Any] = {
    "source": "worldbank",
    "source_id": "P1",
    "source_url": "https://example.org/P1",
    "licence": "CC BY 4.0",
    "title": "Rural <b>Schools</b> &amp; Networks",
    "description": "Schools in rural areas.\n\nNetworks too.",
    "organisation": "Ministry of Education",
    "countries": ["KE", "Côte d'Ivoire"],
    "sdgs": [4, 9],
    "sectors": ["Education", "Energy"],
    "start_date": "2019-05-01",
    "end_date": None,
    "website": "example.org",
    "language": "en",
}


class Importer:
    """Imports dicts as a file would bring them, and remembers what was told."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "list.jsonl"
        self.by = person("moderator")
        self.rejections: list[Rejection] = []
        self.notes: list[tuple[int, str, str]] = []
        self.unknown: list[str] = []

    def __call__(self, *lines: Any, state: TargetState = TargetState.PUBLISHED, dry_run: bool = False) -> str:
        self.path.write_text("\n".join(each if isinstance(each, str) else json.dumps(each) for each in lines))
        listener = Listener(
            on_rejection=self.rejections.append,
            on_note=lambda incoming, note: self.notes.append((incoming.line, note.field, note.text)),
            on_unknown_column=lambda name, line: self.unknown.append(name),
        )
        request = Request(self.path, Format.JSONL, state, self.by, person="Ada", dry_run=dry_run)
        return str(import_file(request, listener))


@pytest.fixture
def run(tmp_path: Path) -> Importer:
    return Importer(tmp_path)


def good(**values: Any) -> dict[str, Any]:
    return GOOD | values


def tally(created: int = 0, updated: int = 0, unchanged: int = 0, rejected: int = 0) -> str:
    return f"created={created} updated={updated} unchanged={unchanged} rejected={rejected}"


def project(**values: Any) -> StocktakingProjectPage:
    return StocktakingProjectPage.objects.get(**values)


def codes(page: StocktakingProjectPage, relation: str) -> list[str]:
    return list(getattr(page, relation).order_by("code").values_list("code", flat=True))


def test_a_record_arrives_whole(run: Importer) -> None:
    assert run(good()) == tally(created=1)

    page = project()
    assert page.title == "Rural Schools & Networks"
    assert page.description == "<p>Schools in rural areas.</p><p>Networks too.</p>"
    assert (page.organisation.name, page.keywords) == ("Ministry of Education", "Education, Energy")
    assert (codes(page, "countries"), codes(page, "sdgs")) == (["CI", "KE"], ["4", "9"])
    assert (str(page.start_date), page.end_date, page.website) == ("2019-05-01", None, "http://example.org")
    assert (page.source, page.source_id, page.licence) == ("worldbank", "P1", "CC BY 4.0")
    assert page.url_path.endswith("/en/stocktaking/2019/rural-schools-networks/")
    assert run.notes == [] and run.unknown == []


def test_an_unchanged_record_writes_nothing(run: Importer, django_assert_num_queries: Any) -> None:
    run(good())
    before = Revision.objects.count(), PageLogEntry.objects.count()

    assert run(good()) == tally(unchanged=1)

    assert (Revision.objects.count(), PageLogEntry.objects.count()) == before


def test_a_changed_record_is_a_new_revision_in_public(run: Importer) -> None:
    run(good())

    assert run(good(title="Rural Schools", countries=["UG"], end_date="2021")) == tally(updated=1)

    page = project()
    assert (page.title, codes(page, "countries"), str(page.end_date)) == (
        "Rural Schools",
        ["UG"],
        "2021-12-31",
    )
    assert page.revisions.count() == 2
    assert (state_of(page), page.slug) == (PageState.PUBLISHED, "rural-schools-networks")
    assert run(good(title="Rural Schools", countries=["UG"], end_date="2021")) == tally(unchanged=1)


def test_an_empty_value_changes_nothing(run: Importer) -> None:
    run(good(end_date="2021"))

    run(good(title="New", end_date=None, countries=None))

    assert (str(project().end_date), codes(project(), "countries")) == ("2021-12-31", ["CI", "KE"])


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (TargetState.DRAFT, PageState.DRAFT),
        (TargetState.REVIEW, PageState.IN_REVIEW),
        (TargetState.PUBLISHED, PageState.PUBLISHED),
    ],
)
def test_a_record_is_taken_as_far_as_asked(run: Importer, state: TargetState, expected: PageState) -> None:
    run(good(), state=state)

    assert state_of(project()) == expected


@pytest.mark.parametrize("leave", [actions.unpublish, actions.archive])
def test_what_was_taken_offline_is_not_resurrected(run: Importer, leave: Any) -> None:
    run(good())
    leave(page=project(), by=person("moderator"), reason="Wrong")
    state = state_of(project())

    assert run(good(title="Back again")) == tally(updated=1)

    assert (project().live, state_of(project())) == (False, state)
    assert run(good(title="Back again")) == tally(unchanged=1)


def test_a_colleagues_draft_is_kept(run: Importer) -> None:
    run(good())
    write(project(), person("moderator"), summary="Half written.")

    run(good(title="From the source"))

    latest = project().get_latest_revision_as_object()
    assert (project().title, project().summary) == ("Rural Schools & Networks", "")
    assert (latest.title, latest.summary) == ("From the source", "Half written.")


def test_a_locked_record_is_left_alone(run: Importer) -> None:
    run(good())
    Page.objects.filter(pk=project().pk).update(locked=True)

    assert run(good(title="New")) == tally(rejected=1)

    assert "locked" in run.rejections[0].error


@pytest.mark.parametrize(
    ("values", "field", "error"),
    [
        ({"title": None}, "title", "title is missing"),
        ({"title": "<p> </p>"}, "title", "title is missing"),
        ({"title": ["a"]}, "title", "title must be text"),
        ({"source": ""}, "source", "source is missing"),
        ({"source_id": None}, "source_id", "source_id is missing"),
        (
            {"end_date": "2018-01-01"},
            "end_date",
            "The record ends (2018-01-01) before it starts (2019-05-01).",
        ),
        ({"start_date": "soon"}, "start_date", "“soon” is not a date such as 2019-05-31"),
        ({"sdgs": [18]}, "sdgs", "“18” is not a goal from 1 to 17"),
        ({"action_lines": "C12"}, "action_lines", "“C12” is not an Action Line from C1 to C11"),
        (
            {"status": "Approved maybe"},
            "status",
            "“approved maybe” is not one of: completed, ended, ongoing, planned",
        ),
        ({"licence": "x" * 201}, "licence", "licence has 201 characters; the field holds 200"),
        ({"legacy_id": "abc"}, "legacy_id", "“abc” is not an id of 6 to 20 digits"),
        ({"organisation": "x" * 256}, "organisation", "organisation has 256 characters; the field holds 255"),
        ({"description": {"en": "x"}}, "description", "description must be text"),
    ],
)
def test_what_cannot_be_kept_is_rejected(
    run: Importer, values: dict[str, Any], field: str, error: str
) -> None:
    assert run(good(), good(source_id="P2") | values) == tally(1, rejected=1)

    assert [(each.line, each.field, each.error) for each in run.rejections] == [(2, field, error)]
    assert StocktakingProjectPage.objects.count() == 1


def test_broken_lines_do_not_stop_the_others(run: Importer) -> None:
    assert run("{broken", "[]", "", good(), "null", good(source_id="P2")) == tally(created=2, rejected=3)

    assert [each.line for each in run.rejections] == [1, 2, 5]


def test_the_same_key_twice_in_a_file(run: Importer) -> None:
    assert run(good(), good(source_id="P2"), good(title="Again")) == tally(created=2, rejected=1)

    assert run.rejections == [
        Rejection(3, "source_id", "The file has this source and source_id already on line 1.", "P1")
    ]


def test_the_same_old_id_twice(run: Importer) -> None:
    run(good(legacy_id="1487771718"))

    assert run(good(source_id="P2", legacy_id="1487771718")) == tally(rejected=1)
    assert project().record_id == "1487771718"


@pytest.mark.parametrize(
    ("values", "field", "text"),
    [
        (
            {"website": "javascript:alert(1)"},
            "website",
            "“javascript:alert(1)” is not an address on the web; left out",
        ),
        ({"countries": ["KE", "Atlantis"]}, "countries", "“Atlantis” is no country we know; left out"),
        ({"language": "Klingonese"}, "language", "“Klingonese” is no language we know; left out"),
        ({"contact_email": "nobody"}, "contact_email", "“nobody” is not an e-mail address; left out"),
        (
            {"description": "caf\ufffd"},
            "description",
            "holds characters that were lost before the file was written (U+FFFD)",
        ),
    ],
)
def test_what_is_left_out_is_told_and_logged(
    run: Importer, values: dict[str, Any], field: str, text: str
) -> None:
    assert run(good(**values)) == tally(created=1)

    assert run.notes == [(1, field, text)]
    entry = PageLogEntry.objects.get(page_id=project().pk, action=LogAction.IMPORT)
    assert entry.data["notes"] == [f"{field}: {text}"]


def test_unknown_columns_are_told_once(run: Importer) -> None:
    run(good(budget=1), good(source_id="P2", budget=2, empty=None))

    assert run.unknown == ["budget"]


def test_an_alias_learnt_later_completes_the_record(run: Importer) -> None:
    run(good(countries=["Atlantis"]))
    kenya = project().countries.model.objects.get(vocabulary="country", code="KE")
    TermAlias.objects.create(term=kenya, alias="Atlantis")

    assert run(good(countries=["Atlantis"])) == tally(updated=1)
    assert codes(project(), "countries") == ["KE"]


def test_a_title_too_long_for_its_field_stays_whole(run: Importer) -> None:
    title = "Word " * 60 + "<end>"
    run(good(title=title))

    page = project()
    assert len(page.title) <= 255 and page.title.endswith("…")
    assert page.description.startswith(f"<p><b>{'Word ' * 60}&lt;end&gt;</b></p><p>Schools")


@pytest.mark.parametrize(
    ("language", "title", "locale", "original"),
    [
        ("fr", "Écoles", "fr", "fr"),
        ("zh-Hans", "学校", "zh", "zh"),
        ("pt", "Escolas", "en", "pt"),
        (None, "Escuelas rurales para la educación de los niños y las niñas del país", "es", "es"),
        (None, "GISWatch", "en", ""),
    ],
)
def test_the_language_decides_the_tree(
    run: Importer, language: str | None, title: str, locale: str, original: str
) -> None:
    run(good(language=language, title=title, description=None))

    assert (project().locale.language_code, project().original_language) == (locale, original)


def test_organisations_exist_once(run: Importer) -> None:
    run(
        good(),
        good(source_id="P2", organisation="MINISTRY OF EDUCATION"),
        good(source_id="P3", organisation="N/A"),
    )

    assert list(Organisation.objects.values_list("name", flat=True)) == ["Ministry of Education"]
    assert project(source_id="P3").organisation is None


def test_a_dry_run_says_the_same_and_writes_nothing(run: Importer) -> None:
    run(good())
    pages = Page.objects.count()

    assert run(good(title="New"), good(source_id="P2"), "{", dry_run=True) == tally(1, 1, 0, 1)

    assert (Page.objects.count(), project().title) == (pages, "Rural Schools & Networks")


def prize(**values: Any) -> dict[str, Any]:
    line = {"id": "wsis-1", "kind": "prizes", "title": "GISWatch", "country": "South Africa / international"}
    return (
        line | {"edition": 2012, "status": "winner", "action_line": "С7-e-health", "language": "en"} | values
    )


def test_a_prize_line_is_a_project_with_an_entry(run: Importer) -> None:
    assert run(prize()) == tally(created=1)

    entry = PrizeEntryPage.objects.get()
    assert entry.project == project()
    assert (entry.status, entry.category.code, entry.get_parent().specific.year) == (
        "winner",
        "c7-e-health",
        2012,
    )
    assert (project().source, project().source_id, project().status) == ("wsis", "wsis-1", "")
    assert (codes(project(), "countries"), codes(project(), "action_lines")) == (["ZA"], ["c7-e-health"])
    assert entry.record_id != project().record_id


def test_a_prize_line_again(run: Importer) -> None:
    run(prize())

    assert run(prize()) == tally(unchanged=1)
    assert run(prize(status="champion")) == tally(updated=1)
    assert PrizeEntryPage.objects.get().status == "champion"


def test_an_edition_learnt_later_makes_the_entry(run: Importer) -> None:
    run(prize(edition=None))
    assert (PrizeEntryPage.objects.count(), run.notes[0][1]) == (0, "status")

    assert run(prize()) == tally(updated=1)
    assert PrizeEntryPage.objects.get().project == project()


@pytest.mark.parametrize(("number", "code"), [(1, "c1"), (10, "c7-e-health"), (18, "c11")])
def test_a_prize_category_is_an_action_line(run: Importer, number: int, code: str) -> None:
    run(prize(category_no=number, action_line=None))

    assert PrizeEntryPage.objects.get().category.code == code
    assert codes(project(), "action_lines") == [code]


@pytest.mark.parametrize("kind", ["stocktaking", "ict_success_story"])
def test_outside_the_prizes_a_line_is_a_project_only(run: Importer, kind: str) -> None:
    run(prize(kind=kind, status=None, project_id="1487771718"))

    assert (PrizeEntryPage.objects.count(), project().record_id) == (0, "1487771718")


def sources(pages: Iterable[StocktakingProjectPage]) -> list[str]:
    return [page.source_id for page in pages]


def test_more_than_one_batch(run: Importer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cms.records.importing.run.BATCH", 2)

    assert run(*[good(source_id=f"P{n}", title="Same") for n in range(5)]) == tally(created=5)

    pages = StocktakingProjectPage.objects.order_by("path")
    assert sources(pages) == ["P0", "P1", "P2", "P3", "P4"]
    assert [page.slug for page in pages] == ["same", "same-2", "same-3", "same-4", "same-5"]
    assert [list(problem) for problem in Page.find_problems()] == [[], [], [], [], []]
