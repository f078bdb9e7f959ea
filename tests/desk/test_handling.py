"""Claims, hand-overs and dates: who may, what is logged, what others are told, and when they end."""

import datetime as dt
import re

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from cms.desk.waiting.actions import assign, claim, release, set_due
from cms.desk.waiting.queries import handling_of, people_for
from cms.moderation import actions
from cms.moderation.enums import PageState
from cms.moderation.exceptions import InvalidMove
from cms.moderation.states import state_of
from tests.factories import ProjectFactory, approved, fresh, person, published, translation, write

pytestmark = pytest.mark.usefixtures("repository")

DUE = timezone.localdate() + dt.timedelta(days=30)
DECIDES = {
    "moderator": True,
    "administrator": True,
    "secretariat": False,
    "reviewer:fr": False,
    "translator:fr": False,
    "auditor": False,
    "focal-point:KE": False,
    "author": False,
}
"""Who may decide on a project."""


def now(page):
    handling = handling_of(page)
    return (handling.person, handling.due) if handling else None


def logged(page):
    entries = PageLogEntry.objects.filter(page_id=page.pk, action__startswith="desk.")
    return [(entry.action, entry.user, str(entry.message)) for entry in entries.order_by("timestamp", "pk")]


@pytest.mark.parametrize("role", sorted(DECIDES))
def test_only_who_decides_may(role, waiting):
    by, holder = person(role), person("moderator")
    if DECIDES[role]:
        claim(page=waiting, by=by)
        assign(page=waiting, to=holder, by=by)
        set_due(page=waiting, due=DUE, by=by)
        release(page=waiting, by=by)
        assert now(waiting) == (None, DUE)
        return
    claim(page=waiting, by=holder)
    for act in (
        lambda: claim(page=waiting, by=by),
        lambda: assign(page=waiting, to=holder, by=by),
        lambda: set_due(page=waiting, due=DUE, by=by),
        lambda: release(page=waiting, by=by),
        lambda: assign(page=waiting, to=by, by=holder),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert now(waiting) == (holder, None)
    assert len(logged(waiting)) == 1


def test_each_step_is_logged_with_its_person(waiting):
    first, second = person("moderator", name="Mona"), person("administrator", name="Noor")

    claim(page=waiting, by=first)
    assign(page=waiting, to=second, by=first)
    set_due(page=waiting, due=dt.date(2030, 1, 31), by=second)
    release(page=waiting, by=second)
    set_due(page=waiting, due=None, by=second)

    assert now(waiting) is None
    assert logged(waiting) == [
        ("desk.claim", first, "Review claimed"),
        ("desk.assign", first, "Review assigned to Noor"),
        ("desk.due", second, "Review due on 31 January 2030"),
        ("desk.release", second, "Review returned to the pool"),
        ("desk.due", second, "Date of the review taken away"),
    ]


def test_two_moderators_on_one_page(waiting):
    first, second = person("moderator"), person("moderator")
    claim(page=waiting, by=first)

    with pytest.raises(InvalidMove, match=str(first)):
        claim(page=waiting, by=second)
    assert now(waiting) == (first, None)

    approved(waiting, by=second)

    assert state_of(fresh(waiting)) == PageState.PUBLISHED
    assert now(waiting) is None


def test_who_wrote_or_submitted_it_neither_claims_nor_is_given_it(waiting):
    writer, other = person("moderator"), person("moderator")
    write(waiting, by=writer, title="A clinic on rails")

    with pytest.raises(PermissionDenied, match="another person has to decide"):
        claim(page=waiting, by=writer)
    with pytest.raises(PermissionDenied, match="may not decide"):
        assign(page=waiting, to=writer, by=other)
    assert writer not in people_for(fresh(waiting))
    assert other in people_for(fresh(waiting))


def test_it_is_asked_of_many_people_in_as_many_queries_as_of_one(waiting):
    def asked(page):
        with CaptureQueriesContext(connection) as queries:
            return len(people_for(page)), len(queries)

    person("moderator")
    count, of_one = asked(fresh(waiting))
    person("moderator"), person("reviewer:en")

    assert asked(fresh(waiting)) == (count + 1, of_one)


@pytest.mark.parametrize(
    "decide",
    [
        lambda page: actions.request_changes(page=page, by=person("moderator"), note="Which year?"),
        lambda page: actions.reject(page=page, by=person("moderator"), reason="Not a project."),
        lambda page: actions.withdraw(page=page, by=page.owner),
        lambda page: approved(page, by=person("moderator")),
    ],
)
def test_what_is_decided_or_taken_back_loses_claim_and_date(decide, waiting):
    claim(page=waiting, by=person("moderator"))
    set_due(page=waiting, due=DUE, by=person("moderator"))

    decide(waiting)

    assert now(waiting) is None
    with pytest.raises(InvalidMove, match="does not wait for a decision"):
        claim(page=waiting, by=person("moderator"))


def test_what_comes_back_from_its_author_is_in_the_pool(waiting):
    claim(page=waiting, by=person("moderator"))
    actions.request_changes(page=waiting, by=person("moderator"), note="Which year?")
    actions.resubmit(page=waiting, by=waiting.owner)

    assert now(waiting) is None
    claim(page=waiting, by=person("moderator"))


def test_a_reviewer_claims_translations_into_the_language():
    original = published(ProjectFactory())
    page = translation(original, "fr", title="Traduction")
    actions.submit(page=page, by=page.owner)
    reviewer = person("reviewer:fr")

    claim(page=page, by=reviewer)

    assert now(page) == (reviewer, None)
    with pytest.raises(PermissionDenied):
        assign(page=page, to=person("reviewer:es"), by=reviewer)


# In the admin


def test_claiming_and_returning_with_the_buttons(waiting, staff, signed_in):
    moderator = staff("moderator")
    client = signed_in(moderator)
    html = client.get(reverse("desk_waiting")).content.decode()
    assert re.search(rf'name="claim"\s+value="{waiting.pk}"\s+aria-label="Claim: A clinic on wheels"', html)

    response = client.post(f"{reverse('desk_waiting')}?holder=free", {"claim": waiting.pk})
    assert response.headers["Location"].endswith(f"?holder=free#waiting-{waiting.pk}")
    assert now(waiting) == (moderator, None)

    client.post(reverse("desk_waiting"), {"release": waiting.pk})
    assert now(waiting) is None


def test_handing_over_with_a_date(waiting, staff, signed_in):
    moderator, colleague = staff("moderator"), staff("moderator", name="Mona")
    client = signed_in(moderator)
    url = reverse("desk_handling", args=[waiting.pk])
    assert "Mona" in client.get(url).content.decode()
    client.get(reverse("desk_waiting"), {"holder": "free"})

    response = client.post(url, {"person": colleague.pk, "due": DUE.isoformat()})

    assert response.headers["Location"] == f"{reverse('desk_waiting')}?holder=free#waiting-{waiting.pk}"
    assert now(waiting) == (colleague, DUE)
    client.post(url, {"person": "", "due": ""})
    assert now(waiting) is None


def test_nobody_else_and_no_day_that_is_over(waiting, staff, signed_in):
    client = signed_in(staff("moderator"))
    url = reverse("desk_handling", args=[waiting.pk])

    assert client.post(url, {"person": waiting.owner.pk}).status_code == 400
    for day, words in (("2020-01-01", "That day is over."), ("soon", "Enter a valid date.")):
        response = client.post(url, {"due": day})
        assert response.status_code == 400
        assert words in response.content.decode()
        assert f'value="{day}"' in response.content.decode()
    assert now(waiting) is None


def test_a_page_that_is_overdue_is_handed_over_with_its_date(waiting, staff, signed_in):
    moderator, colleague = staff("moderator"), staff("moderator")
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    set_due(page=waiting, due=yesterday, by=moderator)

    response = signed_in(moderator).post(
        reverse("desk_handling", args=[waiting.pk]), {"person": colleague.pk, "due": yesterday.isoformat()}
    )

    assert response.status_code == 302
    assert now(waiting) == (colleague, yesterday)


def test_the_decision_page_says_who_has_it_and_lets_decide_all_the_same(waiting, staff, signed_in):
    claim(page=waiting, by=staff("moderator", name="Mona"))

    html = signed_in(staff("moderator")).get(reverse("desk_page", args=[waiting.pk])).content.decode()

    assert "Mona has claimed this page. You may decide all the same." in html
    assert 'value="approve"' in html
    assert reverse("desk_handling", args=[waiting.pk]) in html
    html = signed_in(waiting.owner).get(reverse("desk_page", args=[waiting.pk])).content.decode()
    assert "Mona has claimed this page." in html
    assert "You may decide" not in html
