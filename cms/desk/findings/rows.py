"""What the decision page says of what the automatic checks found."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import capfirst
from wagtail.models import Page

from cms.findings.enums import Level
from cms.findings.queries import findings_on
from cms.findings.sentences import LEVELS, sentence_of
from cms.findings.values import Finding
from cms.moderation.enums import Move
from cms.moderation.fields import field_name


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding: in which field, what and what to do; `url` leads there, empty where the field is not shown."""

    field: str
    url: str
    sentence: str
    level: str
    is_wrong: bool


def finding_rows(page: Page, *, shown: Collection[str], moves: Collection[Move]) -> list[FindingRow]:
    """Return a row for each finding in the newest text, what is wrong first.

    A field that the comparison shows is led to there; an empty one is in the editor alone, for whoever may edit.
    """
    editor = reverse("wagtailadmin_pages:edit", args=[page.pk]) if Move.EDIT in moves else ""
    return [_row(page, each, shown, editor) for each in findings_on(page)]


def _row(page: Page, finding: Finding, shown: Collection[str], editor: str) -> FindingRow:
    if finding.field in shown:
        url = f"#field-{finding.field}"
    else:
        url = f"{editor}#:w:contentpath={finding.field}" if editor else ""
    return FindingRow(
        field=capfirst(field_name(page.specific_class, finding.field)),
        url=url,
        sentence=sentence_of(finding),
        level=str(LEVELS[finding.level]),
        is_wrong=finding.level == Level.WRONG,
    )
