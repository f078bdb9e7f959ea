"""Charts as SVG. Attributes carry the geometry, because the content security policy forbids inline styles."""

from typing import Any

from django import template

from cms.core.charts import columns, drawing_width

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
