"""What plan pages show, and what they cost."""

import pytest
from django.urls import reverse

from actionplans.models import Activity, Plan, Section, SectionKind
from tests.factories import make_hub, make_twinning


def many_plans(number, ines_hub, carla):
    for _each in range(number):
        Plan.objects.create(twinning=make_twinning(ines_hub, make_hub(region="lac"), by=carla))


def test_the_list_shows_how_far_each_plan_is(proposed, carla, as_user):
    page = as_user(carla).get("/plans/").content.decode()

    assert "Atlantic Hub – Hub Andino" in page
    assert "waiting for signatures" in page
    assert "1 / 2" in page


def test_the_list_can_be_narrowed_to_a_status(proposed, carla, as_user):
    assert "Hub Andino" in as_user(carla).get("/plans/?status=proposed").content.decode()
    assert "Hub Andino" not in as_user(carla).get("/plans/?status=agreed").content.decode()
    assert "Hub Andino" in as_user(carla).get("/plans/?status=nonsense").content.decode()


@pytest.mark.parametrize("person", ["ines", "carla"])
def test_the_list_costs_the_same_at_1_and_30_plans(person, ines_hub, ines, carla, request, as_user, budget):
    browser = as_user(request.getfixturevalue(person))
    many_plans(1, ines_hub, carla)
    one = budget(browser, "/plans/")
    many_plans(29, ines_hub, carla)
    thirty = budget(browser, "/plans/")

    assert thirty.queries == one.queries
    assert thirty.rows <= one.rows + 3 * 29


def test_a_plan_costs_the_same_with_1_and_30_activities_and_sections(plan, ines, ines_hub, as_user, budget):
    browser, url = as_user(ines), f"/plans/{plan.pk}/"

    def fill(number):
        for each in range(number):
            position = Section.objects.count()
            kind = SectionKind.objects.create(code=f"kind-{position}", title="Kind", position=position)
            Section.objects.create(plan=plan, kind=kind, body="Words.", edited_by=ines)
            Activity.objects.create(plan=plan, title=f"Deed {each}", lead=ines_hub, due_on="2027-01-01")

    fill(1)
    one = budget(browser, url)
    fill(29)
    thirty = budget(browser, url)

    assert thirty.queries == one.queries
    assert thirty.rows <= one.rows + 2 * 29


def test_the_page_speaks_the_readers_language_for_the_programmes_words(plan, kinds, ines, as_user):
    SectionKind.objects.filter(code="goals").update(title_es="Objetivos")

    assert "Objetivos" in as_user(ines).get(f"/es/plans/{plan.pk}/").content.decode()
    assert "Use of the network" in as_user(ines).get(f"/es/plans/{plan.pk}/").content.decode()


def test_both_shores_are_drawn(plan, ines, as_user):
    page = as_user(ines).get(reverse("actionplans:plan", kwargs={"pk": plan.pk})).content.decode()

    assert 'class="pair__shore shore-1"' in page
    assert 'class="pair__shore shore-2"' in page
    assert "Lisboa, Portugal" in page


def test_a_hubs_page_leads_its_people_to_the_plan_and_nobody_else(
    proposed, ines_hub, vera, outsider, as_user
):
    address = f'href="/plans/{proposed.pk}/"'

    assert address in as_user(vera).get(ines_hub.get_absolute_url()).content.decode()
    for stranger in (outsider, None):
        assert address not in as_user(stranger).get(ines_hub.get_absolute_url()).content.decode()


def test_the_office_reads_plans_and_settles_their_sections(agreed, carla, as_user):
    office = as_user(carla)

    assert "Atlantic Hub – Hub Andino" in office.get("/admin/actionplans/plan/").content.decode()
    page = office.get(f"/admin/actionplans/plan/{agreed.pk}/change/").content.decode()
    assert f"/plans/{agreed.pk}/" in page
    assert 'name="_save"' not in page
    kind = {"code": "risks", "title_en": "Risks", "title_es": "Riesgos", "title_pt": "", "position": 3}
    guidance = {f"guidance_{language}": "" for language in ("en", "es", "pt")}
    office.post("/admin/actionplans/sectionkind/add/", kind | guidance)
    assert SectionKind.objects.get(code="risks").title_es == "Riesgos"


def test_the_office_cannot_write_a_plan_in_the_admin(proposed, carla, as_user):
    office = as_user(carla)

    assert office.get("/admin/actionplans/plan/add/").status_code == 403
    assert office.post(f"/admin/actionplans/plan/{proposed.pk}/change/", {}).status_code == 403
    assert office.post(f"/admin/actionplans/plan/{proposed.pk}/delete/", {"post": "yes"}).status_code == 403
