"""What moderators, authors and focal points live through, each once with the mouse and once by keyboard alone."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from cms.moderation import actions
from cms.moderation.digests import content_digest
from cms.moderation.states import state_of
from cms.taxonomy.models import Term
from tests.e2e.conftest import REAL, sign_in, staff
from tests.e2e.hands import HANDS, stops
from tests.factories import ProjectFactory, approved, fresh, published, write

pytestmark = REAL


@pytest.fixture(params=HANDS)
def hand(request):
    return HANDS[request.param]()


@pytest.fixture
def moderator(site):
    return staff("moderator")


def submitted(**values):
    page = ProjectFactory(original_language="en", **values)
    actions.submit(page=page, by=page.owner)
    return fresh(page)


def in_country(term):
    record = ProjectFactory(title=f"A clinic in {term.code}", original_language="en")
    record.countries.add(term)
    record.save()
    record.save_revision(user=record.owner)
    actions.submit(page=record, by=record.owner)
    return fresh(record)


def decide(page, of):
    page.goto(reverse("desk_page", args=[of.pk]))


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def summary(page, name):
    return page.locator("summary", has_text=name)


def test_rejected_and_reopened(hand, moderator, page):
    record = submitted(title="A clinic on wheels")
    sign_in(page, moderator)
    decide(page, record)
    hand.press(summary(page, "Reject …"))
    hand.press(button(page, "Reject"))
    page.get_by_text("Choose a reason or write why; the author will read it.").wait_for()
    assert state_of(fresh(record)) == "in_review"

    hand.write(page.get_by_label("Why is it rejected?"), "There is no project behind it.")
    hand.press(button(page, "Reject"))
    page.wait_for_url("**/desk/waiting/")
    assert state_of(fresh(record)) == "rejected"
    expect(page.locator(".waiting-title", has_text="A clinic on wheels")).to_have_count(0)

    decide(page, record)
    expect(page.get_by_text("There is no project behind it.").first).to_be_visible()
    hand.press(button(page, "Reopen"))
    page.get_by_text("Draft", exact=True).first.wait_for()
    assert state_of(fresh(record)) == "draft"


def test_what_changed_meanwhile_is_read_before_it_is_published(hand, moderator, page):
    record = submitted(title="A clinic on wheels")
    sign_in(page, moderator)
    decide(page, record)
    write(record, record.owner, summary="Quite another summary.")

    hand.press(button(page, "Publish"))

    page.get_by_text("The text changed while you were reading it").first.wait_for()
    expect(page.get_by_text("Quite another summary.").first).to_be_visible()
    assert not fresh(record).live

    hand.press(button(page, "Publish"))
    page.wait_for_url("**/desk/waiting/")
    assert (fresh(record).live, fresh(record).summary) == (True, "Quite another summary.")


def test_versions_are_compared_and_one_is_brought_back(hand, moderator, page):
    record = published(ProjectFactory(title="First words", original_language="en"))
    record = write(record, record.owner, title="Second words")
    actions.submit(page=record, by=record.owner)
    record = approved(record, staff("moderator"))
    sign_in(page, moderator)
    decide(page, record)
    hand.press(page.get_by_role("link", name="History", exact=True))
    hand.press(page.get_by_role("link", name="What changed"))
    expect(page.locator(".desk-fields .comparison")).to_contain_text("Second")

    hand.press(page.get_by_role("button", name="Bring back as a draft"))

    page.get_by_text("The version is the newest draft now.").wait_for()
    page.goto(record.url_path)
    page.get_by_role("heading", name="Second words").wait_for()
    decide(page, record)
    hand.press(button(page, "Submit for review"))
    page.get_by_text("In review").first.wait_for()
    assert button(page, "Publish").count() == 0, "whoever brings words back does not decide on them"
    approved(record, staff("moderator"))
    page.goto(record.url_path)
    page.get_by_role("heading", name="First words").wait_for()


def test_a_published_record_stays_as_it_is_until_its_change_is_approved(hand, browser, site, moderator, page):
    author = staff("author")
    record = published(ProjectFactory(title="Old words", owner=author, original_language="en"))
    sign_in(page, author)
    page.goto(reverse("wagtailadmin_pages:edit", args=[record.pk]))
    hand.write(page.locator("#id_title"), "New words")
    hand.press(button(page, "Save draft"))
    page.get_by_text("Page ‘New words’ has been saved").or_(
        page.locator(".messages .success")
    ).first.wait_for()
    decide(page, record)
    hand.press(button(page, "Submit for review"))
    page.get_by_text("changes in review").first.wait_for()
    page.goto(record.url_path)
    page.get_by_role("heading", name="Old words").wait_for()

    other = browser.new_context(base_url=site.url, locale="en-GB").new_page()
    sign_in(other, moderator)
    decide(other, record)
    expect(other.locator(".desk-fields ins, .desk-fields .addition").first).to_contain_text("New")
    hand.press(button(other, "Publish"))
    other.wait_for_url("**/desk/waiting/")
    other.context.close()

    page.goto(record.url_path)
    page.get_by_role("heading", name="New words").wait_for()


def test_an_author_publishes_through_no_door(hand, page):
    author = staff("author")
    record = submitted(title="My own clinic", owner=author)
    sign_in(page, author)
    for address in (
        reverse("desk_page", args=[record.pk]),
        reverse("wagtailadmin_pages:edit", args=[record.pk]),
    ):
        page.goto(address)
        names = list(stops(page))
        assert names
        assert not {"Publish", "Approve", "Reject"} & set(names)

    task = record.current_workflow_task_state
    digest = content_digest(record.latest_revision)
    ticked = {"choice": "approve", "page": str(record.pk)}
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    doors = {
        reverse("desk_page", args=[record.pk]): {"move": "approve", "approve-digest": digest},
        reverse("desk_waiting"): ticked,
        reverse("wagtailadmin_pages:workflow_action", args=[record.pk, "approve", task.pk]): {},
        reverse("wagtailadmin_pages:edit", args=[record.pk]): {"action-publish": "1", "title": "Mine"},
        f"{bulk}?id={record.pk}": {},
        f"/api/v1/projects/{record.record_id}/": {"live": "true"},
    }
    token = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}["csrftoken"]
    for address, form in doors.items():
        headers = {"Referer": f"{page.url}", "X-CSRFToken": token}
        answer = page.request.post(address, form=form, headers=headers)
        assert answer.status < 500, address
        assert not fresh(record).live, address
    assert state_of(fresh(record)) == "in_review"


def test_a_focal_point_reads_the_rows_of_one_country_and_changes_nothing(hand, page):
    countries = {code: Term.objects.get(vocabulary="country", code=code) for code in ("KE", "UG")}
    ours, theirs = (in_country(term) for term in countries.values())
    sign_in(page, staff("focal-point:KE"))
    page.goto(reverse("desk_waiting"))
    expect(page.locator(".waiting-title")).to_have_count(1)

    hand.press(page.get_by_role("link", name="A clinic in KE"))

    page.get_by_text("There is nothing for you to decide here now.").wait_for()
    assert not {"Publish", "Reject …", "Ask the author …", "Edit"} & set(stops(page))
    for name in ("desk_page", "history", "history_compare", "desk_preview", "wagtailadmin_pages:edit"):
        assert page.request.get(reverse(name, args=[theirs.pk])).status in (403, 404) or (
            "A clinic in UG" not in page.request.get(reverse(name, args=[theirs.pk])).text()
        ), name
    assert [state_of(fresh(record)) for record in (ours, theirs)] == ["in_review"] * 2
