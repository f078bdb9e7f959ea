"""What a translator types is text and the original's own markup, whichever text it is said to be for."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories import fresh

SCRIPT = "<script>alert(1)</script>"


@pytest.mark.parametrize("target", [f"<!-->{SCRIPT}-->", f"<![CDATA[>{SCRIPT}]]>", SCRIPT])
@pytest.mark.parametrize("source", ["Bring doctors to the islands.", "Bring doctors to all islands."])
def test_no_script_comes_into_a_draft_in_a_comment_or_for_a_text_that_is_lost(
    target, source, french, translator, signed_in
):
    segment = {"path": "goals", "source": source, "seen": "", "target": f"Amener des médecins {target}"}
    if source in french.original.goals:
        segment["seen"] = "Amener des médecins dans les îles."

    answer = signed_in(translator).post(reverse("translation_segment", args=[french.pk]), segment)

    assert answer.status_code == 400
    assert SCRIPT not in fresh(french).get_latest_revision_as_object().goals
