"""A colleague's unpublished page is nowhere in the admin for those who may not read it: at no address, by no id."""

import itertools
import re
from collections.abc import Iterator

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.images.tests.utils import get_test_image_file

from cms.core.models import CustomDocument, CustomImage
from cms.moderation import actions
from stocktaking_pages.models import ProjectAttachment, ProjectImage, StocktakingProjectPage
from tests.factories import ProjectFactory, fresh, person, published, write

# Wagtail leaves the temporary file of a rendition it makes to be closed by Python.
pytestmark = pytest.mark.filterwarnings("ignore:Exception ignored in.*SpooledTemporaryFile")

SECRET = "zanzibarleak"
OUTSIDERS = ["author", "focal-point:KE"]
AMONG_THEMSELVES = re.compile(r"logout|failwhale")
"""One ends the session, the other fails on purpose."""


def secret_page(**values) -> StocktakingProjectPage:
    page = ProjectFactory(title=f"{SECRET}title", summary=f"{SECRET}summary", **values)
    text = page.get_latest_revision_as_object()
    image = CustomImage.objects.create(
        title=f"{SECRET}image", file=get_test_image_file(f"{SECRET}.png"), uploaded_by_user=page.owner
    )
    document = CustomDocument.objects.create(
        title=f"{SECRET}document",
        file=ContentFile(b"budget", name=f"{SECRET}.txt"),
        uploaded_by_user=page.owner,
    )
    text.images.add(ProjectImage(image=image, alt=f"{SECRET}alt"))
    text.attachments.add(ProjectAttachment(document=document))
    text.save()
    text.save_revision(user=page.owner, log_action=True)
    actions.submit(page=fresh(page), by=page.owner)
    return fresh(page)


def values_of(page: StocktakingProjectPage) -> dict[str, list[object]]:
    """Return what stands in the place of each parameter of an address."""
    year = page.get_parent().pk
    image, document = page.images.first().image_id, page.attachments.first().document_id
    task_state = page.current_workflow_task_state
    revision = page.latest_revision_id
    return {
        **dict.fromkeys(("page_id", "page_to_move_id", "page_pk"), [page.pk]),
        **dict.fromkeys(("parent_page_id", "destination_id", "parent_id"), [year, page.pk]),
        **dict.fromkeys(("pk", "object_id"), [page.pk, image, document]),
        **dict.fromkeys(("document_id", "doc_id"), [document]),
        "image_id": [image],
        "revision_id": [revision],
        "revision_id_a": ["earliest"],
        "revision_id_b": ["latest"],
        "task_state_id": [task_state.pk],
        "task_id": [task_state.task_id],
        "workflow_id": [task_state.workflow_state.workflow_id],
        "workflow_state_id": [task_state.workflow_state_id],
        "app_label": ["wagtailcore", "stocktaking_pages"],
        "model_name": ["page", "stocktakingprojectpage"],
        "content_type_app_name": ["stocktaking_pages"],
        "content_type_model_name": ["stocktakingprojectpage"],
        "action": ["delete", "publish", "unpublish", "move"],
        "action_name": ["approve"],
        "filter_spec": ["max-100x100"],
        "locale_id": [page.locale_id],
    }


def routes(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route
        else:
            yield from routes(pattern, route)


def addresses(page: StocktakingProjectPage) -> list[str]:
    """Return every address below /admin/ whose parameters we can fill, and what one asks for by query."""
    values = values_of(page)
    found = set()
    for route in routes(get_resolver()):
        if not route.startswith("admin/") or AMONG_THEMSELVES.search(route):
            continue
        template = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", re.sub(r"[\^$]|\\Z", "", route))
        names = list(dict.fromkeys(re.findall(r"\{(\w+)\}", template)))
        if "(" not in template and all(name in values for name in names):
            for chosen in itertools.product(*(values[name] for name in names)):
                found.add("/" + template.format(**dict(zip(names, chosen, strict=True))))
    year = page.get_parent().pk
    bulk = [f"/admin/bulk/wagtailcore/page/{action}/" for action in values["action"]]
    found |= {f"{address}?id={page.pk}" for address in bulk}
    found |= {f"{address}?id=all&childOf={year}" for address in bulk}
    found |= {
        "/admin/api/main/pages/?order=-id",
        f"/admin/api/main/pages/?child_of={year}&for_explorer=1",
        f"/admin/choose-page/search/?q={SECRET}",
        f"/admin/choose-page/chosen-multiple/?id={page.pk}",
        f"/admin/api/main/pages/?translation_of={page.pk}",
        f"/admin/bulk/core/customimage/delete/?id={page.images.first().image_id}",
        f"/admin/bulk/core/customdocument/delete/?id={page.attachments.first().document_id}",
        f"/admin/choose-page/{year}/?page_type=stocktaking_pages.stocktakingprojectpage",
        f"/admin/pages/{year}/?q={SECRET}",
        f"/admin/pages/search/results/?q={SECRET}",
        "/admin/reports/site-history/?export=csv",
        "/admin/reports/aging-pages/?export=csv",
        "/admin/reports/workflow/?export=csv",
        "/admin/reports/workflow_tasks/?export=csv",
    }
    return sorted(found)


def leaks(client: Client, asked: list[str]) -> list[str]:
    def shown(address: str) -> str:
        response = client.get(address, headers={"x-requested-with": "XMLHttpRequest"})
        body = response.getvalue() if response.streaming else response.content
        text = body.decode("utf-8", "replace")
        return text.replace(f"{SECRET}&", "").replace(f'"{SECRET}"', "") if "q=" in address else text

    return [address for address in asked if SECRET in shown(address)]


@pytest.mark.parametrize("role", OUTSIDERS)
def test_no_address_of_the_admin_shows_a_page_of_others(role, client, repository):
    asked = addresses(secret_page())
    client.force_login(person(role))

    assert len(asked) > 150
    assert leaks(client, asked) == []


def test_the_search_of_all_pages_gives_way_to_the_desks(client, repository):
    client.force_login(person("author"))

    response = client.get("/admin/pages/search/?q=clinic+bus")

    assert response.headers["Location"] == "/admin/desk/records/?q=clinic+bus"


def test_a_moderator_still_finds_it_everywhere(client, repository):
    asked = addresses(secret_page())
    client.force_login(person("moderator"))

    assert len(leaks(client, asked)) > 30


@pytest.mark.parametrize("role", OUTSIDERS)
def test_a_new_title_that_waits_is_not_shown_with_the_public_page(role, client, repository):
    public = published(ProjectFactory(title="Clinics"))
    write(public, public.owner, title=f"{SECRET}title")
    year = public.get_parent().pk
    client.force_login(person(role))

    asked = [
        f"/admin/pages/{year}/",
        f"/admin/choose-page/{year}/",
        f"/admin/choose-page/{public.pk}/",
        "/admin/api/main/pages/?order=-id",
        f"/admin/api/main/pages/{public.pk}/",
        f"/admin/bulk/wagtailcore/page/delete/?id={public.pk}",
    ]
    assert leaks(client, asked) == []


@pytest.mark.parametrize("action", ["publish", "copy", "create_alias", "revert_to_page_revision", "delete"])
def test_the_admins_api_changes_nothing(action, client, repository):
    page = ProjectFactory()
    client.force_login(person("administrator", is_superuser=True))

    response = client.post(
        f"/admin/api/main/pages/{page.pk}/action/{action}/", {"revision_id": page.latest_revision_id}
    )

    assert response.status_code == 404
    assert fresh(page).revisions.count() == 1
