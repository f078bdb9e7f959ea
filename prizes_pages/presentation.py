"""What the pages of the Prizes show."""

from typing import Any

from django.http import HttpRequest
from wagtail.models import Page


def index_context(page: Page, request: HttpRequest) -> dict[str, Any]:
    return {}


def edition_context(page: Page, request: HttpRequest) -> dict[str, Any]:
    return {}


def entry_context(page: Page, request: HttpRequest) -> dict[str, Any]:
    return {}
