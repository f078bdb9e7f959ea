from django.apps import AppConfig


class FindingsConfig(AppConfig):
    name = "cms.findings"
    label = "findings"

    def ready(self) -> None:
        from cms.findings import checks, signal_handlers  # noqa: F401 - the checks register themselves

        signal_handlers.connect()
