"""Hostile records in a real browser: nothing runs, nothing opens, and the content policy has nothing to stop."""

import pytest
from django.core.management import call_command

from cms.moderation import actions
from search.indexing import worker
from stocktaking_pages.models import StocktakingProjectPage
from tests.e2e.conftest import REAL, sign_in, staff
from tests.factories import fresh, person
from tests.security import hostile
from tests.security.test_hostile_records import admin_addresses

pytestmark = [pytest.mark.e2e, REAL]

WATCH = """
window.refused = [];
document.addEventListener("securitypolicyviolation",
  event => window.refused.push(`${event.violatedDirective}: ${event.blockedURI}`));
"""


@pytest.fixture
def records(site, tmp_path):
    """One public, one that waits; all columns hostile."""
    operator = person("administrator", name=f"Ann {hostile.TEXT}"[:150])
    for number, state in (("1", "published"), ("2", "review")):
        file = hostile.write(tmp_path / f"{number}.jsonl", [hostile.record(number)])
        call_command("import_projects", str(file), "--state", state, "--by", operator.email)
    while worker.drain().total:
        pass
    return list(StocktakingProjectPage.objects.filter(source="hostile").order_by("source_id"))


@pytest.fixture
def watched(page):
    """A tab, and what happened in it that must not."""
    happened = []
    page.add_init_script(WATCH)
    page.on("dialog", lambda dialog: (happened.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("console", lambda message: message.type == "error" and happened.append(message.text))
    page.on("pageerror", lambda error: happened.append(str(error)))
    return page, happened


def look(watched, address):
    """Open the address and move over all that could answer; return what happened there."""
    page, happened = watched
    before = len(happened)
    response = page.goto(address)
    assert response.ok, address
    page.mouse.move(200, 300)
    page.mouse.wheel(0, 2000)
    page.keyboard.press("Tab")
    assert page.evaluate("window.hostile") is None, address
    assert hostile.EVALUATED not in page.content(), address
    return [*page.evaluate("window.refused"), *happened[before:]]


def test_readers_are_safe(records, watched):
    public = records[0]
    addresses = [public.url, f"/id/{public.record_id}", "/en/stocktaking/?q=clinic"]
    addresses += ["/en/stocktaking/charts/?q=clinic", "/ar/stocktaking/?q=clinic", "/en/stocktaking/2019/"]

    assert {address: look(watched, address) for address in addresses} == dict.fromkeys(addresses, [])


def test_moderators_are_safe(records, watched):
    moderator = staff("moderator")
    public, waiting = records
    actions.reject(
        page=waiting, by=person("moderator", name=f"Ben {hostile.TEXT}"[:150]), reason=hostile.TEXT
    )
    actions.reopen(page=fresh(waiting), by=moderator)
    actions.submit(page=fresh(waiting), by=waiting.owner)
    sign_in(watched[0], moderator)
    addresses = [
        *admin_addresses(waiting),
        *admin_addresses(public)[:1],
        f"/admin/desk/{waiting.pk}/preview/",
    ]

    assert {address: look(watched, address) for address in addresses} == dict.fromkeys(addresses, [])
