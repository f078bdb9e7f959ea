"""Which text of the original the translator's page is about: `?of=next` asks for the one that waits."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.http.response import HttpResponseRedirectBase
from django.shortcuts import redirect

from cms.translations.models import TranslatedPage
from cms.translations.versions import version_to_translate

QUERY = "?of=next"


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person reads of an original beside its translation."""

    source: TranslatedPage
    of_next: bool
    """Whether it is the text that waits, and not the public one."""
    has_next: bool
    """Whether there is one that waits, for this person."""

    @property
    def query(self) -> str:
        """What addresses of the page end in."""
        return QUERY if self.of_next else ""


def choice_of(request: HttpRequest, translation: TranslatedPage) -> Choice:
    """Return what the address asks for, or the public text where no other is for this person."""
    version = version_to_translate(request.user, translation)
    if version is not None and request.GET.get("of") == "next":
        return Choice(version, of_next=True, has_next=True)
    return Choice(translation.original, of_next=False, has_next=version is not None)


def back_to(translation: TranslatedPage, choice: Choice) -> HttpResponseRedirectBase:
    """Lead to the page as it was chosen."""
    response: HttpResponseRedirectBase = redirect("translation_page", translation.pk)
    response["Location"] += choice.query
    return response
