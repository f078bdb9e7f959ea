"""An original and its translations become public together, or not at all."""

from __future__ import annotations

import datetime as dt
import re

import pytest
import time_machine
from django.urls import reverse
from django.utils.html import strip_tags
from django_tasks_db.models import DBTaskResult
from wagtail.test.utils.form_data import querydict_from_html
from wagtail.users.models import UserProfile

from cms.moderation import actions
from cms.moderation.digests import content_digest
from cms.records.translating import start_translation
from cms.translation_desk.sets.actions import Approval
from cms.translation_desk.sets.models import ScheduledSet
from cms.translation_desk.sets.scheduling import publish_scheduled, schedule
from tests.factories import ProjectFactory, approved, fresh, person, write

TITLES = {"fr": "Médecins par radio", "es": "Médicos por radio", "zh": "无线电医生"}


@pytest.fixture
def waiting(repository):
    """An original that was never public and its translations into three languages, all handed in."""
    original = ProjectFactory(title="Doctors by radio", original_language="en")
    actions.submit(page=original, by=original.owner)
    pages = [fresh(original)]
    for language, title in TITLES.items():
        by = person(f"translator:{language}")
        page = start_translation(original=original, language=language, by=by, words={"title": title})
        actions.submit(page=page, by=by)
        pages.append(fresh(page))
    return pages


def address(pages):
    return reverse("translation_set", args=[pages[0].pk])


def sent(client, pages):
    members = client.get(address(pages)).context["members"]
    data = {f"digest-{member.page.pk}": member.digest for member in members}
    return data | {"page": [member.page.pk for member in members]}


def live(pages):
    return [fresh(page).live for page in pages]


def test_the_original_and_three_languages_are_published_together(waiting, signed_in):
    client = signed_in(person("moderator"))

    response = client.post(address(waiting), sent(client, waiting))

    assert response.status_code == 302
    assert live(waiting) == [True] * 4


def test_what_is_to_be_published_is_there_to_be_read(waiting, signed_in):
    html = signed_in(person("moderator")).get(address(waiting)).content.decode()

    cells = re.findall(r'<td class="comparison".*?</td>', html, re.DOTALL)
    assert {"Doctors by radio", *TITLES.values()} <= {strip_tags(cell).strip() for cell in cells}


def test_one_text_that_changed_keeps_all_of_them_back(waiting, signed_in):
    client = signed_in(person("moderator"))
    data = sent(client, waiting)
    write(waiting[3], person("moderator"), title="别的")

    response = client.post(address(waiting), data)

    assert response.status_code == 409
    assert live(waiting) == [False] * 4


def test_the_languages_without_the_original_are_refused(waiting, signed_in):
    client = signed_in(person("moderator"))
    data = sent(client, waiting)

    response = client.post(address(waiting), data | {"page": data["page"][1:]})

    assert response.status_code == 403
    assert live(waiting) == [False] * 4


def test_who_wrote_one_of_them_cannot_publish_the_set(waiting, signed_in):
    author = person("moderator")
    write(waiting[1], author, title="Docteurs par radio")
    client = signed_in(author)

    response = client.post(address(waiting), sent(client, waiting))

    assert response.status_code == 403
    assert live(waiting) == [False] * 4


def test_nothing_ticked_publishes_nothing(waiting, signed_in):
    response = signed_in(person("moderator")).post(address(waiting))

    assert response.status_code == 409
    assert live(waiting) == [False] * 4


@pytest.mark.parametrize("role", ["reviewer:fr", "translator:fr"])
def test_a_person_of_one_language_does_not_see_the_original_that_waits(waiting, signed_in, role):
    assert signed_in(person(role)).get(address(waiting)).status_code in (302, 404)


