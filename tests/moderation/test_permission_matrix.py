"""Who may do what in which state: every role, every state, every move, in the rule, the interface and the action.

A cell holds the letters of the moves that are allowed; a dash stands for none:

    E edit   S submit   A approve (publish)   Q request changes   J reject   W withdraw   R resubmit
    O reopen   U take offline   V archive   T restore as a draft   D delete   K take an approval back
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.models import Page

from cms.moderation import actions
from cms.moderation.digests import content_digest
from cms.moderation.enums import Move, PageState
from cms.moderation.exceptions import InvalidMove
from cms.moderation.permissions import can, moves_of
from tests.factories import PrizeEntryFactory, ProjectFactory, fresh, person, published, translation
from tests.moderation.gallery import Cast, bring_to

pytestmark = pytest.mark.django_db

LETTERS = {
    "E": Move.EDIT,
    "S": Move.SUBMIT,
    "A": Move.APPROVE,
    "K": Move.TAKE_BACK,
    "Q": Move.REQUEST_CHANGES,
    "J": Move.REJECT,
    "W": Move.WITHDRAW,
    "R": Move.RESUBMIT,
    "O": Move.REOPEN,
    "U": Move.UNPUBLISH,
    "V": Move.ARCHIVE,
    "T": Move.RESTORE,
    "D": Move.DELETE,
}

# dr draft, rv in review, cq changes requested, pu published, pd published with changes in draft, pr ... in review,
# pq ... changes requested, px ... change rejected, rj rejected, wd withdrawn, un unpublished, ar archived
ORIGINAL = """
                      dr   rv    cq   pu   pd    pr      pq    px    rj  wd  un  ar
anonymous             -    -     -    -    -     -       -     -     -   -   -   -
author_owner          ESD  W     EWR  E    ES    W       EWR   EO    OD  TD  -   -
other_author          -    -     -    -    -     -       -     -     -   -   -   -
administrator         ESD  EAQJ  EJR  EUV  ESUV  EAQJUV  EJRUV EOUV  OD  TD  VT  T
superuser             ESD  EAQJ  EJR  EUV  ESUV  EAQJUV  EJRUV EOUV  OD  TD  VT  T
moderator             ES   EAQJ  EJR  EUV  ESUV  EAQJUV  EJRUV EOUV  O   T   VT  T
moderator_who_wrote   ES   E     ER   EUV  ESUV  EUV     ERUV  EOUV  O   T   VT  T
superuser_who_wrote   ESD  E     ER   EUV  ESUV  EUV     ERUV  EOUV  OD  TD  VT  T
secretariat           -    -     -    -    -     -       -     -     -   -   -   -
translator_fr         -    -     -    -    -     -       -     -     -   -   -   -
reviewer_fr           -    -     -    -    -     -       -     -     -   -   -   -
focal_point           -    -     -    -    -     -       -     -     -   -   -   -
auditor               -    -     -    -    -     -       -     -     -   -   -   -
inactive_moderator    -    -     -    -    -     -       -     -     -   -   -   -
"""

TRANSLATION = """
                      dr   rv    cq   pu   pd    pr      pq    px    rj  wd  un  ar
anonymous             -    -     -    -    -     -       -     -     -   -   -   -
author_owner          ESD  W     EWR  E    ES    W       EWR   EO    OD  TD  -   -
other_author          -    -     -    -    -     -       -     -     -   -   -   -
administrator         ESD  EAQJ  EJR  EUV  ESUV  EAQJUV  EJRUV EOUV  OD  TD  VT  T
superuser             ESD  EAQJ  EJR  EUV  ESUV  EAQJUV  EJRUV EOUV  OD  TD  VT  T
moderator             ES   EAQJ  EJR  EUV  ESUV  EAQJUV  EJRUV EOUV  O   T   VT  T
moderator_who_wrote   ES   E     ER   EUV  ESUV  EUV     ERUV  EOUV  O   T   VT  T
superuser_who_wrote   ESD  E     ER   EUV  ESUV  EUV     ERUV  EOUV  OD  TD  VT  T
secretariat           -    -     -    -    -     -       -     -     -   -   -   -
translator_fr         ES   -     ER   E    ES    -       ER    E     -   -   -   -
reviewer_fr           ES   EAQJ  EJR  EUV  ESUV  EAQJUV  EJRUV EOUV  O   T   VT  T
focal_point           -    -     -    -    -     -       -     -     -   -   -   -
auditor               -    -     -    -    -     -       -     -     -   -   -   -
inactive_moderator    -    -     -    -    -     -       -     -     -   -   -   -
"""

PRIZE_ENTRY = """
                      dr   rv    cq   pu   pd    pr      pq    px    rj  wd  un  ar
