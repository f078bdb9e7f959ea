"""Wagtail's account page: the name, and the way to the pages that keep the sign-in safe."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.views.account import NameEmailSettingsPanel

from cms.accounts.forms import NameForm

# Wagtail has no setting for it, and asks for a first and a last name before anything of the page can be saved.
NameEmailSettingsPanel.form_class = NameForm  # type: ignore[assignment]  # any form of the person does


@hooks.register("register_account_menu_item")
def password(request: HttpRequest) -> dict[str, str]:
    return {
        "url": reverse("account_change_password"),
        "label": _("Change the password"),
        "help_text": _("You stay signed in here. Everywhere else you will have to sign in again."),
    }


@hooks.register("register_account_menu_item")
def second_factor(request: HttpRequest) -> dict[str, str]:
    return {
        "url": reverse("mfa_index"),
        "label": _("Second factor"),
        "help_text": _("Authenticator app, security keys and recovery codes."),
    }
