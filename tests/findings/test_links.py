"""The links of what waits: which are tried, when, one at a time per website, and what a text says of them then."""

import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from cms.findings import tasks
from cms.findings.enums import Answer
from cms.findings.index import remember
from cms.findings.links import actions as links
from cms.findings.models import Check, Link
from cms.findings.queries import checks_of, findings_on, untried_links
from cms.moderation import actions
from cms.setup.retention import apply_retention
from tests.factories import ProjectFactory, fresh, person, published, write

pytestmark = pytest.mark.usefixtures("repository")


@pytest.fixture(autouse=True)
def tried_by_hand(settings, monkeypatch):
    """Links are tried, by a worker that the test plays: what is asked for after a commit is not heard here."""
    settings.LINK_CHECKS = True
    monkeypatch.setattr(links, "PAUSE", dt.timedelta(milliseconds=1))


def handed_in(site, *paths, host="site.example", **values):
    words = "".join(f'<a href="http://{host}:{site.port}{path}">x</a>' for path in paths)
    page = ProjectFactory(description=f"<p>{words}</p>", **values)
    actions.submit(page=page, by=page.owner)
    return fresh(page)


def kinds(page):
    return {each.kind for each in findings_on(fresh(page))} - {"missing", "short"}


def test_links_of_what_waits_are_tried_and_told(site, guard, patience, monkeypatch):
    site.pages = {"/good": "200 OK", "/broken": "500 Oops"}
    page = handed_in(site, "/good", "/gone#part", "/gone", "/broken", website="https://127.0.0.9/")
    assert untried_links(page) == 4
    before = checks_of([page])[page.pk]

    monkeypatch.setattr(links, "try_links", lambda: try_links(guard, patience))
    tasks.try_links.func()

    assert set(Link.objects.values_list("answer", "why")) == {
        ("answered", "200"), ("gone", "404"), ("silent", "500"), ("unchecked", "port"),
    }  # fmt: skip
    assert untried_links(page) == 0
    assert kinds(page) == {"link-gone", "link-silent", "link-private"}
    after = checks_of([fresh(page)])[page.pk]
    assert (after.wrong - before.wrong, after.remarks - before.remarks) == (2, 1)


try_links = links.try_links


def test_nothing_is_tried_where_links_are_not(settings, site, guard, patience):
    settings.LINK_CHECKS = False
    handed_in(site, "/")

    tasks.try_links.func()

    assert (Link.objects.count(), site.connections) == (0, 0)
    assert links.try_links(guard, patience) == (set(), False)


def test_only_what_waits_is_tried(site, guard, patience):
    published(ProjectFactory(website=f"http://site.example:{site.port}/public"))
    page = handed_in(site, "/withdrawn")
    actions.withdraw(page=page, by=page.owner)
    ProjectFactory(website=f"http://site.example:{site.port}/draft")

    assert links.try_links(guard, patience) == (set(), False)


def test_a_link_is_not_tried_again_within_a_week_and_a_silent_one_not_within_a_day(
    site, guard, patience, time_machine
):
    start = timezone.now()
    site.pages = {"/": "200 OK", "/broken": "500 Oops"}
    handed_in(site, "/", "/broken")
    tried = []
    for days in (0, 0.9, 1.1, 6.9, 7.1):
        time_machine.move_to(start + dt.timedelta(days=days), tick=True)
        links.try_links(guard, patience)
        tried.append(sorted(site.asked))
        site.requests.clear()

    both, silent = ["GET /broken", "HEAD /", "HEAD /broken"], ["GET /broken", "HEAD /broken"]
    assert tried == [both, [], silent, silent, ["HEAD /"]]


def test_two_texts_with_one_link_have_it_tried_once(site, guard, patience):
    pages = [handed_in(site, "/same"), handed_in(site, "/same#other")]
    links.try_links(guard, patience)

    assert site.asked == ["HEAD /same", "GET /same"]
    remember([page.pk for page in pages])
    assert [kinds(page) for page in pages] == [{"link-gone"}] * 2


def test_a_website_is_asked_by_one_worker_at_a_time(site):
    handed_in(site, "/one", "/two")
    handed_in(site, "/three", host="other.example")
    one, two, three = links.due(timezone.now())

    assert links.begin(one)
    assert not links.begin(two)
    assert not links.begin(one)
    assert links.begin(three)

    Link.objects.filter(pk=one.pk).update(began_at=timezone.now() - links.STUCK)
    assert links.begin(two)  # the first worker has died


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_workers_that_begin_in_one_moment():
    pages = [Link.objects.create(url=f"http://site.example/{each}", host="site.example") for each in "ab"]
    moment = threading.Barrier(2)

    def begin(link):
        try:
            moment.wait()
            return links.begin(link)
        finally:
            connection.close()

    for _each in range(20):
        Link.objects.update(began_at=None)
        with ThreadPoolExecutor(2) as workers:
            assert sorted(workers.map(begin, pages)) == [False, True]


def test_a_website_gets_a_moment_between_two_questions(site, monkeypatch):
    monkeypatch.setattr(links, "PAUSE", dt.timedelta(minutes=1))
    handed_in(site, "/one", "/two")
    one, two = links.due(timezone.now())
    links.begin(one)
    links.finish(one, links.Outcome(Answer.ANSWERED, "200"))
    assert not links.begin(two)
    assert not links.begin(one)


def test_a_run_ends_and_says_that_more_is_due(site, guard, patience):
    handed_in(site, "/one", "/two")
    assert links.try_links(guard, patience, budget=-1) == (set(), True)


def test_a_text_has_its_first_fifty_links_tried_and_long_ones_not(site):
    handed_in(site, *(f"/{number}" for number in range(60)), "/" + "x" * 1000)
    assert Link.objects.count() == 50


def test_links_follow_the_text(site):
    page = handed_in(site, "/old")
    write(page, by=person("moderator"), description=f'<a href="http://site.example:{site.port}/new">x</a>')
    assert [link.url.rpartition("/")[2] for link in Check.objects.get(page=page).links.all()] == ["new"]


def test_the_command_asks_for_links_when_they_are_turned_on(settings, site, capsys):
    settings.LINK_CHECKS = False
    handed_in(site, "/")
    settings.LINK_CHECKS = True

    call_command("refresh_findings")
    call_command("refresh_findings")

    assert Link.objects.count() == 1
    assert capsys.readouterr().out.splitlines() == ["checks=1", "checks=0"]


def test_what_waits_no_more_is_forgotten_and_its_links_when_they_could_be_tried_again(site, guard, patience):
    kept = handed_in(site, "/kept")
    page = handed_in(site, "/gone")
    links.try_links(guard, patience)
    actions.withdraw(page=page, by=page.owner)

    apply_retention(by=None, now=timezone.now())
    assert list(Check.objects.values_list("page", flat=True)) == [kept.pk]
    assert Link.objects.count() == 2

    apply_retention(by=None, now=timezone.now() + links.AGAIN)
    assert [link.url.rpartition("/")[2] for link in Link.objects.all()] == ["kept"]


@pytest.mark.parametrize("number", [1, 3])
def test_queries(number, site, django_assert_num_queries):
    pages = [handed_in(site, f"/{each}", f"/{each}/more") for each in range(number)]
    with django_assert_num_queries(11):
        remember([page.pk for page in pages])
