"""Every action in the log names its person, whatever did it: a page, a command, a worker, many at once, an undo.

An action that is registered and stands in none of the tables fails here: say who is named for it, and add it.
"""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.core.management import call_command, get_commands
from django.utils import timezone
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry, Page, PageLogEntry

from cms.accounts.models import User
from cms.desk.models import Run
from cms.desk.runs.actions import carry_out, hold, plan, undo_run
from cms.desk.runs.enums import Choice
from cms.desk.runs.scheduling import release_held
from cms.moderation.digests import content_digest
from cms.moderation.enums import PageState
from cms.moderation.states import state_of
from cms.translation_desk.models import ScheduledSet
from cms.translation_desk.sets.actions import Approval
from cms.translation_desk.sets.scheduling import publish_scheduled, schedule
from stocktaking_pages.actions import year_page
from tests.factories import fresh, locale, person
from tests.setup.acts import ACTS, ELSEWHERE, NOBODY, OLD, WAGTAILS_VIEWS, Cast, rejected

pytestmark = pytest.mark.usefixtures("repository")


@pytest.fixture
def cast() -> Cast:
    return Cast(person("author"), person("moderator"), person("administrator"))


def nameless() -> set[tuple[str, int]]:
    """Return the entries without a person."""
    return {
        (model.__name__, pk)
        for model in (PageLogEntry, ModelLogEntry)
        for pk in model.objects.filter(user=None).values_list("pk", flat=True)
    }


@pytest.fixture
def everybody_named():
    """No entry without a person is written by the test."""
    before = nameless()
    yield
    assert nameless() == before


def test_every_action_is_in_a_table():
    registry.scan_for_actions()

    assert set(registry.formatters) == {*ACTS, *ELSEWHERE} | WAGTAILS_VIEWS | NOBODY | OLD


@pytest.mark.parametrize("action", ACTS)
def test_names_its_person(action, cast, everybody_named):
    who, act = ACTS[action]

    act(cast)

    entries = PageLogEntry.objects.filter(action=action).order_by("-pk")
    assert entries[0].user == getattr(cast, who)


def test_what_the_site_is_set_up_with_is_the_systems():
    """Nobody presses there either; the page log says so in the place of a name."""
    entries = PageLogEntry.objects.filter(user=None)

    assert {entry.user_display_name for entry in entries} == {"system"}
    # Where Wagtail's migrations ran, the page that they made has gone.
    assert {entry.action for entry in entries} - {"wagtail.delete"} == {"wagtail.create", "wagtail.publish"}


# Commands


@pytest.fixture
def records(tmp_path):
    file = tmp_path / "records.jsonl"
    lines = [
        {
            "source": "test",
            "source_id": f"{number}",
            "title": f"Project {number}",
            "start_date": f"{1990 + number}",
        }
        for number in range(3)
    ]
    file.write_text(
        "".join(json.dumps({"language": "en", "description": "Words.", **line}) + "\n" for line in lines)
    )
    return file


@pytest.mark.parametrize("state", ["draft", "review", "published"])
@pytest.mark.parametrize("named", [True, False], ids=["--by", "the operator"])
def test_an_import_names_who_answers_for_it_for_the_years_too(named, state, records, everybody_named):
    by = person("moderator")
    last = PageLogEntry.objects.latest("pk").pk

    call_command("import_projects", str(records), "--state", state, *(["--by", by.email] if named else []))

    entries = PageLogEntry.objects.filter(pk__gt=last)
    people = {entry.user for entry in entries}
    assert people == ({by} if named else {User.objects.get(username="operator")})
    assert {"wagtail.create"} | ({"moderation.import"} if state == "published" else set()) <= {
        entry.action for entry in entries
    }


def closed_long_ago(cast: Cast) -> Page:
    page = rejected(cast)
    Page.objects.filter(pk=page.pk).update(
        latest_revision_created_at=timezone.now() - dt.timedelta(days=1000)
    )
    return page


