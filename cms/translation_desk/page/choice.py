"""Which text of the original the translator's page is about: `?of=next` asks for the one that waits."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.http.response import HttpResponseRedirectBase
from django.shortcuts import redirect
from django.utils.http import urlencode

from cms.accounts.models import User
from cms.moderation.permissions import sees_with_second_pair_of_eyes
from cms.translations.models import TranslatedPage
from cms.translations.versions import version_to_translate

TAKE_OVER = "write"


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person reads of an original beside its translation."""

    source: TranslatedPage
    of_next: bool
    """Whether it is the text that waits, and not the public one."""
    has_next: bool
    """Whether there is one that waits, for this person."""
    takes_over: bool = False
    """Whether somebody who could decide on the words has said that they write in them instead."""

    @property
    def query(self) -> str:
        """What addresses of the page end in."""
        said = {"of": "next"} if self.of_next else {}
        if self.takes_over:
            said[TAKE_OVER] = "1"
        return f"?{urlencode(said)}" if said else ""

    @property
    def take_over_query(self) -> str:
        """As `query`, for whoever wants to write."""
        return replace(self, takes_over=True).query


def choice_of(request: HttpRequest, translation: TranslatedPage) -> Choice:
    """Return what the address asks for, or the public text where no other is for this person."""
    version, takes_over = version_to_translate(request.user, translation), TAKE_OVER in request.GET
    if version is not None and request.GET.get("of") == "next":
        return Choice(version, of_next=True, has_next=True, takes_over=takes_over)
    return Choice(translation.original, of_next=False, has_next=version is not None, takes_over=takes_over)


def is_for_a_decision(user: User, translation: TranslatedPage) -> bool:
    """Whether the person can decide on words that wait, and could not any more once they had written in them."""
    review = translation.current_workflow_state
    submitter = review.requested_by_id if review else None
    return translation.has_unpublished_changes and sees_with_second_pair_of_eyes(user, translation, submitter)


def back_to(translation: TranslatedPage, choice: Choice) -> HttpResponseRedirectBase:
    """Lead to the page as it was chosen."""
    response: HttpResponseRedirectBase = redirect("translation_page", translation.pk)
    response["Location"] += choice.query
    return response
