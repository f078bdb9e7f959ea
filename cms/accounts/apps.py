from django.apps import AppConfig
from django.core.checks import Tags, register


class AccountsConfig(AppConfig):
    name = "cms.accounts"
    label = "accounts"

    def ready(self) -> None:
        from cms.accounts.checks import CHECKS

        for check in CHECKS:
            register(check, Tags.security)
