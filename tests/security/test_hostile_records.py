"""Stored scripts, template syntax and turned words in every field of a record do nothing, wherever they are shown."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.models import Page

from cms.desk.waiting.reminders import send_digests
from cms.mail.models import OutgoingMail
from cms.moderation import actions
from cms.moderation.digests import content_digest
from cms.moderation.notices.mails import tell_authors
from cms.records.models import RICH_TEXT_FEATURES
from search.indexing import worker
from stocktaking_pages.models import StocktakingProjectPage
from tests.factories import ProjectFactory, approved, fresh, person
from tests.security import hostile
from tests.security.hostile import BIDI, FORMULA, RUN, TEXT, running

pytestmark = pytest.mark.usefixtures("repository", "index")

FILES = ("records.jsonl", "records.jsonl.gz", "records.csv", "records.xlsx")


def imported(folder, name, state="published"):
    file = hostile.write(folder / name, [hostile.record("1")])
    call_command("import_projects", str(file), "--state", state, "--by", person("administrator").email)
    while worker.drain().total:
        pass
    return StocktakingProjectPage.objects.get(source="hostile")


def typed(**values):
    """Return a page under review into which somebody typed it all, past every cleaning but the form's own."""
    page = ProjectFactory(title=TEXT[:250], slug=f"hostile-{Page.objects.count()}", **values)
    for name in ("subtitle", "summary", "licence", "attribution", "contact_name"):
        setattr(page, name, f"{FORMULA}{TEXT}"[: page._meta.get_field(name).max_length or 5000])
    for name in hostile.RICH:
        setattr(page, name, as_sent())
    page.save_revision(user=page.owner, log_action=True)
    actions.submit(page=page, by=page.owner)
    return fresh(page)


def as_sent():
    """Return rich text as the editor's field makes it of what a program sends in the editor's place."""
    blocks = [
        {
            "key": "a",
            "type": "unstyled",
            "text": f"{hostile.LINKS}{TEXT}",
            "inlineStyleRanges": [],
            "depth": 0,
        },
        {"key": "b", "type": f"x onclick={RUN}", "text": "b", "inlineStyleRanges": [], "depth": 0},
    ]
    links = [
        hostile.JAVASCRIPT,
        f"java\tscript:{RUN}",
        f"data:text/html,<script>{RUN}</script>",
        f'" onclick="{RUN}',
    ]
    blocks[0]["entityRanges"] = [{"key": key, "offset": key, "length": 1} for key in range(len(links))]
    blocks[1]["entityRanges"] = []
    entities = {
        str(key): {"type": "LINK", "mutability": "MUTABLE", "data": {"url": url}}
        for key, url in enumerate(links)
    }
    sent = json.dumps({"blocks": blocks, "entityMap": entities})
    widget = DraftailRichTextArea(features=RICH_TEXT_FEATURES)
    return widget.value_from_datadict({"text": sent}, {}, "text")


def texts_of(client, addresses):
    for address in addresses:
        response = client.get(address, follow=True)
        assert response.status_code == 200, address
        yield address, b"".join(response).decode()


def public_addresses(page):
    searched = "/en/stocktaking/?q=clinic"
    feeds = ["/en/stocktaking/feed.atom?q=clinic"]
    languages = [f"/id/{page.record_id}"]
    return [page.url, searched, "/en/stocktaking/charts/?q=clinic", *feeds], languages


def admin_addresses(page):
    pk = page.pk
    return [
        f"/admin/desk/{pk}/",
        "/admin/desk/waiting/",
        "/admin/desk/records/",
        f"/admin/pages/{pk}/history/",
        f"/admin/pages/{pk}/edit/",
        "/admin/",
        "/admin/reports/site-history/",
        f"/admin/pages/{page.get_parent().pk}/",
    ]


# An import


@pytest.mark.parametrize("name", FILES)
def test_of_an_import_nothing_hostile_is_stored(name, tmp_path):
    page = imported(tmp_path, name)

    values = json.dumps(page.latest_revision.content, ensure_ascii=False)
    assert running(page.description) == []
    assert not set(values) & set(BIDI)
    assert (page.website, page.source_url) == ("", "")
    assert "\n" not in page.title


@pytest.mark.parametrize("name", FILES)
def test_an_imported_record_does_nothing_in_public(name, tmp_path, client):
    page = imported(tmp_path, name)
    shown, leads = public_addresses(page)

    assert {address: running(text) for address, text in texts_of(client, shown)} == dict.fromkeys(shown, [])
    assert client.get(leads[0]).status_code in {301, 302}


