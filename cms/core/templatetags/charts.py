"""Charts as SVG. Attributes carry the geometry, because the content security policy forbids inline styles."""

from typing import Any

from django import template
from django.utils.translation import get_language_bidi

from cms.core.charts import bar_drawing, columns, drawing_width

register = template.Library()


@register.inclusion_tag("components/histogram_bars.html")
def histogram_bars(bars: Any) -> dict[str, object]:
    """Draw bars with `height`, `selected`, `url` and `label`, one per year without gaps."""
    drawn = tuple(zip(bars, columns(bar.height for bar in bars), strict=True))
    return {"drawn": drawn, "width": drawing_width(len(drawn))}


@register.inclusion_tag("components/bar.html")
def bar(share: float) -> dict[str, object]:
    """Draw a horizontal bar of `share` percent of the full width; the words and the number stand beside it."""
    return {"share": max(0, min(100, round(share)))}


@register.inclusion_tag("components/chart_bars.html")
def chart_bars(chart: Any) -> dict[str, object]:
    """Draw a chart with `name`, `label`, `description` and `bars` (`chip`, `label`, `count`, `share`, `url`)."""
    mirrored = get_language_bidi()
    drawing = bar_drawing(((bar.chip, bar.label, bar.share) for bar in chart.bars), mirrored=mirrored)
    return {
        "chart": chart,
        "drawn": tuple(zip(chart.bars, drawing.rows, strict=True)),
        "height": drawing.height,
        "number_shift": "-0.5em" if mirrored else "0.5em",
    }
