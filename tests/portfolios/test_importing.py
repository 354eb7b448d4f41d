"""Real services and practices arrive in their hubs' working copies, whole or not at all."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from portfolios.models import Listing, Portfolio, Practice, Service
from tests.architecture import ROOT
from twinning.demo.founding import found_programme
from twinning.trail.models import Trace

DATA = ROOT / "twinning" / "demo" / "data"


@pytest.fixture(autouse=True)
def _ground(db):
    found_programme(DATA / "programme.toml")


@pytest.fixture
def hubs():
    call_command("import_hubs", str(DATA / "hubs.csv"), stdout=StringIO())


def bring_in(command, file, **options):
    said = StringIO()
    try:
        call_command(command, str(file), as_json=True, stdout=said, **options)
    except SystemExit as stopped:
        return stopped.code, json.loads(said.getvalue())
    return 0, json.loads(said.getvalue())


def test_all_real_services_arrive_and_a_second_run_changes_nothing(hubs):
    code, summary = bring_in("import_services", DATA / "services.csv")
    traces = Trace.objects.count()

    assert (code, summary["created"], summary["faults"]) == (0, 128, [])
    assert Portfolio.objects.count() == 79
    assert bring_in("import_services", DATA / "services.csv")[1]["unchanged"] == 128
    assert Trace.objects.count() == traces


def test_nothing_that_is_imported_is_public_before_its_hub_and_the_office_say_so(hubs, client):
    bring_in("import_services", DATA / "services.csv")

    assert Listing.objects.count() == 0
    assert client.get("/portfolios/cidihub-canarias/").status_code == 404


def test_a_service_keeps_its_facts_and_source(hubs):
    bring_in("import_services", DATA / "services.csv")

    service = Service.objects.get(key="cidihub-canarias-01")
    assert service.name == "Test before invest for island firms"
    assert service.category.code == "test-before-invest"
    assert {area.code for area in service.technology_areas.all()} == {"ai", "cybersecurity"}
    assert {group.code for group in service.target_groups.all()} == {"startup", "sme", "public-sector"}
    assert service.source_url.startswith("https://")


def test_services_of_hubs_that_are_not_there_are_refused_line_by_line(hubs, tmp_path):
    spoilt = (DATA / "services.csv").read_text().replace(
        "\ncidihub-canarias-02,cidihub-canarias,", "\ncidihub-canarias-02,atlantis,", 1
    ).replace(",skills-training,", ",magic,", 1)  # fmt: skip
    file = tmp_path / "services.csv"
    file.write_text(spoilt)

    code, summary = bring_in("import_services", file)

    assert code == 2
    assert [(fault["line"], fault["column"]) for fault in summary["faults"]] == [
        (3, "hub_slug"),
        (4, "category"),
    ]
    assert Service.objects.count() == 0


def test_all_real_practices_arrive_and_a_second_run_changes_nothing():
    assert bring_in("import_practices", DATA / "practices.csv")[1]["created"] == 24
    assert bring_in("import_practices", DATA / "practices.csv")[1]["unchanged"] == 24
    assert Practice.objects.matching("regional seal").exists()


def test_a_practice_from_nowhere_is_refused(tmp_path):
    file = tmp_path / "practices.csv"
    file.write_text((DATA / "practices.csv").read_text().replace(",ES,", ",Spain,", 1))

    code, summary = bring_in("import_practices", file)

    assert code == 2
    assert [fault["column"] for fault in summary["faults"]] == ["country"]
    assert Practice.objects.count() == 0
