from django.apps import AppConfig
from django.core.checks import register


class CoreConfig(AppConfig):
    name = "cms.core"
    label = "core"

    def ready(self) -> None:
        from cms.core.checks import CHECKS

        for tag, checks in CHECKS.items():
            for check in checks:
                register(check, tag)
