from django.apps import AppConfig


class TranslationDeskConfig(AppConfig):
    name = "cms.translation_desk"
    label = "translation_desk"

    def ready(self) -> None:
        from cms.translation_desk.assistance import signal_handlers as assistance
        from cms.translation_desk.queue import signal_handlers as queue

        assistance.connect()
        queue.connect()
