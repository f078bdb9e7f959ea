"""Pages that stand at the same place in every language's tree: indexes, years, editions."""

from typing import TypeVar

from wagtail.models import Page

PageT = TypeVar("PageT", bound=Page)


def add_in_every_language(pages: list[tuple[Page, PageT]]) -> None:
    """Publish each page under its parent, all as translations of the first."""
    for parent, page in pages:
        page.locale = parent.locale
        page.translation_key = pages[0][1].translation_key
        parent.add_child(instance=page)
        page.save_revision().publish()
