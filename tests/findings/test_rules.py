"""Each rule, on texts that it finds something in and on texts that it leaves alone."""

import datetime as dt

import pytest
from django.utils import translation

from cms.findings.enums import Answer, Kind, Level
from cms.findings.rules import RULES, findings_of
from cms.findings.sentences import LEVELS, SENTENCES, sentence_of
from cms.findings.values import Known, Text

ENGLISH = "Two buses with a doctor, a nurse and a laboratory visit forty villages on the eastern shore of the lake. "
FRENCH = "Deux autobus avec un médecin et une infirmière visitent quarante villages au bord du lac. "
RUSSIAN = "Два автобуса с врачом, медсестрой и лабораторией объезжают сорок деревень на восточном берегу. "
CHINESE = "两辆载有医生和护士的巴士走访湖边的四十个村庄。"


def text(**values):
    """A project's text with the fields that each test is about."""
    return Text(
        values={"title": "A clinic on wheels", **values},
        language=values.get("original_language", "en"),
        plain=("title", "summary"),
        rich=("description",),
        addresses=("website",),
        expected=tuple(name for name in ("summary", "organisation", "countries") if name in values),
        alternatives=values.get("pictures", {}),
    )


def found(text, **known):
    answers = {"today": dt.date(2026, 5, 4), "least_words": 0} | known
    return [(each.kind, each.field) for each in findings_of(text, Known(**answers))]


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({"summary": "Nurses."}, []),
        ({"summary": "  "}, ["summary"]),
        ({"summary": None}, ["summary"]),
        ({"summary": "<p><br/></p>"}, ["summary"]),
        ({"organisation": None, "countries": []}, ["organisation", "countries"]),
        ({"organisation": 3, "countries": [5]}, []),
    ],
)
def test_what_readers_look_for_is_there(values, fields):
    assert found(text(**values)) == [(Kind.MISSING, field) for field in fields]


@pytest.mark.parametrize(
    ("summary", "is_short"),
    [
        ("", False),  # missing, which is another finding
        ("One two three.", True),
        ("One two three four.", False),
        ("<p>One two</p><p>three four</p>", False),
        (CHINESE, False),
        ("乡村医生", True),
    ],
)
def test_a_text_has_as_many_words_as_are_asked_for(summary, is_short):
    kinds = [kind for kind, _field in found(text(summary=summary), least_words=4)]
    assert (Kind.SHORT in kinds) == is_short


@pytest.mark.parametrize(
    ("title", "is_loud"),
    [
        ("NURSES AND DOCTORS BY TELEPHONE", True),
        ("МЕДСЕСТРЫ И ВРАЧИ ПО ТЕЛЕФОНУ", True),
        ("ICT4D FOR SDG 4", False),
        ("Nurses and doctors by telephone", False),
        (CHINESE * 3, False),
        ("ممرضات وأطباء عبر الهاتف في أربعين قرية", False),
    ],
)
def test_capitals(title, is_loud):
    assert found(text(title=title)) == ([(Kind.CAPITALS, "title")] if is_loud else [])


@pytest.mark.parametrize(
    ("words", "said", "is_told"),
    [
        (ENGLISH * 3, "en", False),
        (FRENCH * 3, "en", True),
        (RUSSIAN * 4, "en", True),
        (FRENCH * 3, "", False),
        (FRENCH, "en", False),  # too short to be sure
    ],
)
def test_the_text_is_in_the_language_that_it_says(words, said, is_told):
    findings = found(text(description=f"<p>{words}</p>", original_language=said))
    assert findings == ([(Kind.LANGUAGE, "description")] if is_told else [])


