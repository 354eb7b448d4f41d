"""A table is read whole or not at all, and every fault is told with its true place."""

import io
import json

import pytest

from twinning.accounts.models import User
from twinning.core.importing import Fault, Faulty, Summary
from twinning.core.management.importing import ImportCommand
from twinning.core.sheets import read_sheet

COLUMNS = ["name", "city"]


def read(text, encoding="utf-8"):
    return read_sheet(text.encode(encoding), columns=COLUMNS, key="name")


def places(sheet):
    return [(fault.line, fault.column) for fault in sheet.faults]


def test_cells_arrive_unharmed_but_for_the_space_around_them():
    sheet = read('city,name\r\nViña del Mar,"ACME, S.A. “ü” "\r\n')

    assert [dict(row.cells) for row in sheet.rows] == [{"city": "Viña del Mar", "name": "ACME, S.A. “ü”"}]
    assert sheet.faults == []


def test_a_spreadsheet_of_a_land_with_decimal_commas_parts_its_cells_by_semicolons():
    sheet = read('\ufeff;\r\nName;City\r\n"A; B";"Bonn, Köln"\r\n')

    assert [dict(row.cells) for row in sheet.rows] == [{"name": "A; B", "city": "Bonn, Köln"}]
    assert [row.line for row in sheet.rows] == [3]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_mark_at_the_beginning_is_no_part_of_the_first_heading(encoding):
    assert read("name,city\nA,B\n", encoding).rows[0]["name"] == "A"


def test_lines_are_counted_as_an_editor_does_over_cells_of_many_lines_and_blank_lines():
    sheet = read('name,city\nA,"one\r\ntwo\nthree"\n\n,\nB,x\nA,y\n')

    assert [row.line for row in sheet.rows] == [2, 7]
    assert sheet.rows[0]["city"] == "one\ntwo\nthree"
    assert places(sheet) == [(8, "name")]
    assert "line 2" in sheet.faults[0].reason


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [(1, "")]),
        ("\n \n", [(1, "")]),
        ("name,city\n", [(1, "")]),
        ("name;city\nA,B\n", [(2, "")]),
        ("name\nA\n", [(1, "city")]),
        ("name,city,town\nA,B,C\n", [(1, "town")]),
        ("name,city,city\nA,B,C\n", [(1, "city")]),
        ("name,city\nA\nB,C,D\n", [(2, ""), (3, "")]),
        ("name,city\n,B\n", [(2, "name")]),
        ("name,city\nA,B\x00\n", [(2, "city")]),
        ('name,city\nA,B\nC,"never closed\nD,E\n', [(3, "")]),
        ('name,city\nA,"B" C\n', [(2, "")]),
    ],
)
def test_what_is_wrong_with_the_file_is_told_with_its_place(text, expected):
    assert places(read(text)) == expected


def test_another_encoding_is_told_with_the_line_of_the_first_strange_sign():
    assert read("name,city\nA,Bonn\nB,Viña\n", "latin-1").faults[0].line == 3


def test_a_cell_may_hold_several_values():
    assert read("name,city\nA,Bonn; Köln ;\n").rows[0].list("city") == ["Bonn", "Köln"]


def import_people(rows, *, by):
    """An importer as the apps write theirs: looks at all rows first, then writes."""
    faults = [row.fault("city", "No such place.") for row in rows if row["city"] == "Nowhere"]
    if faults:
        raise Faulty(faults)
    summary = Summary()
    for row in rows:
        _, is_new = User.objects.get_or_create(email=f"{row['name']}@example.org")
        summary = summary.count("created" if is_new else "unchanged")
    return summary


class Command(ImportCommand):
    columns = COLUMNS
    key = "name"
    operation = staticmethod(import_people)


@pytest.fixture
def run(tmp_path, db):
    def run(text, **options):
        file = tmp_path / "people.csv"
        if text is not None:
            file.write_text(text, encoding="utf-8")
        out, err = io.StringIO(), io.StringIO()
        command = Command(stdout=out, stderr=err, no_color=True)
        code = 0
        try:
            command.handle(file=file, **{"dry_run": False, "as_json": False} | options)
        except SystemExit as left:
            code = left.code
        return code, out.getvalue().strip(), err.getvalue().strip()

    return run


def test_an_import_says_what_it_did(run):
    assert run("name,city\nA,x\nB,y\n") == (0, "2 created, 0 changed, 0 unchanged", "")
    assert run("name,city\nA,x\nB,y\n") == (0, "0 created, 0 changed, 2 unchanged", "")


def test_a_dry_run_keeps_nothing(run):
    code, out, _ = run("name,city\nA,x\n", dry_run=True)

    assert (code, out) == (0, "1 created, 0 changed, 0 unchanged (dry run: nothing was kept)")
    assert not User.objects.exists()


def test_all_faults_are_told_at_once_and_nothing_is_written(run):
    code, out, err = run("name,city\nA,x\nB,Nowhere\nA,x\n")

    assert (code, out) == (2, "")
    assert err.splitlines()[:2] == ["line 3, city: No such place.", "line 4, name: “A” is already on line 2."]
    assert not User.objects.exists()


def test_a_missing_file_is_a_fault_too(run):
    code, out, _ = run(None, as_json=True)

    assert code == 2
    assert [fault["line"] for fault in json.loads(out)["faults"]] == [0]


def test_programs_are_answered_in_json(run):
    code, out, _ = run("name,city\nA,x\nB,Nowhere\n", as_json=True)

    assert code == 2
    assert json.loads(out) == {
        "created": 0,
        "changed": 0,
        "unchanged": 0,
        "dry_run": False,
        "faults": [{"line": 3, "column": "city", "reason": "No such place."}],
    }


def test_a_fault_without_a_column_speaks_of_the_line():
    assert str(Fault(3, "", "Torn.")) == "line 3: Torn."
