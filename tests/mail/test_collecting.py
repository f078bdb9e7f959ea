"""What is told of many things at once: whom it cannot be told keeps nobody else from their mail."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from cms.mail import collecting
from cms.mail.collecting import NotAllTold
from cms.mail.models import OutgoingMail
from cms.moderation.enums import News
from cms.moderation.models import Notice
from cms.moderation.notices.mails import overdue, tell_authors
from tests.factories import ProjectFactory, person

pytestmark = pytest.mark.usefixtures("repository")


@pytest.fixture
def people():
    """Three people with news; nobody knows how to tell the first."""
    people = [person("author") for _each in range(3)]
    page = ProjectFactory()
    old = timezone.now() - dt.timedelta(minutes=16)
    for someone, news in zip(people, ["forgotten", News.PUBLISHED, News.REJECTED], strict=True):
        Notice.objects.create(page=page, person=someone, news=news, at=old)
    return people


def test_everybody_else_is_told(people):
    with pytest.raises(NotAllTold) as raised:
        tell_authors(now=timezone.now())

    assert raised.value.failed == 1
    assert sorted(OutgoingMail.objects.values_list("to", flat=True)) == sorted(
        someone.email for someone in people[1:]
    )
    assert overdue(now=timezone.now()) == 1


def test_mail_is_sent_all_the_same(people, tell, postbox):
    waiting = tell()

    with pytest.raises(CommandError, match="1 could not be told"):
        call_command("mail_worker", once=True)

    first, *others = [mail["To"] for mail in postbox.taken]
    assert first == waiting.to
    assert sorted(others) == sorted(someone.email for someone in people[1:])


def test_a_package_that_fails_stops_neither_the_others_nor_the_mail(people, tell, postbox, work, monkeypatch):
    def broken(*, now):
        raise KeyError("page")

    monkeypatch.setattr(collecting, "_collectors", [broken, tell_authors])
    tell()

    with pytest.raises(NotAllTold) as raised:
        work()

    assert raised.value.failed == 2
    assert len(postbox.taken) == 3
