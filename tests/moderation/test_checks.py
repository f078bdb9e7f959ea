"""Settings that would open the door are errors."""

import pytest

from cms.moderation.checks import check_workflow_settings


def test_the_settings_of_the_product_pass():
    assert check_workflow_settings() == []


@pytest.mark.parametrize(
    ("name", "value", "id"),
    [
        ("WAGTAIL_FINISH_WORKFLOW_ACTION", "wagtail.workflows.publish_workflow_state", "moderation.E001"),
        ("WAGTAIL_WORKFLOW_ENABLED", False, "moderation.E002"),
        ("WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT", False, "moderation.E003"),
    ],
)
def test_a_setting_that_passes_by_the_review_is_an_error(name, value, id, settings):
    setattr(settings, name, value)

    assert [error.id for error in check_workflow_settings()] == [id]
