"""XML from people we do not know, read into a tree that knows its lines. No entity, no DTD, no depth."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element, TreeBuilder
from xml.sax import SAXException, SAXParseException
from xml.sax.handler import ContentHandler, feature_namespaces

from defusedxml.common import DefusedXmlException
from defusedxml.expatreader import create_parser
from django.utils.translation import gettext as _

from cms.translation_desk.files.values import FileUnusable

DEEPEST = 60
MOST_ELEMENTS = 200_000
"""A record has some hundreds; each takes a hundred times the memory of its letters."""


class Tree:
    """The root of a document, and the line on which each of its elements begins."""

    def __init__(self, root: Element, lines: dict[Element, int]) -> None:
        self.root = root
        self.lines = lines


def read_tree(data: bytes, namespace: str) -> Tree:
    """Return the document; names in the namespace lose it. Raises FileUnusable with the line that cannot be read."""
    handler = _Handler(namespace)
    parser = create_parser(forbid_dtd=True)
    parser.setFeature(feature_namespaces, True)
    parser.setContentHandler(handler)
    try:
        parser.parse(BytesIO(data))
    except SAXParseException as error:
        message = _("The XML is damaged or was cut short here: %(reason)s.") % {"reason": error.getMessage()}
        raise FileUnusable(message, line=error.getLineNumber()) from None
    except DefusedXmlException:
        raise FileUnusable(
            _("The file declares a document type or entities, which is not allowed."), line=handler.line
        ) from None
    except (SAXException, LookupError, ValueError):
        raise FileUnusable(_("The file is no XML in an encoding that is known."), line=handler.line) from None
    return Tree(handler.builder.close(), handler.lines)


class _Handler(ContentHandler):
    def __init__(self, namespace: str) -> None:
        super().__init__()
        self.namespace = namespace
        self.builder = TreeBuilder()
        self.lines: dict[Element, int] = {}
        self.depth = 0

    @property
    def line(self) -> int:
        locator: Any = self._locator
        return (locator.getLineNumber() or 0) if locator else 0

    def startElementNS(self, name: Any, qname: Any, attrs: Any) -> None:  # noqa: N802 - SAX's own name
        if self.depth == DEEPEST:
            raise FileUnusable(
                _("More than %(number)d elements stand within each other.") % {"number": DEEPEST},
                line=self.line,
            )
        if len(self.lines) == MOST_ELEMENTS:
            raise FileUnusable(
                _("The file has more than %(number)d elements.") % {"number": MOST_ELEMENTS}, line=self.line
            )
        self.depth += 1
        values = {self._name(key): value for key, value in attrs.items()}
        self.lines[self.builder.start(self._name(name), values)] = self.line

    def endElementNS(self, name: Any, qname: Any) -> None:  # noqa: N802 - SAX's own name
        self.depth -= 1
        self.builder.end(self._name(name))

    def characters(self, content: str) -> None:
        self.builder.data(content)

    def _name(self, name: tuple[str | None, str]) -> str:
        space, local = name
        return f"{{{space}}}{local}" if space and space != self.namespace else local
