"""How every text stands in a language: docs/explanation/translation.md."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings

from cms.translation_desk.texts.enums import ProposalState, TextState
from cms.translation_desk.texts.models import TextProposal
from cms.translation_desk.texts.registry import SOURCES
from cms.translation_desk.texts.sources import Histories, TextSource
from cms.translation_desk.texts.values import Text, last_change, words_at
from cms.translations.values import normal


@dataclass(frozen=True, slots=True)
class TextStanding:
    """A text in a language, what its translation was made from, and the words that are proposed for it."""

    text: Text
    made_from: str
    """What the original said when the public words were written or confirmed."""
    proposal: TextProposal | None = None
    """The one that is not published."""
    published: TextProposal | None = None
    """The last one that was."""

    @property
    def state(self) -> TextState:
        if self.proposal and self.proposal.state != ProposalState.DRAFT:
            return TextState(self.proposal.state)
        if normal(self.made_from) != normal(self.text.original):
            return TextState.STALE if self.text.target.strip() else TextState.MISSING
        is_answered = self.text.target.strip() or self.text.is_optional
        return TextState.CURRENT if is_answered else TextState.MISSING

    @property
    def words(self) -> str:
        """The words that are worked on."""
        return self.proposal.target_words if self.proposal else self.text.target

    @property
    def source_words(self) -> str:
        """What the original said when these words were written; nothing for no words."""
        if self.proposal:
            return self.proposal.source_words
        return self.made_from if self.words.strip() else self.text.original

    @property
    def is_behind(self) -> bool:
        """Whether the words that are worked on were made from another original."""
        return normal(self.source_words) != normal(self.text.original)

    @property
    def is_to_do(self) -> bool:
        return self.proposal is not None or self.state != TextState.CURRENT

    @property
    def digest(self) -> str:
        """Differs whenever somebody who decides would read something else."""
        read = (self.text.original, self.text.target, self.source_words, self.words)
        return hashlib.sha256(json.dumps(read).encode()).hexdigest()


def standings(language: str, source: TextSource | None = None, group: str = "") -> list[TextStanding]:
    """Return how the texts of a group, a source, or all stand: by two queries for each source, and one."""
    sources = [source] if source else list(SOURCES.values())
    opened, published = _proposals(language, sources)
    return [
        TextStanding(
            text,
            _made_from(text, language, histories, published.get(text.place)),
            opened.get(text.place),
            published.get(text.place),
        )
        for each in sources
        for histories in [each.histories(language, group)]
        for text in each.texts(language, group)
    ]


def counts(language: str) -> Counter[tuple[str, str, TextState]]:
    """Return how many texts of each source and group stand in each state."""
    return Counter((each.text.source, each.text.group, each.state) for each in standings(language))


Proposals = Mapping[tuple[str, str, str], TextProposal]


def _proposals(language: str, sources: Iterable[TextSource]) -> tuple[Proposals, Proposals]:
    """Return the open proposal of each text, and the one published last."""
    rows = TextProposal.objects.filter(language=language, source__in=[each.name for each in sources])
    opened: dict[tuple[str, str, str], TextProposal] = {}
    published: dict[tuple[str, str, str], TextProposal] = {}
    for row in rows.select_related("by", "decided_by").order_by("decided_at", "pk"):
        kept = published if row.state == ProposalState.PUBLISHED else opened
        kept[row.place] = row
    return opened, published


def _made_from(text: Text, language: str, histories: Histories, published: TextProposal | None) -> str:
    """Return what the original said when the public words were confirmed last or, later than that, changed."""
    changed = last_change(histories.get((text.key, text.field, language), ()))
    if published and published.decided_at and (changed is None or changed.at <= published.decided_at):
        return published.source_words
    originals: Sequence = histories.get((text.key, text.field, settings.LANGUAGE_CODE), ())
    return words_at(originals, changed.at) if changed and originals else text.original
