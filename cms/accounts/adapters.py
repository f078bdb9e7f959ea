"""How allauth behaves here: staff sign in, nobody registers by themselves."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse

from cms.accounts.permissions import may_enter_admin
from cms.core.addresses import client_address


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by administrators."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Lead staff to the admin and everybody else to the home in their language."""
        return reverse("wagtailadmin_home") if may_enter_admin(request.user) else reverse("reader_home")

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Leave the counting of wrong passwords to axes.

        allauth would lock the account for everybody, so that anyone could keep its owner out.
        """
