"""The publication history: what was public when. One row per publish and unpublish, written nowhere else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from typing import Any

from cms.accounts.models import User
from cms.moderation.enums import BROUGHT_BACK
from cms.records.models import RecordPage

PUBLISHED = "+"
TAKEN_OFFLINE = "-"


def relations_of(page: RecordPage) -> dict[str, Any]:
    """Return the relations of a record by stable codes, as a publication keeps them."""
    return {
        name: sorted(getattr(page, name).values_list("code", flat=True)) for name in page.term_relations
    } | {
        name: sorted(getattr(page, name).values_list("slug", flat=True))
        for name in page.organisation_relations
    }


@cache
def history_model(model: type[RecordPage]) -> Any:
    """Return the model of a page class's history; simple-history makes a new manager class whenever it is asked."""
    return model.history.model


def publication_row(
    page: RecordPage, *, live: bool, at: dt.datetime, by: User | None, reason: str, relations: dict[str, Any]
) -> Any:
    """Return an unsaved row of the page class's history: its public fields and relations at this moment."""
    model = history_model(type(page))
    values = {field.attname: getattr(page, field.attname) for field in model.tracked_fields}
    return model(
        **values | {"live": live},
        relations=relations,
        history_date=at,
        history_type=PUBLISHED if live else TAKEN_OFFLINE,
        history_user=by,
        history_change_reason=reason[:100] or None,
    )


def was_brought_back(row: Mapping[str, Any]) -> bool:
    """Whether a row of the history tells of a page that stands again as it did before it went offline."""
    return bool(row["history_change_reason"] == BROUGHT_BACK[0])


def record_publication(page: RecordPage, *, at: dt.datetime, by: User | None, reason: str = "") -> None:
    """Write that the page became public, or public in a new wording, at this moment."""
    publication_row(page, live=True, at=at, by=by, reason=reason, relations=relations_of(page)).save()


def record_withdrawal(page: RecordPage, *, at: dt.datetime, by: User | None, reason: str = "") -> None:
    """Write that the page stopped being public at this moment."""
    publication_row(page, live=False, at=at, by=by, reason=reason, relations=relations_of(page)).save()
