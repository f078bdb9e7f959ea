"""What the pages of the repository show."""

from typing import Any

from django.http import HttpRequest
from wagtail.models import Page


def project_context(page: Page, request: HttpRequest) -> dict[str, Any]:
    return {}
