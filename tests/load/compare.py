"""Run in the environment of the servers: what was acknowledged beside what is stored; 1 when any differs."""

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import django

django.setup()

from hubs.models import Answer, Expression, Submission  # noqa: E402
from hubs.states import ExpressionStatus  # noqa: E402


def differences(acknowledged: list[dict[str, Any]]) -> list[str]:
    """Every acknowledgement that the tables do not keep, and everything that came in too late."""
    found = []
    stored = {
        expression: (version, value)
        for expression, version, value in Answer.objects.filter(code="motivation").values_list(
            "expression_id", "version", "value"
        )
    }
    for one in acknowledged:
        version, value = stored.get(one["expression"], (0, ""))
        if one["kind"] == "saved" and version < one["version"]:
            found.append(
                f"{one['expression']}: version {one['version']} was acknowledged, {version} is stored"
            )
        if one["kind"] == "saved" and version == one["version"] and value.strip() != one["value"].strip():
            found.append(f"{one['expression']}: other words are stored as version {version}")
    submitted = {one["expression"]: one["value"] for one in acknowledged if one["kind"] == "submitted"}
    found += list(_of_submissions(submitted))
    late = Submission.objects.filter(submitted_at__gte=Expression.objects.first().call.closes_at)
    return found + [f"{one.expression_id}: submitted after the deadline" for one in late]


def _of_submissions(submitted: dict[int, str]) -> Any:
    for expression in Expression.objects.filter(pk__in=submitted).select_related("submission"):
        frozen = json.dumps(expression.submission.content) if expression.submission else ""
        if expression.status != ExpressionStatus.SUBMITTED or not expression.submission:
            yield f"{expression.pk}: its submission was acknowledged, and it is not in"
        elif submitted[expression.pk].strip() not in frozen:
            yield f"{expression.pk}: the words saved last are not in what was submitted"


def main(file: Path) -> int:
    acknowledged = [json.loads(line) for line in file.read_text().splitlines()]
    found = differences(acknowledged)
    counts = Counter(one["kind"] for one in acknowledged)
    print(
        "Acknowledged:", ", ".join(f"{number} {kind}" for kind, number in sorted(counts.items())) or "nothing"
    )
    print(
        "\n".join(found)
        or "All of it is stored as it was acknowledged, and nothing came in after the deadline."
    )
    return 1 if found or not counts["saved"] or not counts["submitted"] else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
