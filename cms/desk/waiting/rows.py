"""What a line of the list says, read for a whole page of lines in a few queries."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from wagtail.models import Page, WorkflowState

from cms.accounts.models import User
from cms.core.reader import reader_language
from cms.desk.models import Handling, RunDecision
from cms.desk.queries import decided_by, decides_on_all
from cms.desk.rows import Row, rows_of
from cms.desk.runs.queries import held_among
from cms.desk.waiting.changes import changes_of
from cms.desk.waiting.kinds import decision_days, kind_of, label_of, translations_among
from cms.desk.waiting.queries import handling_in, reviews_of
from cms.desk.waiting.working_days import working_day_after, working_days
from cms.findings.models import Check
from cms.findings.queries import checks_of
from cms.moderation.approvals.progress import Progress
from cms.moderation.approvals.queries import progress_of
from cms.moderation.comments.queries import Open, open_on
from cms.moderation.enums import UNDER_REVIEW
from cms.moderation.permissions import moderates_pages, owns
from cms.records.registry import record_models
from cms.taxonomy.enums import Vocabulary
from cms.taxonomy.queries import short_label


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A page that waits."""

    page: Row
    kind: str
    countries: str
    change: str
    submitter: str
    age: int
    """Working days since it was handed in or, where it is the author's turn, sent back."""
    level: int
    """The service level: working days."""
    due: dt.date
    """The day somebody set, else that of the service level."""
    is_dated: bool
    """Whether somebody set it."""
    is_late: bool
    is_open: bool
    """Whether it waits for a decision, and not for its author."""
    person: User | None
    is_mine: bool
    may_handle: bool
    """Whether the person's roles let them decide on it; four eyes are asked page by page."""
    progress: Progress | None
    """How far it is, where several people are asked."""
    held: RunDecision | None
    """The decision on it that the person has put aside."""
    check: Check | None
    """What was found in its newest text; None as long as it was not checked."""
    comments: Open | None
    """What is open of what is said about it, as far as the person may know it; None where nothing is."""

    @property
    def pk(self) -> int:
        return self.page.pk

    @property
    def title(self) -> str:
        return self.page.title


def waiting_rows(pages: Iterable[Page], *, person: User, today: dt.date) -> list[WaitingRow]:
    """Return a row for each page of `what_waits`, in the same order."""
    pages = list(pages)
    reviews, translations = reviews_of(pages), translations_among(pages)
    about = _About(
        person=person,
        today=today,
        reviews=reviews,
        progress=_progress(reviews),
        translations=translations,
        countries=_countries(pages),
        changes=changes_of(pages),
        decided=_decided(pages, person),
        held=held_among(person, pages),
        checks=checks_of(pages),
        comments=_comments(pages, person, reviews, translations),
    )
    return [
        about.row(page, row)
        for page, row in zip(pages, rows_of(pages, with_facts=False), strict=True)
        if page.pk in about.reviews
    ]


def _progress(reviews: Mapping[int, WorkflowState]) -> dict[int, Progress]:
    steps = [review.current_task_state for review in reviews.values()]
    return progress_of([step for step in steps if step is not None])


def _comments(
    pages: Collection[Page],
    person: User,
    reviews: Mapping[int, WorkflowState],
    translations: Collection[int],
) -> dict[int, Open]:
    """Ask for what the person reads by the rules of comments/permissions.py, told from what is known of the rows."""
    own, moderated = set(), set()
    for page in pages:
        review = reviews.get(page.pk)
        if owns(person, page) or (review and review.requested_by_id == person.pk):
            own.add(page.pk)
        into = page.locale.language_code if page.pk in translations else ""
        if moderates_pages(person, page.specific_class, into):
            moderated.add(page.pk)
    return open_on(as_staff=moderated - own, own=own)


def _decided(pages: Collection[Page], person: User) -> frozenset[int]:
    pks = frozenset(page.pk for page in pages)
    if decides_on_all(person):
        return pks
    return frozenset(Page.objects.filter(decided_by(person), pk__in=pks).values_list("pk", flat=True))


def _countries(pages: Collection[Page]) -> dict[UUID, str]:
    """Return the countries of records by translation key: a translation's are those of its original."""
    found: dict[UUID, list[str]] = defaultdict(list)
    for model in {page.specific_class for page in pages}.intersection(record_models()):
        keys = {page.translation_key for page in pages if page.specific_class is model}
        originals = model.objects.filter(translation_key__in=keys, countries__isnull=False)
        for key, code in originals.values_list("translation_key", "countries__code"):
            found[key].append(short_label(Vocabulary.COUNTRY, code, reader_language()))
    return {key: ", ".join(sorted(names)) for key, names in found.items()}


@dataclass(frozen=True, slots=True)
class _About:
    """What is known of all rows together."""

    person: User
    today: dt.date
    reviews: Mapping[int, WorkflowState]
    progress: Mapping[int, Progress]
    translations: frozenset[int]
    countries: Mapping[UUID, str]
    changes: Mapping[int, str]
    decided: frozenset[int]
    held: Mapping[int, RunDecision]
    checks: Mapping[int, Check]
    comments: Mapping[int, Open]

    def row(self, page: Any, row: Row) -> WaitingRow:
        is_translation = page.pk in self.translations
        level = decision_days(kind_of(page, is_translation=is_translation))
        review = self.reviews[page.pk]
        handling = handling_in(review) or Handling()
        since = self._since(review, row)
        holder = handling.person
        return WaitingRow(
            page=row,
            kind=label_of(page, is_translation=is_translation),
            countries=self.countries.get(page.translation_key, ""),
            change=self.changes[page.pk],
            submitter=str(review.requested_by or ""),
            age=working_days(since, self.today),
            level=level,
            due=handling.due or working_day_after(since, level),
            is_dated=handling.due is not None,
            is_late=page.is_late,
            is_open=row.state in UNDER_REVIEW,
            person=holder,
            is_mine=holder is not None and holder.pk == self.person.pk,
            may_handle=page.pk in self.decided,
            progress=self.progress.get(review.current_task_state_id) if row.state in UNDER_REVIEW else None,
            held=self.held.get(page.pk),
            check=self.checks.get(page.pk),
            comments=self.comments.get(page.pk),
        )

    def _since(self, review: WorkflowState, row: Row) -> dt.date:
        step = review.current_task_state
        moment = step.started_at if row.state in UNDER_REVIEW else step.finished_at
        return (moment or step.started_at).date()
