"""What is asked of whoever opens the form of a page: it stands above the form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wagtail.admin.panels import TabbedInterface
from wagtail.models import Page, PageLogEntry

from cms.accounts.models import User
from cms.core.reader import reader_language
from cms.moderation.comments.queries import label_of, open_questions
from cms.moderation.enums import REFUSED, WAITING_FOR_AUTHOR, LogAction
from cms.moderation.models import Message
from cms.moderation.reasons.entries import why
from cms.moderation.states import state_of

SENT_BACK = ("wagtail.workflow.reject", LogAction.REJECT.value)
"""Entries in the page log of decisions that tell the author why."""


@dataclass(frozen=True, slots=True)
class Question:
    """A message that waits for an answer, what its field is called, and where the form has it."""

    message: Message
    label: str
    place: str


@dataclass(frozen=True, slots=True)
class Asked:
    """The decision after which the text is the author's again, why it was taken, and what is not answered yet."""

    decision: PageLogEntry | None
    reason: str
    questions: list[Question]

    def __bool__(self) -> bool:
        return bool(self.decision or self.questions)


def asked_about(page: Page, reader: User, form: Any) -> Asked:
    """Return it as far as the reader may know it; `form` is the bound panel that shows the form of the page."""
    decision = _decision_on(page)
    messages = list(open_questions(reader, page))
    places = dict(_places(form)) if messages else {}
    return Asked(
        decision=decision,
        reason=why(decision.data, reader_language()) if decision else "",
        questions=[
            Question(each, label_of(type(page), each.field) or each.field, places.get(each.field, ""))
            for each in messages
        ],
    )


def _decision_on(page: Page) -> PageLogEntry | None:
    if state_of(page) not in WAITING_FOR_AUTHOR | REFUSED:
        return None
    entries = PageLogEntry.objects.filter(page_id=page.pk, action__in=SENT_BACK).select_related("user")
    return entries.order_by("-timestamp", "-pk").first()


def _places(panel: Any, section: str = "") -> Iterator[tuple[str, str]]:
    """Yield the name of each field or list of rows with the id of the section that holds it."""
    for child, identifier in getattr(panel, "visible_children_with_identifiers", ()):
        own = section or f"{panel.prefix}-{identifier}-section"
        definition = child.panel
        if name := getattr(definition, "field_name", "") or getattr(definition, "relation_name", ""):
            yield name, own
        else:
            # What is in a group shares its section; a tab is none.
            yield from _places(child, "" if isinstance(panel.panel, TabbedInterface) else own)
