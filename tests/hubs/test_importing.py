"""Real hubs arrive unharmed, twice is once, and one bad row stops all."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from hubs.models import Hub
from tests.architecture import ROOT
from tests.factories import make_area, make_region
from twinning.trail.models import Trace

REAL = ROOT / "twinning" / "demo" / "data" / "hubs.csv"


@pytest.fixture(autouse=True)
def _ground(db):
    make_region("eu")
    make_region("lac")
    for code in ("ai", "blockchain", "cloud", "cybersecurity", "vre", "5g"):
        make_area(code, code)


def bring_in(file, **options):
    said = StringIO()
    call_command("import_hubs", str(file), as_json=True, stdout=said, **options)
    return json.loads(said.getvalue())


@pytest.fixture
def spoilt(tmp_path):
    """`spoilt(old, new)`: the real file with one thing changed."""

    def write(old: str, new: str):
        text = REAL.read_text(encoding="utf-8")
        assert old in text
        file = tmp_path / "hubs.csv"
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        return file

    return write


def test_all_real_hubs_arrive_and_a_second_run_changes_nothing():
    assert bring_in(REAL) == {
        "created": 86, "changed": 0, "unchanged": 0, "dry_run": False, "faults": []
    }  # fmt: skip
    traces = Trace.objects.count()

    assert bring_in(REAL)["unchanged"] == 86
    assert Trace.objects.count() == traces


def test_awkward_hubs_arrive_unharmed():
    bring_in(REAL)

    assert max(len(hub.name) for hub in Hub.objects.all()) == 196
    overseas = Hub.objects.filter(country__in=["RE", "GP", "MQ", "GF"])
    assert overseas.exists()
    assert {hub.region.code for hub in overseas} == {"eu"}
    assert Hub.objects.get(slug="run-edih-la-reunion").native_name == "EDIH La Réunion"
    assert not Hub.objects.filter(name__contains="Ã").exists()


def test_they_are_found_without_their_accents():
    bring_in(REAL)

    assert "run-edih-la-reunion" in Hub.objects.matching("REUNION").values_list("slug", flat=True)


def test_a_dry_run_says_what_would_be_and_writes_nothing():
    assert bring_in(REAL, dry_run=True)["created"] == 86
    assert Hub.objects.count() == 0


def test_a_changed_row_changes_its_hub_alone(spoilt):
    bring_in(REAL)

    summary = bring_in(spoilt("Canary Islands Digital Innovation Hub", "Canary Hub"))

    assert (summary["changed"], summary["unchanged"]) == (1, 85)
    assert Hub.objects.matching("canary hub").get().slug == "cidihub-canarias"


@pytest.mark.parametrize(
    ("old", "new", "column", "reason"),
    [
        (",edih,ES,", ",edih,XX,", "country", "country's code"),
        (",EU,ai;cybersecurity,", ",Mars,ai;cybersecurity,", "region", "not known"),
        (",EU,ai;cybersecurity,", ",EU,ai;magic,", "technology_areas", "not known"),
        (",eligible,es;en,", ",eligible,es;xx,", "languages", "language's code"),
        (",eligible,es;en,", ",perhaps,es;en,", "bella_status", "not a valid choice"),
        ("http://www.cidihub.org", "cidihub", "website", "valid URL"),
        ("cidihub-canarias,Canary", "cidihub canarias,Canary", "slug", "valid"),
        ("Canary Islands Digital Innovation Hub", "", "name", "cannot be blank"),
        ("Canary Islands Digital Innovation Hub", "x" * 301, "name", "at most 300"),
    ],
)
def test_one_bad_row_stops_all_with_its_place(spoilt, old, new, column, reason):
    said = StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("import_hubs", str(spoilt(old, new)), as_json=True, stdout=said)

    (fault,) = json.loads(said.getvalue())["faults"]
    assert stopped.value.code == 2
    assert (fault["line"], fault["column"]) == (2, column)
    assert reason in fault["reason"]
    assert Hub.objects.count() == 0
