"""The interface that stays: a document in, a document out, an exit code, and the path of each fault."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from hypothesis import given, settings

from hubs.pairing.answering import answer
from hubs.pairing.reading import Faulty, read
from hubs.pairing.schema import INPUT, RESULT, faults
from tests.architecture import ROOT
from tests.hubs.pairing.small import problems


def hub(key, **profile):
    return {"key": key, "name": key.upper(), "profile": profile}


def document(**changes):
    first = [hub("a", areas=["ai"], languages=["es", "en"]), hub("b", areas=["5g"], languages=["pt"])]
    second = [hub("s", areas=["5g"], languages=["pt", "en"]), hub("t", areas=["ai"], languages=["es"])]
    pools = [{"code": "EU", "hubs": first}, {"code": "LAC", "hubs": second}]
    return {"schema": INPUT, "pools": pools, "hours": {"year": 2027}} | changes


def three(**changes):
    pools = [
        {"code": code, "hubs": [{"key": key} for key in keys]}
        for code, keys in {"X": "ab", "Y": "st", "Z": "vw"}.items()
    ]
    fits = [{"pools": list(codes), "scores": [[1, 2], [3, 5]]} for codes in ("XY", "XZ", "YZ")]
    return {"schema": INPUT, "pools": pools, "fits": fits} | changes


def fitted(**changes):
    pools = [
        {"code": "EU", "hubs": [{"key": "a"}, {"key": "b"}]},
        {"code": "LAC", "hubs": [{"key": "s"}, {"key": "t"}]},
    ]
    fits = [{"pools": ["EU", "LAC"], "scores": [[9, 1], [8, 7]]}]
    return {"schema": INPUT, "pools": pools, "fits": fits} | changes


def run(tmp_path, said, *options):
    file = tmp_path / "case.json"
    file.write_text(said if isinstance(said, str) else json.dumps(said), "utf-8")
    out, err = StringIO(), StringIO()
    try:
        call_command("solve_pairing", str(file), *options, stdout=out, stderr=err)
        code = 0
    except SystemExit as ended:
        code = ended.code
    return code, out.getvalue(), err.getvalue()


def test_pairs_come_out_with_parts_that_add_up_and_reasons(tmp_path):
    code, out, _ = run(tmp_path, document(), "--json")
    found = json.loads(out)

    assert code == 0
    assert [twinning["hubs"] for twinning in found["twinnings"]] == [["a", "t"], ["b", "s"]]
    assert found["total"] == sum(twinning["score"] for twinning in found["twinnings"])
    for twinning in found["twinnings"]:
        [pair] = twinning["pairs"]
        assert twinning["score"] == pair["score"] == sum(part["points"] for part in pair["parts"])
        assert all(part["reason"]["text"] for part in pair["parts"])
    assert found["alternatives"][0]["less"] == found["total"] - found["alternatives"][0]["total"]


def test_the_terminal_is_told_the_names_and_why(tmp_path):
    code, out, _ = run(tmp_path, document())

    assert code == 0
    assert "A – T" in out
    assert "Technology areas in common: ai (1 of 1)." in out


def test_what_is_infeasible_ends_with_three_and_names_what_to_relax(tmp_path):
    forbidden = [{"hubs": ["a", other], "reason": "Partners in another project"} for other in "st"]

    code, out, _ = run(tmp_path, document(forbidden=forbidden), "--json")
    found = json.loads(out)

    assert code == 3
    assert not found["solved"]
    assert [one["kind"] for one in found["relax"]] == ["forbidden"]
    assert found["relax"][0]["reasons"] == ["Partners in another project"]
    assert run(tmp_path, document(forbidden=forbidden))[1].startswith("No pairing keeps all constraints.")


def test_choice_shows_both_pairings_and_what_each_loses():
    said = fitted(preferences=[{"hub": "a", "prefers": [["t"]]}, {"hub": "t", "prefers": [["a"], ["b"]]}])

    choice = answer(read(said))["choice"]

    assert choice["best"]["blocking"] == [["a", "t"]]
    assert choice["stable"]["twinnings"] == [["a", "t"], ["b", "s"]]
    assert (choice["stable_loses"], choice["best_loses"]) == (16 - 9, {"blocking": 1, "regret": 2})


def test_not_with_forbids_whoever_says_it():
    said = fitted(preferences=[{"hub": "t", "not_with": ["b"]}])

    assert [one["hubs"] for one in answer(read(said))["twinnings"]] == [["a", "t"], ["b", "s"]]


def test_locked_pairs_are_kept_in_whatever_order_they_are_named():
    found = answer(read(fitted(locked=[{"hubs": ["t", "a"]}])))

    assert [one["hubs"] for one in found["twinnings"]] == [["a", "t"], ["b", "s"]]
    assert found["twinnings"][0]["pairs"][0]["locked"]


def test_three_pools_make_twinnings_of_three():
    found = answer(read(three()))

    assert found["proved"]
    assert found["total"] == 18
    assert [one["hubs"] for one in found["twinnings"]] == [["a", "s", "v"], ["b", "t", "w"]]
    assert faults(found, RESULT) == []


FAULTS = [
    ({"pools": []}, "/pools"),
    ({"schema": "twinning-pairing/2"}, "/schema"),
    ({"weihgts": {}}, "/weihgts"),
    ({"weights": {"areas": 0}}, "/weights"),
    ({"twinnings": 10**30}, "/twinnings"),
    ({"weights": {"areas": 1.5}}, "/weights/areas"),
    ({"weights": {"areas": True}}, "/weights/areas"),
    ({"weights": {"a/b": 1}}, "/weights/a~1b"),
    ({"hours": {"year": 2027, "opens": "09:10"}}, "/hours/opens"),
    ({"hours": {"year": 2027, "opens": "18:00"}}, "/hours/closes"),
    ({"hours": {}}, "/hours/year"),
    ({"locked": [{"hubs": ["a", "nobody"]}]}, "/locked/0/hubs/1"),
    ({"locked": [{"hubs": ["a", "b"]}]}, "/locked/0/hubs"),
    ({"preferences": [{"hub": "a", "prefers": [["s"], ["b"]]}]}, "/preferences/0/prefers/1/0"),
    ({"preferences": [{"hub": "a"}, {"hub": "a"}]}, "/preferences/1/hub"),
    ({"preferences": [{"hub": "nobody"}]}, "/preferences/0/hub"),
    ({"fits": [{"pools": ["EU", "LAC"], "scores": [[1, 2]]}]}, "/fits/0/scores"),
    ({"fits": [{"pools": ["LAC", "EU"], "scores": [[1, 2], [1, 2]]}]}, "/fits"),
    ({"fits": [{"pools": ["EU", "LAC"], "scores": [[1, 2], [1, 10001]]}]}, "/fits/0/scores/1/1"),
]


@pytest.mark.parametrize(("changes", "path"), FAULTS, ids=[path for _, path in FAULTS])
def test_each_fault_has_its_path(tmp_path, changes, path):
    code, out, _ = run(tmp_path, document(**changes), "--json")

    assert code == 2
    assert path in [fault["path"] for fault in json.loads(out)["faults"]]


def test_faults_of_hubs_have_their_path():
    said = document()
    said["pools"][0]["hubs"][1]["key"] = "a"
    said["pools"][1]["hubs"][0]["profile"]["place"] = {"zone": "Europe/Atlantis"}

    with pytest.raises(Faulty) as found:
        read(said)

    assert {fault.path for fault in found.value.faults} == {
        "/pools/0/hubs/1/key",
        "/pools/1/hubs/0/profile/place/zone",
    }


def test_the_year_of_the_hours_has_to_be_said_where_they_count():
    said = document()
    del said["hours"]

    with pytest.raises(Faulty):
        read(said)
    assert read(said | {"weights": {"areas": 1}}).hours


NOT_ONE = {
    "nothing": "",
    "a list": "[]",
    "half of one": "{",
    "another schema": '{"schema": 1}',
    "null": "null",
    "not a number": '{"schema": NaN}',
    "a number too long": '{"schema": ' + "9" * 10_000 + "}",
    "lists in lists": "[" * 100_000 + "]" * 100_000,
    "half a character": '{"schema": "\\ud800", "\\udc00": 1}',
}


@pytest.mark.parametrize("said", NOT_ONE.values(), ids=NOT_ONE)
def test_what_is_no_such_document_is_a_fault(tmp_path, said):
    code, _, err = run(tmp_path, said)

    assert code == 2
    assert err


@given(problems(most=4))
@settings(max_examples=40, deadline=None)
def test_every_answer_keeps_to_its_schema(one):
    found = answer(read(written(one)))

    assert faults(found, RESULT) == []
    assert json.loads(json.dumps(found)) == found


def written(one):
    """A problem as the document that asks for it."""
    pools = [
        {"code": code, "hubs": [
            {"key": each.key, "region": each.region, "capacity": each.capacity}
            | ({} if each.must is None else {"must": each.must})
            for each in pool
        ]}
        for code, pool in (("EU", one.first), ("LAC", one.second))
    ]  # fmt: skip
    said = {
        "schema": INPUT,
        "pools": pools,
        "fits": [{"pools": ["EU", "LAC"], "scores": one.scores.tolist()}],
        "forbidden": [{"hubs": list(pair)} for pair in sorted(one.forbidden)],
        "locked": [{"hubs": list(pair)} for pair in sorted(one.locked)],
    }
    if one.regions is not None:
        said["regions"] = [list(pair) for pair in sorted(one.regions)]
    return said if one.pairs is None else said | {"twinnings": one.pairs}


def test_the_documents_example_is_answered():
    text = (ROOT / "docs" / "pairing-schema.md").read_text("utf-8")
    example, told = (part.split("```")[0] for part in text.split("```json")[1:3])

    assert answer(read(json.loads(example)))["twinnings"] == json.loads(told)["twinnings"]


def test_reasons_are_plain_json():
    said = document()
    for pool in said["pools"]:
        for hub in pool["hubs"]:
            hub["profile"] |= {"offers": [{"area": "ai"}], "needs": [{"area": "ai", "kind": "data"}]}
    found = answer(read(said))

    assert json.loads(json.dumps(found)) == found
    assert faults(found, RESULT) == []


def test_the_document_names_both_schemas():
    text = (ROOT / "docs" / "pairing-schema.md").read_text("utf-8")

    assert INPUT in text
    assert RESULT in text