def test_retention_names_the_administrator(cast, everybody_named):
    page = closed_long_ago(cast)

    call_command("apply_retention")
    assert Page.objects.filter(pk=page.pk).exists()
    call_command("apply_retention", "--by", cast.administrator.email)

    entry = PageLogEntry.objects.get(page_id=page.pk, action="wagtail.delete")
    assert entry.user == cast.administrator


QUIET = {
    "bench", "compile_catalogues", "demo", "duplicates", "endure", "endure_part", "extract_messages",
    "load_dictionaries", "load_glossary", "mail_bounces", "mail_worker", "relevance", "reset_second_factor",
    "search_rebuild", "search_verify", "search_worker",
}  # fmt: skip
"""Commands that write to no page and no object that has a log, or make their own people and act as them."""
RUN = (
    "desk_reminders",
    "load_vocabularies",
    "refresh_duplicates",
    "refresh_findings",
    "refresh_memory",
    "refresh_translations",
    "setup_site",
)
"""Commands that are run here, on a site that has pages."""


def test_every_command_is_in_a_table():
    ours = {name for name, app in get_commands().items() if app.startswith(("cms.", "search"))}

    assert ours == QUIET | set(RUN) | {"apply_retention", "import_projects"}


@pytest.mark.parametrize("command", RUN)
def test_a_command_writes_no_nameless_entry(command, cast, everybody_named):
    cast.public()
    cast.waiting()

    call_command(command)


# Workers, and many at once


def test_held_decisions_that_a_worker_releases_name_who_held_them(cast, everybody_named):
    page = cast.waiting()
    holding = hold(run=plan(pages=[page], choice=Choice.APPROVE, by=cast.moderator), by=cast.moderator)
    Run.objects.filter(pk=holding.pk).update(at=timezone.now() - dt.timedelta(minutes=1))

    release_held.func(holding.pk)

    assert state_of(fresh(page)) == PageState.PUBLISHED
    assert last_person(page, "wagtail.publish") == cast.moderator


def test_a_set_that_a_worker_publishes_names_who_scheduled_it(cast, everybody_named):
    page = cast.waiting()
    approval = Approval(page, content_digest(page.latest_revision))
    at = timezone.now() + dt.timedelta(hours=1)
    row = schedule(original=page, approvals=[approval], at=at, by=cast.moderator)
    ScheduledSet.objects.filter(pk=row.pk).update(at=timezone.now() - dt.timedelta(minutes=1))

    publish_scheduled.func(row.pk)

    assert last_person(page, "wagtail.publish") == cast.moderator


@pytest.mark.parametrize(
    ("choice", "action"),
    [
        (Choice.APPROVE, "wagtail.publish"),
        (Choice.REJECT, "moderation.reject"),
        (Choice.REQUEST_CHANGES, "wagtail.workflow.reject"),
        (Choice.CLAIM, "desk.claim"),
    ],
)
def test_each_of_many_names_who_took_them_together(choice, action, cast, everybody_named):
    pages = [cast.waiting(), cast.waiting()]
    run = plan(pages=pages, choice=choice, by=cast.moderator)
    run.decisions.update(words="Why?")
    carry_out(run=run, by=cast.moderator)

    assert [last_person(page, action) for page in pages] == [cast.moderator] * 2
    undo_run(run=Run.objects.get(pk=run.pk), by=cast.administrator)
    assert [PageLogEntry.objects.filter(page_id=page.pk).latest("pk").user for page in pages] == [
        cast.administrator
    ] * 2


def last_person(page: Page, action: str) -> User:
    return PageLogEntry.objects.filter(page_id=page.pk, action=action).latest("pk").user


def test_what_is_counted_here_would_be_found(cast):
    """The check has teeth."""
    before = nameless()
    year_page(year=1950, locale=locale())

    assert nameless() != before
