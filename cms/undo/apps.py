from django.apps import AppConfig


class UndoConfig(AppConfig):
    name = "cms.undo"
    label = "undo"

    def ready(self) -> None:
        from cms.undo import signal_handlers

        signal_handlers.connect()
