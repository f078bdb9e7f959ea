from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "cms.desk"
    label = "desk"

    def ready(self) -> None:
        from cms.desk import checks  # noqa: F401 - the checks register themselves
