"""What the home page shows."""

from typing import Any

from django.http import HttpRequest
from wagtail.models import Page


def home_context(page: Page, request: HttpRequest) -> dict[str, Any]:
    return {}
