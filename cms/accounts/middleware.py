"""The one place where a second factor is demanded of staff, and where the admin takes the account's language."""

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from cms.accounts.models import User
from cms.accounts.second_factor import owes_second_factor

ADMIN = "/admin/"
ACCOUNTS = "/accounts/"


class SecondFactorMiddleware:
    """Treat staff who owe a second factor as strangers everywhere but on the pages that set one up.

    In the admin they are led to those pages. Elsewhere nothing is asked of the database until a view wants to know
    who is there, so that public pages stay the same for everybody.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(ADMIN) and owes_second_factor(request.user):
            return redirect("mfa_index")
        if not request.path_info.startswith(ACCOUNTS):
            person = request.user
            request.user = SimpleLazyObject(lambda: known(person))  # type: ignore[assignment]  # as Django's own
        return self.get_response(request)


def known(person: User | AnonymousUser) -> User | AnonymousUser:
    return AnonymousUser() if owes_second_factor(person) else person


class AdminLanguageMiddleware:
    """Speaks below /admin/ the language that the account has chosen, from the first word to the last.

    Wagtail does so only while a view runs: what is said outside of it, every refusal above all, would come in the
    language of the browser.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(ADMIN):
            profile = getattr(request.user, "wagtail_userprofile", None)
            if profile is not None and profile.preferred_language:
                translation.activate(profile.preferred_language)
        return self.get_response(request)
