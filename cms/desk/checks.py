"""What must hold in the settings of the desk."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from cms.desk.waiting.kinds import kinds


@register
def check_decision_days(**kwargs: Any) -> list[CheckMessage]:
    """Every kind with a service level of its own exists, and all levels are whole numbers of days."""
    known = {key for key, _label in kinds()}
    own = settings.DECISION_DAYS_BY_KIND
    found: list[CheckMessage] = [
        Error(
            f"DECISION_DAYS_BY_KIND names {kind!r}.",
            hint=f"Kinds are {', '.join(sorted(known))}.",
            id="desk.E001",
        )
        for kind in own
        if kind not in known
    ]
    if not all(type(days) is int and days > 0 for days in [settings.DECISION_DAYS, *own.values()]):
        found.append(Error("Decision days are whole numbers from 1.", id="desk.E002"))
    if settings.ESCALATION_DAYS < 0:
        found.append(Error("ESCALATION_DAYS is less than 0.", id="desk.E003"))
    return found
