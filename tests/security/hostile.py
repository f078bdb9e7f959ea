"""A record that is hostile in every field, and what must not be found in an answer that shows it."""

from __future__ import annotations

import csv
import gzip
import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from openpyxl import Workbook

RUN = "window.hostile=1"
"""What would run."""
MARKUP = (
    f"<script>{RUN}</script><img src=x onerror={RUN}><svg onload={RUN}></svg>"
    f"&lt;script&gt;{RUN}&lt;/script&gt;"
    f'"><iframe srcdoc="<script>{RUN}</script>"></iframe>\'><b onmouseover={RUN}>b</b>'
)
TEMPLATE = '{{ "eval"|add:"uated" }}{% firstof "eval" %}{% debug %}'
EVALUATED = "evaluated"
TURNED = "\u202eright\u202c\u2066to\u2069\u200fleft\u061c"
BIDI = "\u202d\u202e"
"""Marks that turn what follows round. Those that only hold a direction are part of how some languages are written."""
FORMULA = "=HYPERLINK(1)"
JAVASCRIPT = f"javascript:{RUN}"
LINKS = (
    f'<p>Words</p><a href="{JAVASCRIPT}">a</a><a href="  JaVa&#10;Script:{RUN}">b</a>'
    f'<a href="data:text/html,<script>{RUN}</script>">c</a><a href="//example.org" onclick="{RUN}">d</a>'
    f'<form action="{JAVASCRIPT}"><button>e</button></form><base href="{JAVASCRIPT}">'
    f'<meta http-equiv="refresh" content="0;url={JAVASCRIPT}"><style>*{{display:none}}</style>'
)
BROKEN = f"<scr<script>ipt>{RUN}</scr</script>ipt><<script>{RUN}//<</script><img src=x onerror={RUN} "
"""Markup that no parser agrees upon."""
TEXT = f"Clinic {MARKUP}{TEMPLATE}{TURNED}\r\nBcc: thief@example.org"

RICH = (
    *("description", "goals", "results", "challenges", "partnerships", "replicability", "added_value"),
    *("sustainability", "community_empowerment", "wsis_values", "beneficiaries"),
)
ADDRESSES = ("source_url", "website")
PLAIN = (
    *("title", "subtitle", "summary", "organisation", "partners", "keywords", "licence", "attribution"),
    *("contact_name", "contact_email", "more_sources", "countries"),
)
"""Columns whose words are kept, or left out with a note."""
CHOSEN = (
    *("action_lines", "sdgs", "status", "stakeholder_type", "entity_type", "coverage", "timescale"),
    *("activity_types", "start_date", "end_date", "submitted_on", "language", "legacy_id", "kind"),
)
"""Columns for which a line is refused, or in which the words count for nothing."""


def record(number: str, **values: Any) -> dict[str, Any]:
    """Return a line whose every column that keeps words is hostile."""
    texts = {name: f"{FORMULA if name == 'subtitle' else ''}{TEXT}{BROKEN}" for name in PLAIN}
    rich = dict.fromkeys(RICH, f"{LINKS}{TEXT}{BROKEN}")
    addresses = dict.fromkeys(ADDRESSES, JAVASCRIPT)
    named = {"source": "hostile", "source_id": number, "language": "en", "start_date": "2019"}
    return texts | rich | addresses | named | values


def write(path: Path, lines: list[dict[str, Any]]) -> Path:
    """Write the lines in the format that the name of the file says."""
    if path.suffix == ".jsonl":
        path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    elif path.suffix == ".gz":
        path.write_bytes(gzip.compress("".join(json.dumps(line) + "\n" for line in lines).encode()))
    elif path.suffix == ".csv":
        with path.open("w", newline="") as stream:
            writer = csv.DictWriter(stream, lines[0])
            writer.writeheader()
            writer.writerows(lines)
    else:
        book = Workbook(write_only=True)
        sheet = book.create_sheet()
        sheet.append(list(lines[0]))
        for line in lines:
            sheet.append([as_words(value) for value in line.values()])
        book.save(path)
    return path


def as_words(value: str) -> str:
    return f" {value}" if value.startswith("=") else value


class Finder(HTMLParser):
    """Collects what a browser would run of a page, as far as it carries our mark."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.within = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.within = "" if ("type", "application/ld+json") in attributes else tag
        for name, value in attributes:
            words = "".join((value or "").split()).lower()
            if name.startswith("on") and RUN in words:
                self.found.append(f"<{tag} {name}>")
            if words.startswith(("javascript:", "data:text/html", "vbscript:")) or (
                name == "srcdoc" and RUN in words
            ):
                self.found.append(f"<{tag} {name}={value}>")

    def handle_endtag(self, tag: str) -> None:
        self.within = ""

    def handle_data(self, data: str) -> None:
        if self.within in {"script", "style"} and RUN in data:
            self.found.append(f"<{self.within}>{data}")


def running(html: str) -> list[str]:
    """Return what of a page's hostile words would run, was evaluated or turns its surroundings."""
    finder = Finder()
    finder.feed(html)
    finder.close()
    turned = [f"U+{ord(char):04X}" for char in BIDI if char in html.replace(f"<bdi>{char}", "")]
    return [*finder.found, *([EVALUATED] if EVALUATED in html else []), *turned]
