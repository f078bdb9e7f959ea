from django.apps import AppConfig


class DuplicatesConfig(AppConfig):
    name = "cms.duplicates"
    label = "duplicates"

    def ready(self) -> None:
        from cms.duplicates import signal_handlers

        signal_handlers.connect()
