"""People and pages for tests, made the way the product makes them.

A page begins as its owner's draft with one logged revision; published() takes it through a real review.
"""

from typing import Any

import factory
from django.contrib.auth.models import Group
from wagtail.models import Locale, Page
from wagtail_factories import PageFactory

from cms.accounts.enums import Role, group_name
from cms.accounts.models import User
from cms.moderation import actions
from cms.moderation.digests import content_digest
from home.models import ContentPage, HomePage
from prizes_pages.actions import edition_page
from prizes_pages.models import PrizeEntryPage
from stocktaking_pages.actions import year_page
from stocktaking_pages.models import StocktakingProjectPage


def locale(code: str = "en") -> Locale:
    return Locale.objects.get(language_code=code)


class UserFactory(factory.django.DjangoModelFactory):
    """A person; `roles=["moderator", "translator:fr"]` puts them into those groups."""

    username = factory.Sequence(lambda number: f"person{number}")
    email = factory.LazyAttribute(lambda person: f"{person.username}@example.org")
    name = factory.Sequence(lambda number: f"Person {number}")

    class Meta:
        model = User
        skip_postgeneration_save = True

    @factory.post_generation
    def roles(self, create: bool, names: list[str] | None, **kwargs: Any) -> None:
        for name in names or []:
            self.groups.add(Group.objects.get_or_create(name=name)[0])


def person(*roles: str, **values: Any) -> User:
    """Return a new person with these roles; staff roles enter the admin."""
    return UserFactory(roles=list(roles), **values)


class DraftFactory(PageFactory):
    """An unpublished page with one revision, written by its owner."""

    title = factory.Sequence(lambda number: f"Page {number}")
    owner = factory.LazyFunction(lambda: person(group_name(Role.AUTHOR)))
    live = False

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class: type[Page], *args: Any, **values: Any) -> Page:
        parent = values.pop("parent", None) or cls.default_parent(values.get("locale") or locale())
        page = model_class(**values | {"locale": parent.locale})
        parent.add_child(instance=page)
        page.save_revision(user=page.owner, log_action=True)
        return page

    @classmethod
    def default_parent(cls, locale: Locale) -> Page:
        raise NotImplementedError


class ProjectFactory(DraftFactory):
    summary = "Nurses and doctors by telephone."

    class Meta:
        model = StocktakingProjectPage

    @classmethod
    def default_parent(cls, locale: Locale) -> Page:
        return year_page(year=2019, locale=locale)


class PrizeEntryFactory(DraftFactory):
    summary = "A clinic in every village."

    class Meta:
        model = PrizeEntryPage

    @classmethod
    def default_parent(cls, locale: Locale) -> Page:
        return edition_page(year=2024, locale=locale)


class ContentPageFactory(DraftFactory):
    body = "<p>Who we are.</p>"

    class Meta:
        model = ContentPage

    @classmethod
    def default_parent(cls, locale: Locale) -> Page:
        return HomePage.objects.get(locale=locale)


def translation(original: StocktakingProjectPage, language: str, **values: Any) -> StocktakingProjectPage:
    """Return a draft translation of a project: words only, in the tree of its language."""
    return ProjectFactory(
        parent=year_page(year=2019, locale=locale(language)),
        translation_key=original.translation_key,
        is_translation_page=True,
        slug=original.slug,
        **values,
    )


def write(page: Page, by: User, **values: Any) -> Page:
    """Save a new revision with these values, as the editor does, and return the page read again."""
    draft = page.specific.get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    draft.save_revision(user=by, log_action=True)
    return fresh(page)


def approved(page: Page, by: User) -> Page:
    """Publish a page under review as somebody who read its latest revision, and return it read again."""
    page = fresh(page)
    actions.approve(page=page, by=by, digest=content_digest(page.latest_revision))
    return fresh(page)


def published(page: Page, by: User | None = None) -> Page:
    """Take a draft through a review by another person (a new moderator unless named) and return it read again."""
    actions.submit(page=page, by=page.owner)
    return approved(page, by or person(group_name(Role.MODERATOR)))


def fresh(page: Page) -> Page:
    """Return the page read again from the database."""
    return type(page.specific).objects.get(pk=page.pk)
