"""The one place where a second factor is demanded of staff."""

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
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
