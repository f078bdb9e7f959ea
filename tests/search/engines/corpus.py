"""A small library in six languages whose every answer can be worked out by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from search.types import DocumentText, Operation, SearchDocument


def record(
    id: str,
    *,
    version: int = 1,
    texts: dict[str, DocumentText] | None = None,
    title: str = "",
    **values: object,
) -> SearchDocument:
    """Return a document; `title` is short for one English text."""
    return SearchDocument(id=id, version=version, texts=texts or {"en": DocumentText(title)}, **values)  # type: ignore[arg-type]  # fields by name


def upserts(documents: Iterable[SearchDocument]) -> list[Operation]:
    return [Operation(document.id, document.version, document) for document in documents]


def removal(id: str, version: int) -> Operation:
    return Operation(id, version)


LIBRARY = (
    record(
        "schools",
        texts={
            "en": DocumentText(
                "Digital schools for rural girls",
                "Connecting ministries of education by satellite.",
                "Teachers and pupils learn together.",
                "/en/schools/",
            ),
            "fr": DocumentText(
                "Écoles numériques pour les filles rurales", "L’éducation par satellite.", "", "/fr/schools/"
            ),
        },
        facets={
            "year": ("2021",), "country": ("IN", "KE"), "sdg": ("4", "5"), "language": ("en", "fr"),
            "action_line": ("c4", "c7", "c7-e-learning"), "kind": ("project",), "organisation": ("orange-foundation",),
        },
        organisation="Orange Foundation",
        date=dt.date(2021, 5, 1),
        quality=1.0,
    ),
    record(
        "clinics",
        texts={
            "en": DocumentText(
                "Telemedicine network", "Health workers in rural clinics use e-health tools.", "", "/en/clinics/"
            )
        },
        facets={
            "year": ("2022",), "country": ("IN",), "sdg": ("3",), "language": ("en",),
            "action_line": ("c7", "c7-e-health"), "kind": ("project",), "organisation": ("ministry-of-health",),
        },
        organisation="Ministry of Health",
        date=dt.date(2022, 5, 1),
    ),
    record(
        "andes",
        texts={
            "es": DocumentText(
                "Educación digital para niñas", "Escuelas de la región andina y sus maestros.", "", "/es/andes/"
            )
        },
        facets={
            "year": ("2019",), "country": ("PE",), "sdg": ("4",), "language": ("es",), "kind": ("project",),
            "prize": ("champion", "nominee"),
        },
        date=dt.date(2019, 5, 1),
    ),
    record(
        "taiga",
        texts={
            "ru": DocumentText("Цифровые школы", "Образование детей в сельских районах ещё идёт.", "", "/ru/taiga/")
        },
        facets={"year": ("2018",), "country": ("RU",), "sdg": ("4",), "language": ("ru",), "kind": ("project",)},
        date=dt.date(2018, 5, 1),
    ),
    record(
        "nile",
        texts={"ar": DocumentText("المدارس الرقمية", "التعليم الإلكتروني للأطفال في المناطق الريفية", "", "/ar/nile/")},
        facets={"year": ("2017",), "country": ("EG",), "sdg": ("4",), "language": ("ar",), "kind": ("project",)},
        date=dt.date(2017, 5, 1),
    ),
    record(
        "river",
        texts={"zh": DocumentText("数字教育平台", "为农村儿童提供在线学习。", "", "/zh/river/")},
        facets={"year": ("2023",), "country": ("CN",), "sdg": ("4",), "language": ("zh",), "kind": ("project",)},
        date=dt.date(2023, 5, 1),
    ),
    record(
        "prices",
        texts={
            "en": DocumentText(
                "Farm prices by <b>SMS</b> & radio",
                "Farmers in Côte d'Ivoire receive market prices.",
                url="/en/prices/",
            )
        },
        facets={
            "year": ("2020",), "country": ("CI", "KE"), "sdg": ("1", "2"), "language": ("en",), "kind": ("project",),
            "prize": ("nominee",),
        },
        date=dt.date(2020, 5, 1),
    ),
    record(
        "lagoon",
        texts={"und": DocumentText("Lagoa conectada", "Redes comunitárias sem fios.", "", "/en/lagoon/", "pt")},
        facets={"country": ("BR",), "language": ("und",), "kind": ("entry",)},
    ),
)  # fmt: skip
"""Newest first: river, clinics, schools, prices, andes, taiga, nile, and lagoon without a date."""

NEWEST = ("river", "clinics", "schools", "prices", "andes", "taiga", "nile", "lagoon")
OLDEST = ("nile", "taiga", "andes", "prices", "schools", "clinics", "river", "lagoon")
