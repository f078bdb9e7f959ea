"""Making the page of a record in another language: words only, as a draft that somebody else reviews."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Locale

from cms.accounts.enums import Role
from cms.accounts.models import User
from cms.accounts.permissions import has_role, is_administrator
from cms.moderation.exceptions import InvalidMove
from cms.records.models import RecordPage
from cms.records.slugs import numbered, slug_for


def can_translate(user: User, language: str) -> bool:
    """Whether the person writes translations into this language."""
    roles = has_role(user, Role.TRANSLATOR, language) or has_role(user, Role.REVIEWER, language)
    return roles or has_role(user, Role.MODERATOR) or is_administrator(user)


@transaction.atomic
def start_translation(
    *, original: RecordPage, language: str, by: User, words: Mapping[str, str]
) -> RecordPage:
    """Make a draft page in this language with these words; words left out stay empty. What is public does not change.

    Raises PermissionDenied, or InvalidMove when the record is in this language already.
    """
    if not can_translate(by, language):
        raise PermissionDenied(_("You do not translate into this language."))
    locale = Locale.objects.get(language_code=language)
    if original.is_translation or original.get_translations(inclusive=True).filter(locale=locale).exists():
        raise InvalidMove(_("“%(title)s” is in this language already.") % {"title": original.title})
    page = translation_page(original, locale, by, words)
    parent = original.get_parent().get_translation(locale)
    page.slug = numbered(slug_for(page.title), set(parent.get_children().values_list("slug", flat=True)))
    parent.add_child(instance=page)
    page.save_revision(user=by, log_action=True)
    return page


def translation_page(original: RecordPage, locale: Locale, by: User, words: Mapping[str, str]) -> RecordPage:
    """Return the unsaved draft page of a translation."""
    unknown = words.keys() - set(original.words)
    if unknown:
        raise ValueError(f"Not words of a record: {', '.join(sorted(unknown))}.")
    return type(original)(
        **words,
        is_translation_page=True,
        translation_key=original.translation_key,
        locale=locale,
        owner=by,
        live=False,
        has_unpublished_changes=True,
    )