anonymous             -    -     -    -    -     -       -     -     -   -   -   -
author_owner          ESD  W     EWR  E    ES    W       EWR   EO    OD  TD  -   -
other_author          -    -     -    -    -     -       -     -     -   -   -   -
administrator         ESD  EAQJ  EJR  EUV  ESUV  EAQJUV  EJRUV EOUV  OD  TD  VT  T
superuser             ESD  EAQJ  EJR  EUV  ESUV  EAQJUV  EJRUV EOUV  OD  TD  VT  T
moderator             ES   EAQJ  EJR  EUV  ESUV  EAQJUV  EJRUV EOUV  O   T   VT  T
moderator_who_wrote   ES   E     ER   EUV  ESUV  EUV     ERUV  EOUV  O   T   VT  T
superuser_who_wrote   ESD  E     ER   EUV  ESUV  EUV     ERUV  EOUV  OD  TD  VT  T
secretariat           ES   EAQJ  EJR  EUV  ESUV  EAQJUV  EJRUV EOUV  O   T   VT  T
translator_fr         -    -     -    -    -     -       -     -     -   -   -   -
reviewer_fr           -    -     -    -    -     -       -     -     -   -   -   -
focal_point           -    -     -    -    -     -       -     -     -   -   -   -
auditor               -    -     -    -    -     -       -     -     -   -   -   -
inactive_moderator    -    -     -    -    -     -       -     -     -   -   -   -
"""

STATES = {
    "dr": PageState.DRAFT,
    "rv": PageState.IN_REVIEW,
    "cq": PageState.CHANGES_REQUESTED,
    "pu": PageState.PUBLISHED,
    "pd": PageState.PUBLISHED_CHANGES_IN_DRAFT,
    "pr": PageState.PUBLISHED_CHANGES_IN_REVIEW,
    "pq": PageState.PUBLISHED_CHANGES_REQUESTED,
    "px": PageState.PUBLISHED_CHANGE_REJECTED,
    "rj": PageState.REJECTED,
    "wd": PageState.WITHDRAWN,
    "un": PageState.UNPUBLISHED,
    "ar": PageState.ARCHIVED,
}


def rows(kind: str, table: str) -> Iterator[Any]:
    header, *lines = [line.split() for line in table.strip().splitlines()]
    for role, *allowed in lines:
        states = [STATES[column] for column in header]
        yield pytest.param(kind, role, dict(zip(states, allowed, strict=True)), id=f"{kind}-{role}")


MATRIX = pytest.mark.parametrize(
    ("kind", "role", "allowed"),
    [*rows("original", ORIGINAL), *rows("translation", TRANSLATION), *rows("prize_entry", PRIZE_ENTRY)],
)


def written(moves: Iterable[Move]) -> str:
    """Return moves as a cell of the table."""
    return "".join(letter for letter, move in LETTERS.items() if move in moves) or "-"


def people() -> dict[str, Any]:
    return {
        "anonymous": AnonymousUser(),
        "author_owner": person("author"),
        "other_author": person("author"),
        "administrator": person("administrator"),
        "superuser": person(is_superuser=True),
        "moderator": person("moderator"),
        "moderator_who_wrote": person("moderator"),
        "superuser_who_wrote": person(is_superuser=True),
        "secretariat": person("secretariat"),
        "translator_fr": person("translator:fr"),
        "reviewer_fr": person("reviewer:fr"),
        "focal_point": person("focal-point:KE"),
        "auditor": person("auditor"),
        "inactive_moderator": person("moderator", is_active=False),
    }


def draft_of(kind: str, owner: Any) -> Page:
    if kind == "translation":
        return translation(published(ProjectFactory()), "fr", owner=owner)
    return {"original": ProjectFactory, "prize_entry": PrizeEntryFactory}[kind](owner=owner)


class Stage:
    """All the people, and one page of each kind in each state."""

    def __init__(self) -> None:
        self.people = people()
        cast = Cast(
            author=self.people["author_owner"],
            other_writers=[self.people["moderator_who_wrote"], self.people["superuser_who_wrote"]],
        )
        self.pages = {
            (kind, state): bring_to(state, draft_of(kind, cast.author), cast)
            for kind in ("original", "translation", "prize_entry")
            for state in PageState
        }

    def person(self, role: str) -> Any:
        """Return the person as a new request would read them."""
        user = self.people[role]
        return type(user).objects.get(pk=user.pk) if user.pk else user

    def row(self, kind: str) -> Iterator[tuple[PageState, Page]]:
        return ((state, fresh(self.pages[kind, state])) for state in PageState)


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    """Made once, in a transaction that is rolled back after the module; each test undoes what it does itself."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Stage()
        transaction.set_rollback(True)


