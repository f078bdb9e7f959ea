from cms.translations.checks import check_field_policies
from home.models import HomePage


def test_every_field_of_every_page_type_has_a_policy():
    assert check_field_policies() == []


def test_a_field_without_a_policy_is_named(monkeypatch):
    policies = [policy for policy in HomePage.override_translatable_fields if policy.field_name != "lead"]
    monkeypatch.setattr(HomePage, "override_translatable_fields", policies)

    errors = check_field_policies()

    assert [(error.id, error.msg.split(" ")[0]) for error in errors] == [
        ("translations.E001", "HomePage.lead")
    ]
