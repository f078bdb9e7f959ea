"""What a reader's browser fetches for a first view: the page and all it names."""

from __future__ import annotations

from collections.abc import Iterator
from gzip import decompress
from html.parser import HTMLParser

from cms.bench.figures import Figure
from cms.bench.questions import search_addresses
from cms.bench.running import Answer, Reader

FETCHED = {("link", "href"), ("script", "src"), ("img", "src")}
LINKS = {"stylesheet", "icon"}


class Named(HTMLParser):
    """Collects the addresses of style sheets, scripts, pictures and the icon."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = dict(attributes)
        if tag == "link" and values.get("rel") not in LINKS:
            return
        self.addresses += [value for name, value in attributes if (tag, name) in FETCHED and value]


def measure_weight(reader: Reader) -> Iterator[Figure]:
    for name, path in (("home page", "/en/"), ("search page", search_addresses(1)[0])):
        page = reader.get(path)
        assets = [reader.get(address) for address in named_by(page)]
        weight = sum(len(answer.body) for answer in (page, *assets))
        note = f"{kilobytes(len(page.body))} kB of HTML and {len(assets)} files, all compressed"
        yield Figure(f"first view of the {name}, cold cache", kilobytes(weight), "kB", 100, note=note)


def named_by(page: Answer) -> list[str]:
    parser = Named()
    parser.feed(text_of(page))
    return list(dict.fromkeys(parser.addresses))


def text_of(answer: Answer) -> str:
    compressed = answer.headers.get("content-encoding") == "gzip"
    return (decompress(answer.body) if compressed else answer.body).decode()


def kilobytes(count: int) -> float:
    return round(count / 1000, 1)
