from django.apps import AppConfig


class TranslationDeskConfig(AppConfig):
    name = "cms.translation_desk"
    label = "translation_desk"

    def ready(self) -> None:
        from cms.translation_desk.assistance import signal_handlers as assistance
        from cms.translation_desk.models import Assignment
        from cms.translation_desk.queue import signal_handlers as queue
        from cms.undo.kinds import name_parts

        assistance.connect()
        queue.connect()
        name_parts(Assignment)