ACTIONS: dict[Move, Callable[[Page, Any], Any]] = {
    Move.SUBMIT: lambda page, by: actions.submit(page=page, by=by),
    Move.APPROVE: lambda page, by: actions.approve(
        page=page, by=by, digest=content_digest(page.latest_revision)
    ),
    Move.TAKE_BACK: lambda page, by: actions.take_back_approval(page=page, by=by),
    Move.REQUEST_CHANGES: lambda page, by: actions.request_changes(page=page, by=by, note="Which year?"),
    Move.REJECT: lambda page, by: actions.reject(page=page, by=by, reason="Not a project."),
    Move.WITHDRAW: lambda page, by: actions.withdraw(page=page, by=by),
    Move.RESUBMIT: lambda page, by: actions.resubmit(page=page, by=by),
    Move.REOPEN: lambda page, by: actions.reopen(page=page, by=by),
    Move.UNPUBLISH: lambda page, by: actions.unpublish(page=page, by=by, reason="A complaint."),
    Move.ARCHIVE: lambda page, by: actions.archive(page=page, by=by, reason="It is over."),
    Move.RESTORE: lambda page, by: actions.restore(page=page, by=by),
}


NO_ACTION = str.maketrans("", "", "ED")
"""Editing and deleting are Wagtail's; their doors are tested in test_doors.py."""


def goes_through(move: Move, page: Page, by: Any) -> bool:
    """Whether the action function takes the move; it is undone."""
    with transaction.atomic():
        try:
            ACTIONS[move](page, by)
        except (PermissionDenied, InvalidMove):
            return False
        finally:
            transaction.set_rollback(True)
    return True


@MATRIX
def test_the_rules_allow_and_offer_exactly_these_moves(kind, role, allowed, stage):
    user = stage.person(role)

    ruled = {
        state: written([move for move in Move if can(move, user, page)]) for state, page in stage.row(kind)
    }
    offered = {state: written(moves_of(user, page)) for state, page in stage.row(kind)}

    assert ruled == allowed
    assert offered == allowed


@MATRIX
def test_the_actions_take_exactly_these_moves(kind, role, allowed, stage):
    user = stage.person(role)

    taken = {
        state: written([move for move in ACTIONS if goes_through(move, page, user)])
        for state, page in stage.row(kind)
    }

    assert taken == {state: letters.translate(NO_ACTION) or "-" for state, letters in allowed.items()}


@MATRIX
def test_wagtails_own_questions_are_answered_alike(kind, role, allowed, stage):
    user = stage.person(role)

    for state, page in stage.row(kind):
        asked = page.permissions_for_user(user)
        lock = page.get_lock()
        assert asked.can_delete() == ("D" in allowed[state])
        assert (asked.can_edit() and not (lock and lock.for_user(user))) == ("E" in allowed[state])
        assert not asked.can_publish()
        assert not asked.can_unpublish()


def test_the_table_names_every_state_and_every_move():
    assert set(STATES.values()) == set(PageState)
    assert set(LETTERS.values()) == set(Move)
    assert set(ACTIONS) == set(Move) - {Move.EDIT, Move.DELETE}
