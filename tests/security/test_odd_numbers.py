"""Numbers that no row has, and letters that no text has, are refused below /admin/ before anything is asked."""

import pytest
from django.urls import reverse
from wagtail.models import WorkflowState

from cms.moderation import actions
from cms.moderation.comments.actions import ask_author
from tests.factories import ProjectFactory, fresh, person, published, write
from tests.security.test_admin_leaks import SECRET

HUGE = 10**30
CHOSEN = "/admin/choose-page/chosen-multiple/?id="

LOOSE = ["+{pk}", " {pk}", "%20{pk}", "%2B{pk}", "0_{pk}", "{pk}%0A", "%D9%A1", "abc", "-1", "", str(HUGE)]


ADDRESSES = {
    f"/admin/pages/{HUGE}/edit/": 404,
    f"/admin/choose-page/{HUGE}/": 404,
    f"/admin/pages/1/move/{HUGE}/confirm/": 404,
    f"/admin/history/{HUGE}/": 404,
    f"/admin/translations/{HUGE}/": 404,
    "/admin/documents/chooser/chosen/abc/": 404,
    "/admin/organisation_chooser/chosen/abc/": 404,
    f"/admin/images/chooser/chosen/{HUGE}/": 404,
    "/admin/documents/chooser/chosen-multiple/?id=abc": 400,
    "/admin/organisation_chooser/chosen-multiple/?id=abc": 400,
    f"/admin/images/chooser/chosen-multiple/?id={HUGE}": 400,
    "/admin/choose-page/?target_pages[]=abc": 400,
    "/admin/api/main/pages/?search=a%00b": 400,
    f"/admin/api/main/pages/?offset={HUGE}": 400,
    "/admin/bulk/wagtailcore/page/delete/?id=abc": 400,
    f"/admin/bulk/wagtailcore/page/publish/?id={HUGE}": 400,
    f"/admin/bulk/accounts/user/assign_role/?id={HUGE}": 400,
    "/admin/desk/records/?q=a%00b": 400,
}


@pytest.mark.parametrize("role", ["focal-point:KE", "author", "moderator"])
def test_an_id_is_plain_digits_wherever_it_is_asked_for(role, client, repository):
    page = published(ProjectFactory(title="Clinics"))
    write(page, page.owner, title=f"{SECRET}title")
    client.force_login(person(role))

    answers = [client.get(CHOSEN + written.format(pk=page.pk)) for written in LOOSE]

    assert {answer.status_code for answer in answers} == {400}
    assert not any(SECRET in answer.content.decode() for answer in answers)


@pytest.mark.parametrize("role", ["author", "focal-point:KE", "moderator", "administrator"])
def test_no_number_or_letter_in_an_address_fails(role, client, repository):
    client.force_login(person(role, is_superuser=role == "administrator"))

    assert {address: client.get(address).status_code for address in ADDRESSES} == ADDRESSES


@pytest.mark.parametrize("role", ["author", "moderator"])
def test_no_number_or_letter_in_what_is_sent_fails(role, client, repository):
    page = ProjectFactory()
    client.force_login(person(role))
    ping = "/admin/editing-sessions/ping/wagtailcore/page/abc/1/"

    assert client.post(ping).status_code == 404
    assert client.post(reverse("desk_page", args=[page.pk]), {"reason": "a\0b"}).status_code == 400


def test_all_of_a_list_is_still_ticked_as_all(client, repository):
    year = ProjectFactory().get_parent()
    client.force_login(person("moderator", is_superuser=True))

    address = f"/admin/bulk/wagtailcore/page/delete/?id=all&childOf={year.pk}"

    assert client.get(address).status_code == 200


@pytest.mark.parametrize("role", ["moderator", "focal-point:KE"])
def test_the_first_days_of_the_calendar_are_refused_in_words(role, client, repository):
    client.force_login(person(role))
    periods = ["last=0001-01-01", "first=0001-01-01&last=0001-01-02", "last=0001-02-01"]
    reports = ["desk/report/", "desk/report/decisions.csv", "history/changes/", "history/changes/csv/"]

    answers = [client.get(f"/admin/{report}?{period}") for report in reports for period in periods]

    assert {answer.status_code for answer in answers} <= {200, 302, 400, 404}
    shown = [answer.content.decode() for answer in answers if answer.status_code == 200]
    assert [text for text in shown if "greater than or equal to" not in text] == []


def test_a_number_too_large_in_a_form_changes_nothing(client, repository):
    page = ProjectFactory()
    actions.submit(page=page, by=page.owner)
    moderator = person("moderator")
    ask_author(page=fresh(page), field="", text="Where is it?", by=moderator)
    client.force_login(moderator)
    sent = {"move": "request_changes", "request_changes-questions": HUGE}

    response = client.post(reverse("desk_page", args=[page.pk]), sent)

    assert response.status_code == 400
    assert fresh(page).current_workflow_state.status == WorkflowState.STATUS_IN_PROGRESS
