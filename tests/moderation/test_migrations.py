"""Rows of older versions fit the rules of newer ones."""

import importlib

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from cms.moderation.comments.actions import ask_author
from cms.moderation.enums import News
from cms.moderation.models import Notice
from tests.factories import ProjectFactory, person

pytestmark = pytest.mark.usefixtures("repository")


@pytest.fixture
def unconstrained():
    """Notices as they were before messages waited in one of them, for this test's transaction."""
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX moderation_notice_asks_once")


def test_messages_that_wait_in_several_notices_are_folded_into_the_first(moderator, unconstrained):
    author, page = person("author"), ProjectFactory()
    other = Notice.objects.create(page=page, person=person("author"), news=News.QUESTIONS)
    notices = [Notice.objects.create(page=page, person=author, news=News.QUESTIONS) for _each in range(3)]
    told = Notice.objects.create(page=page, person=author, news=News.QUESTIONS, told_at=timezone.now())
    for notice in notices:
        notice.questions.add(ask_author(page=page, field="summary", text="Who?", by=moderator))
    migration = importlib.import_module("cms.moderation.migrations.0006_fold_untold_messages")

    migration.fold(apps, None)

    left = list(Notice.objects.filter(person__in=[author, other.person]).order_by("pk"))
    assert left == [other, notices[0], told]
    assert left[1].questions.count() == 3
    assert left[1].at == notices[2].at
