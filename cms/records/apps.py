from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "cms.records"
    label = "records"

    def ready(self) -> None:
        from cms.records import signal_handlers

        signal_handlers.connect()
