"""Records and translations in every standing, made the way people make them."""

from __future__ import annotations

from cms.accounts.models import User
from cms.moderation import actions
from cms.records.translating import start_translation
from stocktaking_pages.models import StocktakingProjectPage
from tests.factories import ProjectFactory, approved, fresh, person, published, write


def record(title: str, **values: object) -> StocktakingProjectPage:
    return published(ProjectFactory(title=title, original_language="en", **values))


def translated(original: StocktakingProjectPage, by: User, language: str = "fr") -> StocktakingProjectPage:
    """Return a draft of a whole translation."""
    words = {"title": f"{original.title} ({language})", "summary": "Des infirmières par téléphone."}
    return start_translation(original=original, language=language, by=by, words=words)


def handed_in(page: StocktakingProjectPage) -> StocktakingProjectPage:
    actions.submit(page=fresh(page), by=page.owner)
    return fresh(page)


def sent_back(page: StocktakingProjectPage) -> StocktakingProjectPage:
    actions.request_changes(page=handed_in(page), by=person("reviewer:fr"), note="Which islands?")
    return fresh(page)


def changed(original: StocktakingProjectPage, **values: object) -> StocktakingProjectPage:
    """Publish the original with other words."""
    page = write(original, fresh(original).owner, **values)
    actions.submit(page=page, by=page.owner)
    return approved(page, person("moderator"))
