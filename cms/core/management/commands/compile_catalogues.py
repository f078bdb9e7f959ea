from typing import Any

from django.core.management.base import BaseCommand

from cms.core.catalogues import compile_all


class Command(BaseCommand):
    help = "Compile the translators' catalogues into DATA_DIR/locale, where Django reads them."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        counts = compile_all()
        self.stdout.write(
            "Messages: " + ", ".join(f"{language} {count}" for language, count in counts.items())
        )
