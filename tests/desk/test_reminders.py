"""Mails about what waits: to whom, what is in them, at whose rhythm, and never twice."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail.models import TaskState
from wagtail.users.models import UserProfile

from cms.desk.models import DigestPreference
from cms.desk.waiting import reminders
from cms.desk.waiting.actions import claim, set_due
from cms.desk.waiting.reminders import escalate, send_digests
from cms.mail.kinds import Kind
from cms.mail.models import OutgoingMail
from cms.moderation import actions
from cms.moderation.comments.actions import ask_author, note, reply, resolve
from cms.moderation.digests import content_digest
from cms.moderation.models import Message, ReviewTask
from tests.factories import ProjectFactory, approved, fresh, person

pytestmark = pytest.mark.usefixtures("repository")

MONDAY = dt.datetime(2026, 11, 30, 6, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
WEEK = 7 * DAY


def submitted(title, at=MONDAY - dt.timedelta(hours=1)):
    page = ProjectFactory(title=title)
    actions.submit(page=page, by=page.owner)
    TaskState.objects.filter(workflow_state__object_id=str(page.pk)).update(started_at=at)
    return fresh(page)


def mails(kind=Kind.DESK_DIGEST):
    return list(OutgoingMail.objects.filter(kind=kind).order_by("pk"))


def recipients(kind=Kind.DESK_DIGEST):
    return sorted(mail.to for mail in mails(kind))


@pytest.fixture
def moderator():
    return person("moderator", name="Mona")


def test_one_digest_says_what_is_due_overdue_and_new_and_leads_there(moderator):
    mine = submitted("Mine", MONDAY - 3 * WEEK)
    claim(page=mine, by=moderator)
    later = submitted("Mine, later")
    claim(page=later, by=moderator)
    late = submitted("Late", MONDAY - 2 * WEEK)
    submitted("Fresh")

    assert send_digests(now=MONDAY) == 1

    [mail] = mails()
    assert (mail.to, mail.language) == (moderator.email, "en")
    body = mail.body
    parts = [
        "Mona",
        "Claimed by you and due (1)",
        "- Mine (",
        "Overdue (1)",
        "- Late (",
        "New (1)",
        "- Fresh (",
    ]
    assert [body.index(part) for part in parts] == sorted(body.index(part) for part in parts)
    assert "Mine, later" not in body
    assert (
        f"- Late (Stocktaking project, 10 working days)\n  http://localhost:8000/admin/desk/{late.pk}/"
        in body
    )
    assert "/admin/desk/waiting/" in body


def test_a_date_that_is_near_is_told(moderator):
    page = submitted("Mine")
    claim(page=page, by=moderator)
    set_due(page=page, due=MONDAY.date() + DAY, by=moderator)

    send_digests(now=MONDAY)

    assert "Claimed by you and due (1)" in mails()[0].body


@pytest.mark.parametrize(
    ("role", "told"),
    [
        ("moderator", True),
        ("administrator", True),
        ("secretariat", False),
        ("reviewer:fr", False),
        ("translator:fr", False),
        ("focal-point:KE", False),
        ("auditor", False),
        ("author", False),
    ],
)
def test_only_who_decides_on_it_is_told(role, told):
    reader = person(role)
    submitted("Fresh")

    send_digests(now=MONDAY)

    assert recipients() == ([reader.email] if told else [])


def test_nothing_is_told_twice(moderator):
    submitted("First")
    for hours in range(3):
        send_digests(now=MONDAY + dt.timedelta(hours=hours))
    assert len(mails()) == 1

    send_digests(now=MONDAY + DAY)
    assert len(mails()) == 1

    submitted("Second", MONDAY + DAY + dt.timedelta(hours=1))
    send_digests(now=MONDAY + 2 * DAY)

    assert ["First" in mail.body for mail in mails()] == [True, False]
    assert "New (1)\n- Second" in mails()[1].body


def test_each_at_their_own_rhythm_and_nobody_at_weekends():
    for rhythm in ("daily", "weekly", "none"):
        reader = person("moderator", email=f"{rhythm}@example.org")
        DigestPreference.objects.create(person=reader, rhythm=rhythm)

    for number in range(14):
        now = MONDAY + DAY * number
        submitted(f"Of day {number}", now - dt.timedelta(hours=1))
        send_digests(now=now)

    assert recipients() == ["daily@example.org"] * 10 + ["weekly@example.org"] * 2


def test_what_waits_too_long_is_told_once_to_those_who_answer_for_it(moderator, settings):
    administrator = person("administrator")
    DigestPreference.objects.create(person=administrator, rhythm="none")
    person("secretariat")
    submitted("Late", MONDAY - 2 * WEEK + DAY)
    page = submitted("Too late", MONDAY - 3 * WEEK)

    assert escalate(now=MONDAY) == 1
    assert escalate(now=MONDAY) == 0

    assert recipients(Kind.DESK_ESCALATION) == sorted([administrator.email, moderator.email])
    assert {
        "Too late" in mail.body and "- Late" not in mail.body for mail in mails(Kind.DESK_ESCALATION)
    } == {True}
    # The other one comes to it, and the first is handed in anew.
    actions.request_changes(page=page, by=moderator, note="Which year?")
    actions.resubmit(page=fresh(page), by=page.owner)
    assert escalate(now=MONDAY + 2 * DAY) == 1
    assert escalate(now=MONDAY + 10 * DAY) == 0


def test_what_was_decided_is_not_told(moderator):
    page = submitted("Too late", MONDAY - 3 * WEEK)
    approved(page, by=moderator)

    assert (escalate(now=MONDAY), send_digests(now=MONDAY)) == (0, 0)


def test_in_the_readers_language(moderator):
    profile = UserProfile.get_for_user(moderator)
    profile.preferred_language = "fr"
    profile.save()
    submitted("Fresh")

    send_digests(now=MONDAY)

    [mail] = mails()
    assert (mail.language, mail.body.startswith("Bonjour Mona")) == ("fr", True)


def test_a_title_writes_no_second_line_and_a_long_list_is_cut(moderator):
    submitted("Evil\nBcc: all@example.org")
    for number in range(21):
        submitted(f"Page {number}")

    send_digests(now=MONDAY)

    [mail] = mails()
    assert "and 2 more" in mail.body
    assert "\n" not in mail.subject
    assert "Evil Bcc: all@example.org" in mail.body


def test_the_command(moderator, capsys, time_machine):
    time_machine.move_to(MONDAY)
    submitted("Fresh")

    call_command("desk_reminders")
    call_command("desk_reminders")

    assert capsys.readouterr().out == "escalated=0 digests=1\nescalated=0 digests=0\n"


@pytest.fixture
def broken(monkeypatch):
    """The address of somebody whom no mail can be written to."""
    someone = person("moderator", email="broken@example.org")
    write = reminders.send

    def send(kind, to, *values, **named):
        if to == someone.email:
            raise KeyError("title")
        write(kind, to, *values, **named)

    with monkeypatch.context() as patch:
        patch.setattr(reminders, "send", send)
        yield patch


def test_who_cannot_be_told_keeps_nobody_else_from_being_told(broken, moderator, time_machine):
    time_machine.move_to(MONDAY)
    submitted("Too late", MONDAY - 3 * WEEK)

    with pytest.raises(CommandError, match="2 could not be told"):
        call_command("desk_reminders")

    assert (recipients(), recipients(Kind.DESK_ESCALATION)) == ([moderator.email], [moderator.email])
    broken.undo()
    call_command("desk_reminders")
    everybody = sorted([moderator.email, "broken@example.org"])
    assert (recipients(), recipients(Kind.DESK_ESCALATION)) == (everybody, everybody)


# Answers of authors


def answered_page(moderator, *, at=MONDAY, **values):
    """Return a page that was sent back with two messages; the author answered one at a moment, after a staff note."""
    page = submitted(values.pop("title", "A clinic"))
    asked, other = (
        ask_author(page=page, field="summary", text=text, by=moderator) for text in ("When?", "Who?")
    )
    note(page=page, field="summary", text="Ask Geneva.", by=moderator)
    actions.request_changes(page=page, by=moderator, note="", questions=[asked, other])
    answer = reply(to=asked, text="In 2019.", by=page.owner)
    Message.objects.filter(pk=answer.pk).update(at=at)
    return fresh(page), asked


def test_who_asked_is_told_of_an_answer_once(moderator):
    colleague = person("moderator")
    page, _asked = answered_page(moderator, at=MONDAY - dt.timedelta(hours=1))

    for days in range(2):
        send_digests(now=MONDAY + days * DAY)

    [mail] = mails()
    assert mail.to == moderator.email != colleague.email
    assert (
        f"Answered by authors (1)\n- A clinic\n  Summary: In 2019.\n  http://localhost:8000/admin/desk/{page.pk}/"
        in mail.body
    )
    assert "Geneva" not in mail.body


def test_answers_are_told_under_the_readers_words(moderator):
    profile = UserProfile.get_for_user(moderator)
    profile.preferred_language = "fr"
    profile.save()
    answered_page(moderator, at=MONDAY - dt.timedelta(hours=1))

    send_digests(now=MONDAY)

    assert "Réponses des auteurs (1)" in mails()[0].body


def test_who_has_the_page_is_told_and_nobody_at_another_rhythm(moderator):
    colleague, quiet = person("moderator"), moderator
    DigestPreference.objects.create(person=quiet, rhythm="none")
    page, asked = answered_page(quiet, at=MONDAY - dt.timedelta(hours=1))
    actions.resubmit(page=page, by=page.owner)
    claim(page=fresh(page), by=colleague)

    send_digests(now=MONDAY)

    [mail] = mails()
    assert mail.to == colleague.email
    assert "Summary: In 2019." in mail.body


@pytest.mark.parametrize("since", ["resolved", "said", "no moderator", "entered"])
def test_what_needs_no_reading_any_more_is_not_told(since, moderator):
    page, asked = answered_page(moderator, at=MONDAY - dt.timedelta(hours=1))
    if since == "resolved":
        resolve(thread=asked, by=moderator)
    elif since == "said":
        thanks = reply(to=asked, text="Thank you.", by=moderator)
        Message.objects.filter(pk=thanks.pk).update(at=MONDAY)
    elif since == "entered":
        Message.objects.filter(is_answer=True).update(entered_by=moderator)
    else:
        moderator.groups.clear()
        moderator.groups.add(Group.objects.get(name="reviewer:fr"))

    assert send_digests(now=MONDAY) == 0


def test_who_has_approved_is_not_told_that_it_waits_too_long():
    ReviewTask.objects.update(people=2)
    anna, ben = person("moderator", name="Anna"), person("moderator", name="Ben")
    page = submitted("Too late", MONDAY - 3 * WEEK)
    actions.approve(page=page, by=anna, digest=content_digest(page.latest_revision))

    assert escalate(now=MONDAY) == 1

    assert recipients(Kind.DESK_ESCALATION) == [ben.email]


# The preference


def test_the_rhythm_is_chosen_in_the_account(moderator, signed_in):
    client = signed_in(moderator)
    url = reverse("wagtailadmin_account")
    html = client.get(url).content.decode()
    assert "What waits for a decision" in html

    data = {"theme-theme": "system", "theme-contrast": "system", "theme-density": "default"}
    data |= {"desk-rhythm": "weekly"}
    response = client.post(url, data)

    assert response.status_code == 302
    assert DigestPreference.objects.get(person=moderator).rhythm == "weekly"


def test_who_decides_on_nothing_is_not_asked(signed_in):
    html = signed_in(person("auditor")).get(reverse("wagtailadmin_account")).content.decode()

    assert "What waits for a decision" not in html
