from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.lexicon.dictionaries import loading, store


class Command(BaseCommand):
    help = (
        "Load open dictionaries that were downloaded (dictd: FreeDict, Mueller; CC-CEDICT) in the place of those "
        "loaded before, so that searches find across languages what the glossary does not know. Without a path: say "
        "what is loaded."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "paths", nargs="*", type=Path, metavar="PATH", help="a file, or a folder with them"
        )
        parser.add_argument("--clear", action="store_true", help="forget all dictionaries")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["clear"]:
            store.clear()
            self.stdout.write("No dictionary is loaded.")
        elif options["paths"]:
            self._load(options["paths"])
        else:
            self._list()

    def _load(self, paths: list[Path]) -> None:
        missing = [str(path) for path in paths if not path.exists()]
        if missing:
            raise CommandError(f"There is no {', '.join(missing)}.")
        loaded = loading.load(paths, self.stdout.write)
        if not loaded:
            raise CommandError("No dictionary was found; what was loaded before is still there.")
        self.stdout.write(f"dictionaries={len(loaded)} pairs={sum(each.taken for each in loaded)}")

    def _list(self) -> None:
        for each in store.sources():
            self.stdout.write(f"{each.name}: {each.taken} pairs ({each.title}; {each.licence})")
        self.stdout.write(f"dictionaries={len(store.sources())}")
