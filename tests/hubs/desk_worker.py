"""Somebody in a process of their own: a coordinator, a worker, a clock or a hub. For tests.

Says `ready`, waits for a line, acts, and prints what came of it as JSON; `at_once` starts several.
"""

import json
import os
import random
import subprocess
import sys
from typing import Any

import django


def at_once(deed: str, *who: tuple[Any, Any]) -> list[Any]:
    """All act when all are ready, each on a record and as a person; what came of each."""
    from django.db import connection

    from tests.architecture import ROOT

    database = str(connection.settings_dict["NAME"])
    here = [sys.executable, "-m", "tests.hubs.desk_worker", database, deed]
    desks = [
        subprocess.Popen(
            [*here, str(record.pk), str(user.pk)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for record, user in who
    ]
    assert [desk.stdout.readline() for desk in desks if desk.stdout] == ["ready\n"] * len(desks)
    for desk in desks:
        assert desk.stdin is not None
        desk.stdin.write("go\n")
        desk.stdin.flush()
    return [json.loads(desk.communicate()[0]) for desk in desks]


def main(database: str, deed: str, record: int, user: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from django.db import connection

    connection.settings_dict["NAME"] = database
    connection.ensure_connection()
    print("ready", flush=True)
    sys.stdin.readline()
    print(json.dumps(DEEDS[deed](record, user)))


def moving(scenario: int, user: int, wanted: int = 6, tries: int = 400) -> dict[str, object]:
    """Pairs and parts at random, always on what was read just before."""
    from hubs.models import Scenario
    from hubs.operations.scenarios import revise_scenario
    from twinning.accounts.models import User
    from twinning.core.errors import Refused, Stale

    dice, by, done, stale = random.Random(user), User.objects.get(pk=user), [], 0
    for _try in range(tries):
        seen = Scenario.objects.get(pk=scenario)
        pools = [[hub["key"] for hub in pool["hubs"]] for pool in seen.inputs["pools"]]
        move, hubs = dice.choice(["pair", "pair", "unpair"]), [dice.choice(pool) for pool in pools]
        try:
            done.append(revise_scenario(seen, move=move, hubs=hubs, seen=seen.version, by=by).number)
        except Stale:
            stale += 1
        except Refused:
            continue
        if len(done) == wanted:
            break
    return {"done": done, "stale": stale}


def publishing(scenario: int, user: int) -> dict[str, object]:
    from hubs.models import Scenario
    from hubs.operations.publishing_scenarios import publish_scenario
    from twinning.accounts.models import User
    from twinning.core.errors import Refused

    seen = Scenario.objects.get(pk=scenario)
    try:
        made = publish_scenario(seen, seen=seen.version, by=User.objects.get(pk=user))
    except Refused as refusal:
        return {"done": [], "refused": str(refusal)}
    return {"done": [pairing.pk for pairing in made], "refused": ""}


def carrying_out(repair: int, user: int) -> str:
    """The first way of a repair that was read before."""
    from hubs.models import Repair
    from hubs.operations.repairing import carry_out_repair
    from twinning.accounts.models import User
    from twinning.core.errors import Refused

    read = Repair.objects.select_related("drill").filter(pk=repair).first()
    if read is None:
        return "gone"
    try:
        carry_out_repair(read, way=0, reason="It keeps the most.", by=User.objects.get(pk=user))
    except Refused:
        return "refused"
    return "done"


def reckoning(drill: int, user: int) -> str:
    from hubs.models import Drill
    from hubs.operations.drilling import reckon_drill

    reckon_drill(Drill.objects.get(pk=drill))
    return "done"


def asking(twinning: int, user: int) -> int:
    """A clock that ticks: how many hubs it asked."""
    from hubs.operations.pulses import ask_pulses

    return ask_pulses()


def answering(pulse: int, user: int) -> str:
    from hubs.models import Pulse
    from hubs.operations.pulses import answer_pulse
    from twinning.accounts.models import User
    from twinning.core.errors import Stale

    read = Pulse.objects.get(pk=pulse)
    try:
        answer_pulse(read, mood=4, needs=f"{user}", version=1, by=User.objects.get(pk=user))
    except Stale:
        return "stale"
    return "done"


DEEDS = {
    "move": moving,
    "publish": publishing,
    "carry out": carrying_out,
    "reckon": reckoning,
    "ask": asking,
    "answer": answering,
}


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