@pytest.mark.parametrize(
    ("link", "kind"),
    [
        ("https://example.org", None),
        ("http://example.org:8080/a?b=c#d", None),
        ("https://exämple.org/ü", None),
        ("https://[2606:4700::1111]/", None),
        ("mailto:ana@example.org", None),
        ("www.example.org", Kind.LINK_SCHEME),
        ("ftp://example.org/file", Kind.LINK_SCHEME),
        ("javascript:alert(1)", Kind.LINK_SCHEME),
        ("//example.org/", Kind.LINK_SCHEME),
        ("https:///path", Kind.LINK_HOST),
        ("https://", Kind.LINK_HOST),
        ("https://example", Kind.LINK_HOST),
        ("https://example..org", Kind.LINK_HOST),
        ("https://[1::2", Kind.LINK_HOST),
        ("https://example.org:port/", Kind.LINK_HOST),
        ("https://example.org/my page", Kind.LINK_BLANK),
        ("https://example.org, https://example.com", Kind.LINK_BLANK),
        ("http://localhost/", Kind.LINK_PRIVATE),
        ("http://printer.local/", Kind.LINK_PRIVATE),
        ("http://192.168.0.1/", Kind.LINK_PRIVATE),
        ("http://[::1]/", Kind.LINK_PRIVATE),
    ],
)
def test_how_links_are_written(link, kind):
    assert found(text(website=link)) == ([(kind, "website")] if kind else [])
    in_words = f'<p>See <a href="{link}">this</a> and <a id="3" linktype="page">that</a>.</p>'
    assert found(text(description=in_words)) == ([(kind, "description")] if kind else [])


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (Answer.ANSWERED, None),
        (Answer.REFUSED, None),
        (Answer.UNCHECKED, None),
        (Answer.GONE, Kind.LINK_GONE),
        (Answer.SILENT, Kind.LINK_SILENT),
        (Answer.PRIVATE, Kind.LINK_PRIVATE),
    ],
)
def test_what_came_of_links_that_were_tried(answer, kind):
    answers = {"https://example.org/a": answer}
    assert found(text(website="HTTPS://Example.org/a#part"), answers=answers) == (
        [(kind, "website")] if kind else []
    )


def test_each_image_without_words_is_named_by_its_place():
    page = text(pictures={"images": ("A bus", "", " ")})
    findings = findings_of(page, Known(dt.date(2026, 5, 4), 0))
    assert [(each.kind, each.field, each.values) for each in findings] == [
        (Kind.PICTURE, "images", {"number": 2}),
        (Kind.PICTURE, "images", {"number": 3}),
    ]


@pytest.mark.parametrize(
    ("start", "end", "findings"),
    [
        (None, None, []),
        ("2020-01-01", "2020-01-01", []),
        ("2020-01-02", "2020-01-01", [(Kind.DATES, "end_date")]),
        ("1970-01-01", "2041-12-31", []),
        ("1969-12-31", None, [(Kind.DATE_FAR, "start_date")]),
        (None, "2042-01-01", [(Kind.DATE_FAR, "end_date")]),
        ("0202-01-01", "2021-01-01", [(Kind.DATE_FAR, "start_date")]),
    ],
)
def test_dates(start, end, findings):
    assert found(text(start_date=start, end_date=end)) == findings


def test_what_is_wrong_comes_first():
    page = text(title="NURSES AND DOCTORS BY TELEPHONE", summary="")
    assert found(page) == [(Kind.MISSING, "summary"), (Kind.CAPITALS, "title")]


def test_every_kind_has_one_rule_one_sentence_and_a_word_for_its_level():
    assert sorted(rule.kind for rule in RULES) == sorted(Kind)
    assert set(SENTENCES) == set(Kind)
    assert set(LEVELS) == set(Level)


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "ar", "zh"])
def test_every_sentence_can_be_said_in_every_language(language):
    page = text(
        title="NURSES AND DOCTORS BY TELEPHONE",
        summary="Nurses.",
        organisation=None,
        website="https://example.org/",
        description="".join(
            f'<a href="{link}">x</a>'
            for link in (
                "www.x.org",
                "https://x",
                "https://x.org/a b",
                "http://10.0.0.1/",
                "https://gone.org/",
            )
        )
        + FRENCH * 4,
        pictures={"images": ("",)},
        start_date="1900-01-01",
        end_date="1800-01-01",
    )
    answers = {"https://example.org/": Answer.SILENT, "https://gone.org/": Answer.GONE}
    findings = findings_of(page, Known(dt.date(2026, 5, 4), 30, answers))
    assert {each.kind for each in findings} == set(Kind)
    with translation.override(language):
        sentences = [sentence_of(each) for each in findings]
    assert all(sentences) and not any("%(" in sentence for sentence in sentences)
