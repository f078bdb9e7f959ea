"""What must hold in the settings for the door to stay closed."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

FINISH_ACTION = "cms.moderation.workflows.publish_finished_workflow"


@register
def check_workflow_settings(**kwargs: Any) -> list[CheckMessage]:
    """The review is on, its end is ours, and an edit during the review asks for a new approval."""
    expected = {
        "WAGTAIL_FINISH_WORKFLOW_ACTION": FINISH_ACTION,
        "WAGTAIL_WORKFLOW_ENABLED": True,
        "WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT": True,
    }
    defaults = {"WAGTAIL_WORKFLOW_ENABLED": True}
    return [
        Error(
            f"{name} is {getattr(settings, name, None)!r}.",
            hint=f"Set it to {value!r}: without it pages are published past the four-eyes rule.",
            id=f"moderation.E00{number}",
        )
        for number, (name, value) in enumerate(expected.items(), start=1)
        if getattr(settings, name, defaults.get(name)) != value
    ]
