"""Pages that wait, and a moderator who decides on many at once."""

from collections.abc import Callable
from typing import Any
from unittest import mock

import pytest
from wagtail.models import Page

from cms.accounts.models import User
from cms.desk.models import Run
from cms.desk.moves import TAKE
from cms.desk.runs.actions import carry_out, give_reason, plan
from cms.desk.runs.enums import Choice
from cms.moderation import actions
from cms.moderation.enums import Move
from tests.factories import ProjectFactory, fresh, person


@pytest.fixture(autouse=True)
def tasks_wait_for_the_worker(settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def moderator(repository: None) -> User:
    return person("moderator", name="Mona")


@pytest.fixture
def submitted(repository: None) -> Callable[..., Page]:
    """Return a function that makes a page which its author, or somebody else, has handed in."""

    def submit(by: User | None = None, **values: object) -> Page:
        page = ProjectFactory(**values)
        actions.submit(page=page, by=by or page.owner)
        return fresh(page)

    return submit


@pytest.fixture
def did(moderator: User) -> Callable[..., Run]:
    """Return a function that plans the same for many pages and carries it out."""

    def do(pages: list[Page], choice: Choice, words: str = "Not a project.", by: User = moderator) -> Run:
        run = plan(pages=[fresh(page) for page in pages], choice=choice, by=by)
        give_reason(run=run, reason=None, words=words, by=by)
        carry_out(run=run, by=by)
        return Run.objects.get(pk=run.pk)

    return do


@pytest.fixture
def broken_off(moderator: User, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Run]:
    """Return a function that plans the same for many pages; the process ends after the first decision."""

    def do(pages: list[Page], choice: Choice, words: str = "Not a project.") -> Run:
        run = plan(pages=[fresh(page) for page in pages], choice=choice, by=moderator)
        give_reason(run=run, reason=None, words=words, by=moderator)
        move = Move(choice)
        once = mock.Mock(wraps=TAKE[move], side_effect=[mock.DEFAULT, RuntimeError])
        with monkeypatch.context() as patch:
            patch.setitem(TAKE, move, once)
            with pytest.raises(RuntimeError):
                carry_out(run=run, by=moderator)
        return Run.objects.get(pk=run.pk)

    return do
