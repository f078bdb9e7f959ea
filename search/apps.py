from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class SearchConfig(AppConfig):
    name = "search"
    label = "search"
    verbose_name = pgettext_lazy("part of the site", "Search")

    def ready(self) -> None:
        from search import checks, signal_handlers  # noqa: F401 - they need the models

        signal_handlers.connect()