def test_the_api_answers_with_data_that_no_browser_takes_for_a_page(tmp_path, client):
    page = imported(tmp_path, "records.jsonl")

    api = (f"/api/v1/projects/{page.record_id}/", "/api/v1/projects/?q=clinic", "/api/v1/suggest/?q=clin")
    for address in (*api, "/en/stocktaking/feed.json?q=clinic", "/en/stocktaking/export.json?q=clinic"):
        response = client.get(address)
        assert response.status_code == 200, address
        assert response.headers["Content-Type"].split(";")[0] in {"application/json", "application/feed+json"}
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert "evaluated" not in b"".join(response).decode()


def test_a_refused_line_is_told_without_effect_on_a_terminal(tmp_path, capsys):
    words = f"\x1b[31m{TEXT}"
    lines = [hostile.record(name, **{name: words}) for name in hostile.CHOSEN]
    file = hostile.write(tmp_path / "records.jsonl", lines)
    report = tmp_path / "report.jsonl"

    with pytest.raises(SystemExit) as end:
        call_command("import_projects", str(file), "--report", str(report))

    assert end.value.code == 3
    told = capsys.readouterr().err + report.read_text() + report.with_suffix(".notes.jsonl").read_text()
    refused = {json.loads(line)["field"] for line in report.read_text().splitlines()}
    assert {"action_lines", "sdgs", "status", "activity_types"} <= refused
    assert not set(told) & set(BIDI + "\x1b")


# Typed by a person who passes by every cleaning


@pytest.fixture
def moderator():
    return person("moderator", name=f"Mona {TEXT}"[:150])


@pytest.fixture
def signed_in(moderator):
    client = Client()
    client.force_login(moderator)
    return client


def test_what_was_typed_does_nothing_on_the_desk(signed_in):
    page = typed(owner=person("author", name=f"{FORMULA}{TEXT}"[:150]))
    addresses = admin_addresses(page)

    found = {address: running(text) for address, text in texts_of(signed_in, addresses)}

    assert found == dict.fromkeys(addresses, [])


@pytest.mark.parametrize("name", ["website", "source_url"])
def test_an_address_that_runs_is_refused(name, repository):
    page = ProjectFactory()
    setattr(page, name, hostile.JAVASCRIPT)

    with pytest.raises(ValidationError) as refused:
        page.save_revision(user=page.owner)

    assert refused.value.message_dict == {name: ["Enter a valid URL."]}


def test_what_was_typed_does_nothing_in_public(client, moderator):
    page = approved(typed(), by=moderator)
    while worker.drain().total:
        pass

    shown, _leads = public_addresses(page)

    assert {address: running(text) for address, text in texts_of(client, shown)} == dict.fromkeys(shown, [])


def test_a_reason_does_nothing_in_the_history(signed_in):
    page = typed()
    digest = content_digest(page.latest_revision)
    words = {"move": "reject", "reject-words": TEXT, "reject-digest": digest}
    assert signed_in.post(f"/admin/desk/{page.pk}/", words).status_code == 302

    found = {address: running(text) for address, text in texts_of(signed_in, admin_addresses(page))}

    assert found == dict.fromkeys(admin_addresses(page), [])


# Mails


def test_no_title_name_or_organisation_writes_a_header(moderator):
    author = person("author", name=f"Ann\r\nBcc: thief@example.org {TEXT}"[:150])
    page = typed(owner=author)
    actions.reject(page=page, by=moderator, reason=TEXT)
    typed(owner=author)
    send_digests(now=timezone.now().replace(year=2030, month=12, day=2))
    tell_authors(now=timezone.now() + dt.timedelta(days=1))

    written = list(OutgoingMail.objects.all())
    assert {each.to for each in written} == {author.email, moderator.email}
    for each in written:
        assert "\n" not in each.subject and "\r" not in each.subject
        message = mail.EmailMessage(each.subject, each.body, to=[each.to]).message()
        assert {name.lower() for name in message} <= {
            *("content-type", "mime-version", "content-transfer-encoding", "subject", "from", "to"),
            *("date", "message-id"),
        }


@pytest.mark.parametrize(
    "address", ["a@example.org\nBcc: b@example.org", "a@example.org\r\n\r\nbody", "a b@c"]
)
def test_an_address_with_a_header_in_it_is_refused(address):
    with pytest.raises(ValidationError):
        person("author", email=address).full_clean()


def test_the_finder_finds():
    """The check has teeth."""
    assert (
        len(running(f"<script>{RUN}</script><img onerror={RUN}><a href='java\nscript:x'>\u202eevaluated"))
        == 5
    )
