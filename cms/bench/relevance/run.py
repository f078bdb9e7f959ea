"""Every judged set, asked of one engine filled for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from cms.bench.relevance import floors
from cms.bench.relevance.corpora import (
    PROJECTS,
    SDG_TEXTS,
    Parallel,
    Record,
    batches,
    demo_records,
    demo_titles,
    real_records,
    sdg_texts,
)
from cms.bench.relevance.judging import (
    Judged,
    across,
    few_words_across,
    in_own_words,
    judged,
    known_item,
    with_typing_error,
)
from cms.bench.relevance.metrics import DEPTH, Mean, mean, ndcg, recall, reciprocal_rank
from cms.demo.stories import LANGUAGES
from search import service
from search.engines.base import Engine, EngineUnavailable
from search.types import Operation, SearchDocument, SearchRequest

SEED = 41
QUESTIONS = 150
DEMO_RECORDS = 6_000
ACROSS = 150
OTHERS = 12_000
"""English records among which the counterpart of a text has to be found."""
PATIENCE = 5
KINDS = {"known item": known_item, "typing error": with_typing_error, "own words": in_own_words}


@dataclass(frozen=True, slots=True)
class Scored:
    """How well one set of questions was answered."""

    corpus: str
    kind: str
    language: str
    """The reader's; "fr-en" for a question in French about a text in English."""
    ndcg: Mean
    mrr: Mean
    recall: Mean

    @property
    def name(self) -> str:
        return f"{self.corpus} {self.kind} {self.language}"

    def line(self) -> dict[str, Any]:
        return {"set": self.name, **{name: asdict(getattr(self, name)) for name in ("ndcg", "mrr", "recall")}}

    def faults(self) -> list[str]:
        """Return one sentence for each floor that does not hold."""
        held = ((floors.NDCG, "nDCG@10", self.ndcg), (floors.RECALL, "recall@10", self.recall))
        return [
            f"{self.name}: {measure} {score.value} is below the floor of {least[self.name]}"
            for least, measure, score in held
            if score.value < least.get(self.name, 0.0)
        ]


def measure_demo() -> Iterator[Scored]:
    """Score the demo's records, which every checkout has."""
    records = demo_records(DEMO_RECORDS)
    engine = filled(service.open_engine("demo"), (record.document() for record in records))
    yield from _in_one_language(engine, "demo", records, LANGUAGES)
    titles = demo_titles(range(1, DEMO_RECORDS, DEMO_RECORDS // ACROSS))
    english = filled(service.open_engine("demo-english"), _in_english(records, titles))
    for language in LANGUAGES:
        if language != "en":
            yield scored(english, "demo", "across", f"{language}-en", across(titles, language))


def _in_english(records: Iterable[Record], titles: Sequence[Parallel]) -> Iterator[SearchDocument]:
    """Yield the parallel texts in English among the other English records."""
    asked = {title.id for title in titles}
    yield from (title.record("en").document() for title in titles)
    yield from (record.document() for record in records if record.language == "en" and record.id not in asked)


def measure_real(folder: Path, *, pairs: bool = False) -> Iterator[Scored]:
    """Score real records and the SDG texts, where the folder has them; with `pairs`, each language with each other."""
    if not all((folder / name).exists() for name in (PROJECTS, SDG_TEXTS)):
        return
    records, texts = real_records(folder), sdg_texts(folder)
    engine = filled(service.open_engine("real"), (record.document() for record in records))
    yield from _in_one_language(engine, "real", records, ("en", "fr", "es"))
    others = [record for record in records if record.language == "en"][:OTHERS]
    for language in LANGUAGES if pairs else ("en",):
        yield from _into(language, texts, others)


def _into(language: str, texts: Sequence[Parallel], others: Sequence[Record]) -> Iterator[Scored]:
    """Score questions in each other language for texts that exist in this one."""
    records = [*(text.record(language) for text in texts), *others]
    engine = filled(service.open_engine(f"sdg-{language}"), (record.document() for record in records))
    for asked_in in LANGUAGES:
        if asked_in != language:
            pair = f"{asked_in}-{language}"
            yield scored(engine, "SDG", "whole text", pair, across(texts, asked_in))
            yield scored(engine, "SDG", "four words", pair, few_words_across(texts, asked_in, SEED))


def _in_one_language(
    engine: Engine, corpus: str, records: Sequence[Record], languages: Iterable[str]
) -> Iterator[Scored]:
    for language in languages:
        for kind, make in KINDS.items():
            if questions := judged(records, language, make, QUESTIONS, SEED):
                yield scored(engine, corpus, kind, language, questions)


def filled(engine: Engine, documents: Iterable[SearchDocument]) -> Engine:
    """Make these documents all that the engine has."""
    rebuild = engine.begin_rebuild()
    for batch in batches(iter(documents)):
        applied = rebuild.apply(Operation(document.id, document.version, document) for document in batch)
        if applied.failed:
            raise AssertionError(f"Not indexed: {applied.failed[0].id}: {applied.failed[0].reason}")
    rebuild.commit()
    return engine


def scored(engine: Engine, corpus: str, kind: str, language: str, questions: Sequence[Judged]) -> Scored:
    answers = [(answer(engine, question), question.relevant) for question in questions]
    return Scored(
        corpus,
        kind,
        language,
        *(
            mean([measure(ranked, relevant) for ranked, relevant in answers])
            for measure in (ndcg, reciprocal_rank, recall)
        ),
    )


def answer(engine: Engine, question: Judged) -> list[str]:
    """Return the ids of the first ten hits, asked as the search page asks.

    A busy machine's engine may be late for a reader; here it is asked again, as only the order of its answer counts.
    """
    request = service.prepared(SearchRequest(question.text, question.language, size=DEPTH, highlight=False))
    for _again in range(PATIENCE):
        with suppress(EngineUnavailable):
            return [hit.id for hit in engine.search(request).hits]
    return [hit.id for hit in engine.search(request).hits]