LATER = dt.datetime(2027, 3, 1, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def scheduled(waiting, signed_in, django_capture_on_commit_callbacks, settings):
    """The set waits for its time, decided by a moderator; returns the row."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    client = signed_in(person("moderator"))
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(address(waiting), sent(client, waiting) | {"at": "2027-03-01 09:00"})
    assert response.status_code == 302
    return ScheduledSet.objects.get()


def at_its_time():
    with time_machine.travel(LATER + dt.timedelta(minutes=1), tick=False):
        publish_scheduled.func(ScheduledSet.objects.get().pk)
    return ScheduledSet.objects.get()


def test_at_its_time_the_set_is_published_and_not_before(waiting, scheduled):
    publish_scheduled.func(scheduled.pk)
    assert live(waiting) == [False] * 4

    assert at_its_time().state == "published"
    assert live(waiting) == [True] * 4


def test_the_worker_is_told_when(waiting, scheduled):
    told = DBTaskResult.objects.get(task_path__endswith=".publish_scheduled")

    assert (told.run_after, told.args_kwargs["args"]) == (LATER, [scheduled.pk])


def test_what_changed_meanwhile_is_not_published(waiting, scheduled):
    write(waiting[2], person("moderator"), title="Otra cosa")

    row = at_its_time()

    assert (row.state, row.why, row.about) == ("refused", "changed", "Otra cosa")
    assert live(waiting) == [False] * 4


def test_a_text_that_is_gone_keeps_the_others_back(waiting, scheduled):
    fresh(waiting[3]).delete()

    row = at_its_time()

    assert (row.state, row.why, row.about) == ("refused", "gone", "")
    assert live(waiting[:3]) == [False] * 3


def test_who_may_not_decide_any_more_publishes_nothing(waiting, scheduled):
    scheduled.by.groups.clear()

    row = at_its_time()

    assert (row.state, row.why) == ("refused", "role")
    assert live(waiting) == [False] * 4


def test_what_was_decided_meanwhile_keeps_the_others_back(waiting, scheduled):
    actions.reject(page=fresh(waiting[1]), by=person("moderator"), reason="Not now.")

    row = at_its_time()

    assert (row.state, row.why, row.about) == ("refused", "decided", TITLES["fr"])


def test_a_language_alone_waits_for_its_original(waiting, signed_in):
    spanish = fresh(waiting[2])
    approvals = [Approval(spanish, content_digest(spanish.latest_revision))]
    schedule(original=fresh(waiting[0]), approvals=approvals, at=LATER, by=person("moderator"))

    row = at_its_time()

    assert (row.state, row.why, row.about) == ("refused", "original", TITLES["es"])


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The text changed after it was read."),
        ("ar", "تغيّر النص بعد قراءته."),
        ("fr", "Le texte a changé depuis sa lecture."),
    ],
)
def test_everyone_reads_the_reason_in_their_language(waiting, scheduled, signed_in, language, sentence):
    write(waiting[2], person("moderator"), title="Otra cosa")
    at_its_time()
    reader = person("moderator")
    UserProfile.objects.create(user=reader, preferred_language=language)

    page = signed_in(reader).get(address(waiting)).content.decode()

    assert f'<q dir="auto">Otra cosa</q> {sentence}' in page


def test_cancelled_it_waits_for_a_decision_again(waiting, scheduled, signed_in):
    signed_in(person("moderator")).post(address(waiting), {"cancel": scheduled.pk})

    assert at_its_time().state == "cancelled"
    assert live(waiting) == [False] * 4


def test_whoever_may_decide_on_a_language_cancels_its_publication(waiting, signed_in, scheduled):
    approved(waiting[0], person("moderator"))

    response = signed_in(person("moderator")).post(address(waiting), {"cancel": scheduled.pk})

    assert response.status_code == 302
    assert at_its_time().state == "cancelled"


def test_after_a_refusal_what_was_not_ticked_is_not_ticked(waiting, signed_in):
    client = signed_in(person("moderator"))
    data = sent(client, waiting) | {"page": [waiting[0].pk, waiting[2].pk], "at": "tomorrow"}

    response = client.post(address(waiting), data)

    form = querydict_from_html(response.content.decode(), form_id="set")
    assert form.getlist("page") == [str(waiting[0].pk), str(waiting[2].pk)]
    assert form["at"] == "tomorrow"


def test_a_time_that_is_past_is_refused(waiting, signed_in):
    client = signed_in(person("moderator"))

    response = client.post(address(waiting), sent(client, waiting) | {"at": "2020-01-01 09:00"})

    assert response.status_code == 409
    assert not ScheduledSet.objects.exists()
