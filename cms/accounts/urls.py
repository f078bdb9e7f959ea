"""Addresses below /accounts/, and the two doors of Wagtail's that would pass by the second factor."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.urls import include, path, re_path
from django.utils.http import urlencode

CLOSED = (
    "signup/",
    "email/",
    "confirm-email/",
    "password/set/",
    "login/code/confirm/",
)
"""What allauth offers to a public that registers by itself, by the beginning of its address."""


def closed(request: HttpRequest) -> HttpResponse:
    """Answer that there is nothing here; allauth still finds the address by its name. Raises Http404."""
    raise Http404


def sign_in(request: HttpRequest) -> HttpResponse:
    """Lead from Wagtail's sign-in form to ours, and on to the page that was asked for."""
    onward = {"next": request.GET["next"]} if "next" in request.GET else {}
    return redirect(f"{resolve_url('account_login')}{'?' * bool(onward)}{urlencode(onward)}")


def new_password(request: HttpRequest, **kwargs: str) -> HttpResponse:
    """Lead from Wagtail's password reset to ours."""
    return redirect("account_reset_password")


urlpatterns = [
    path("admin/login/", sign_in),
    re_path(r"^admin/password_reset/", new_password),
    *(re_path(rf"^accounts/{address}", closed) for address in CLOSED),
    path("accounts/", include("allauth.urls")),
]
