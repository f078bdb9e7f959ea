"""What stands in mails and lists as one line is one line on the way in."""

import pytest

from tests.factories import PrizeEntryFactory, ProjectFactory


@pytest.mark.parametrize("factory", [ProjectFactory, PrizeEntryFactory])
def test_a_title_is_one_line_whatever_is_sent(factory, repository):
    page = factory()
    form_class = type(page).get_edit_handler().get_form_class()
    form = form_class({"title": "Evil\r\nBcc:  x"}, instance=page, for_user=page.owner)

    form.is_valid()

    assert form.cleaned_data["title"] == "Evil Bcc: x"
