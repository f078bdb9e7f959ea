"""A record's page as it was public on a day."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from cms.moderation import actions
from cms.organisations.actions import resolve_organisations
from cms.records.enums import PrizeStatus
from cms.taxonomy.models import Term
from cms.translations.models import ReaderCount
from tests.factories import PrizeEntryFactory, ProjectFactory, fresh, published, translation

MARCH = [dt.date(2026, 3, day) for day in range(1, 8)]


def on(day, hour=12):
    return time_machine.travel(dt.datetime.combine(day, dt.time(hour), dt.UTC), tick=True)


def shown(client, page, day):
    """Return the record that the page shows as of a day; None where it shows none."""
    response = client.get(page.url_path, {"as_of": str(day)})
    if response.status_code in {404, 410}:
        return None
    assert response.status_code == 200
    return response.context["record"]


@pytest.fixture
def project(moderator):
    """Public on the 2nd, changed on the 4th, archived on the 6th."""
    with on(MARCH[1]):
        page = ProjectFactory(title="Clinics", summary="Nurses by telephone.", original_language="en")
        page.countries = [Term.objects.get(vocabulary="country", code="KE")]
        page.organisation = resolve_organisations(["Ministry of Health"])["Ministry of Health"]
        page.save_revision(user=page.owner)
        page = published(fresh(page), moderator)
    return page


@pytest.fixture
def archived(project, change, moderator):
    with on(MARCH[3]):
        page = change(
            project,
            summary="Nurses by radio.",
            countries=[Term.objects.get(vocabulary="country", code="PE")],
        )
    with on(MARCH[5]):
        actions.archive(page=page, by=moderator, reason="Over.")
    return fresh(page)


def test_each_day_shows_what_was_public_at_its_end(client, archived):
    summaries = [record and record.summary for day in MARCH for record in [shown(client, archived, day)]]

    telephone, radio = "Nurses by telephone.", "Nurses by radio."
    assert summaries == [None, telephone, telephone, radio, radio, None, None]


def test_facts_are_those_of_the_day(client, archived):
    facts = {
        fact.label: [link.label for link in fact.values] for fact in shown(client, archived, MARCH[2]).facts
    }

    assert facts["Country"] == ["Kenya", "Africa"]
    assert facts["Organisation"] == ["Ministry of Health"]


def test_an_organisation_has_the_name_it_had(client, project):
    organisation = project.organisation
    organisation.name = "Ministry of Wellbeing"
    organisation.save()

    assert "Ministry of Health." in shown(client, project, MARCH[2]).citation
    assert "Ministry of Wellbeing." in client.get(project.url_path).context["record"].citation


def test_it_is_marked_and_leads_to_today(client, project):
    html = client.get(project.url_path, {"as_of": "2026-03-02"}).content.decode()

    assert "This is what was public on 2 March 2026." in html
    assert f'<a href="{project.url_path}">See it as it is today</a>' in html
    assert '<meta name="robots" content="noindex">' in html
    assert 'rel="canonical"' not in html


def test_of_what_is_offline_today_nothing_leads_there(client, archived):
    html = client.get(archived.url_path, {"as_of": "2026-03-02"}).content.decode()

    assert "This is what was public on 2 March 2026." in html
    assert "See it as it is today" not in html


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("2026-02-30", "a day is written like 2025-07-01"),
        ("yesterday", "a day is written like 2025-07-01"),
        ("2026-3-2", "a day is written like 2025-07-01"),
        ("20260302", "a day is written like 2025-07-01"),
        ("9999-01-01", "the day is still to come"),
        ("<script>", "a day is written like 2025-07-01"),
    ],
)
def test_what_is_no_day_or_to_come_is_refused_by_name(client, project, day, reason):
    for path in (
        project.url_path,
        f"/id/{project.record_id}",
        "/en/",
        "/en/stocktaking/2019/",
        "/en/prizes/",
    ):
        response = client.get(path, {"as_of": day})
        html = response.content.decode()

        assert response.status_code == 400
        assert f"<p><bdi>{escape(day)}</bdi>: {reason}</p>" in html
        assert f'<a class="button" href="{path}">See it as it is today</a>' in html
        assert '<meta name="robots" content="noindex">' in html


def absent(client, page, day):
    """Return status and words of the page that says why nothing is shown as of a day."""
    response = client.get(page.url_path, {"as_of": str(day)})
    assert response.headers["Cache-Control"] == "no-cache"
    return response.status_code, response.content.decode()


def test_before_it_was_public_the_answer_says_since_when_it_is(client, project):
    status, html = absent(client, project, MARCH[0])

    assert status == 404
    assert "<h1>This page was not public on 1 March 2026</h1>" in html
    assert "It became public on 2 March 2026." in html
    assert f'href="{project.url_path}">See it as it is today' in html


def test_while_it_was_archived_the_answer_is_the_tombstone_of_then(client, archived, moderator):
    with on(MARCH[6], hour=15):
        actions.restore(page=archived, by=moderator)

    status, html = absent(client, archived, MARCH[5])
    assert status == 410
    assert "Archived on 6 March 2026." in html
    assert "Over." in html
    assert "See it as it is today" not in html


def test_while_it_was_offline_the_answer_says_so_without_the_reason(client, project, moderator):
    with on(MARCH[3]):
        actions.unpublish(page=project, by=moderator, reason="A doubt.")

    status, html = absent(client, project, MARCH[4])
    assert status == 404
    assert "It was taken offline on 4 March 2026." in html
    assert "A doubt." not in html


@pytest.mark.parametrize("restricted", [False, True])
def test_of_what_the_public_may_not_see_no_day_tells_anything(client, project, moderator, restricted):
    with on(MARCH[1]):
        page = project if restricted else ProjectFactory(title="Never public")
    if restricted:
        project.get_parent().view_restrictions.create(restriction_type="login")

    response = client.get(f"/id/{page.record_id}", {"as_of": str(MARCH[0])})

    assert response.status_code == 404
    assert "was not public on" not in response.content.decode()


def test_an_empty_day_is_today(client, archived, moderator):
    live = published(ProjectFactory(title="Other"), moderator)

    assert client.get(live.url_path, {"as_of": ""}).context["record"].past is None
    assert client.get(archived.url_path, {"as_of": ""}).status_code == 410


def test_a_draft_is_shown_as_of_no_day(client, moderator):
    with on(MARCH[1]):
        draft = ProjectFactory(title="Never public")

    assert shown(client, draft, MARCH[2]) is None


def test_languages_are_those_of_the_day(client, project, moderator):
    with on(MARCH[3]):
        french = published(translation(project, "fr", title="Dispensaires"), moderator)

    assert [link.code for link in shown(client, project, MARCH[2]).languages] == ["en"]
    assert [link.code for link in shown(client, project, MARCH[3]).languages] == ["en", "fr"]
    assert shown(client, project, MARCH[3]).languages[1].url == f"{french.url_path}?as_of=2026-03-04"
    assert shown(client, french, MARCH[2]) is None
    assert shown(client, french, MARCH[3]).title == "Dispensaires"


def test_ids_and_other_interfaces_keep_the_day(client, project, moderator):
    with on(MARCH[3]):
        published(translation(project, "fr", title="Dispensaires"), moderator)

    def led_to(path, day):
        return client.get(path, {"as_of": str(day)}, headers={"accept-language": "fr"})

    by_id, inside = f"/id/{project.record_id}", f"/fr/stocktaking/record/{project.record_id}/"
    french = project.get_translations().get().url_path
    assert led_to(by_id, MARCH[2])["location"] == f"{inside}?as_of=2026-03-03"
    assert led_to(inside, MARCH[2]).context["record"].past.day == MARCH[2]
    assert led_to(inside, MARCH[3])["location"] == f"{french}?as_of=2026-03-04"
    assert led_to(by_id, MARCH[0]).status_code == 404


def test_honours_are_those_of_the_day(client, project, moderator):
    with on(MARCH[3]):
        published(PrizeEntryFactory(project=project, status=PrizeStatus.WINNER), moderator)

    assert [len(shown(client, project, day).prizes) for day in (MARCH[2], MARCH[3])] == [0, 1]


def test_an_entry_names_its_project_as_it_was(client, project, change, moderator):
    with on(MARCH[2]):
        entry = published(PrizeEntryFactory(title="Entry", project=project), moderator)
    with on(MARCH[4]):
        change(project, title="Clinics on wheels")

    facts = {fact.label: fact.values[0].label for fact in shown(client, entry, MARCH[3]).facts}

    assert facts["Stocktaking record"] == "Clinics"


def test_a_look_into_the_past_is_not_counted_and_changes_nothing(client, project):
    shown(client, project, MARCH[2])

    assert not ReaderCount.objects.exists()
    assert fresh(project).countries.count() == 1


def test_what_is_private_now_is_private_in_the_past(client, project):
    project.get_parent().view_restrictions.create(restriction_type="login")

    assert [client.get(project.url_path, query).status_code for query in ({}, {"as_of": "2026-03-02"})] == [
        302,
        302,
    ]


def test_it_costs_no_more_with_many_languages(client, project, moderator, still_memory):
    def cost():
        client.get(project.url_path, {"as_of": "2026-03-05"})
        with CaptureQueriesContext(connection) as captured:
            assert shown(client, project, MARCH[4])
        return len(captured)

    alone = cost()
    with on(MARCH[3]):
        for code in ("fr", "es", "ru"):
            published(translation(project, code, title=f"Title {code}"), moderator)

    assert cost() <= alone
