"""A coordinator at a desk of their own: a process that moves on a scenario, or publishes it. For tests.

Says `ready`, waits for a line, acts, and prints what came of it as JSON.
"""

import json
import os
import random
import sys

import django


def main(database: str, deed: str, scenario: int, user: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from django.db import connection

    connection.settings_dict["NAME"] = database
    connection.ensure_connection()
    print("ready", flush=True)
    sys.stdin.readline()
    print(json.dumps({"move": moving, "publish": publishing}[deed](scenario, user)))


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


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
