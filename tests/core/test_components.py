"""Components: one name in template, style sheet and script; words beside every code; nothing that ends an element."""

import re

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string

from cms.core.charts import Column, columns, drawing_width
from tests.architecture.sources import ROOT, files

STATIC = ROOT / "cms/core/static/core"


def rendered(source: str, **context: object) -> str:
    return Template(source).render(Context(context)).strip()


def names_in(tag: str) -> set[str]:
    """Return the names that templates give to {% styles %} or {% script %}."""
    calls = re.findall(rf"{{%\s*{tag} ([^%]+)%}}", "".join(path.read_text() for path in files(".html")))
    return {name for call in calls for name in re.findall(r'"([^"]+)"', call)}


def test_every_style_sheet_is_used_and_every_one_used_is_there():
    assert names_in("styles") == {path.stem for path in (STATIC / "css/components").glob("*.css")}


def test_every_script_is_used_and_every_one_used_is_there():
    assert names_in("script") == {path.stem for path in (STATIC / "js").glob("*.js")}


@pytest.mark.parametrize(
    ("code", "kind"),
    [("C7", "action-line"), ("SDG 3", "sdg")],
)
def test_a_chip_shows_its_words(code, kind):
    assert rendered("{% load chips %}{% chip code 'Health' %}", code=code) == (
        f'<span class="chip chip-{kind}"><span class="chip-code">{code}</span> '
        '<span class="chip-words">Health</span></span>'
    )


def test_a_chip_with_an_address_is_a_link():
    assert rendered("{% load chips %}{% chip 'C7' 'E-health' '/en/' %}").startswith(
        '<a class="chip chip-action-line" href="/en/">'
    )


def test_columns_stand_side_by_side_on_the_ground_line():
    assert columns([0, 100, 25]) == (
        Column(x=0, y=100, width=8, height=0),
        Column(x=10, y=0, width=8, height=100),
        Column(x=20, y=75, width=8, height=25),
    )


@pytest.mark.parametrize(("count", "expected"), [(0, 1), (1, 8), (3, 28)])
def test_a_drawing_ends_with_its_last_column(count, expected):
    assert drawing_width(count) == expected


@pytest.mark.parametrize(("share", "expected"), [(33.6, "34%"), (-5, "0%"), (120, "100%")])
def test_a_bar_stays_within_its_box(share, expected):
    assert f'width="{expected}"' in rendered("{% load charts %}{% bar share %}", share=share)


def test_structured_data_cannot_end_its_element():
    source = '{% load structured_data %}{% json_ld "CreativeWork" name=name url=url %}'
    assert rendered(source, name="</script><b>&", url="") == (
        '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "CreativeWork", '
        '"name": "\\u003C/script\\u003E\\u003Cb\\u003E\\u0026"}</script>'
    )


def test_the_page_for_our_own_mistakes_needs_nothing():
    page = render_to_string("500.html")
    assert [f'href="/{code}/"' in page for code in ("en", "fr", "es", "ru", "ar", "zh")] == [True] * 6
    for address in re.findall(r'href="/static/core/([^"]+)"', page):
        assert (STATIC / address).exists()
