"""The trail of a dossier: each trace follows from the one before, and what it says last of a record.
Pure: no Django, no database.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from twinning.core.digest import digest_of

Data = dict[str, Any]


class Note(str):
    """What cannot be compared, in a sentence; no difference."""

    __slots__ = ()


def parted(told: Iterable[str]) -> tuple[list[str], list[str]]:
    """Differences, and notes."""
    sentences = list(told)
    differences = [one for one in sentences if not isinstance(one, Note)]
    return differences, [one for one in sentences if isinstance(one, Note)]


def keys_in(data: Data) -> dict[str, int]:
    """By which number the trail knows each application."""
    return {one["application"]: one["id"] for one in data["applications"]}


class Trail:
    """The traces of each record, in their order."""

    def __init__(self, data: Data) -> None:
        self.chains: dict[tuple[str, int], list[Data]] = {}
        for trace in data["trail"]:
            self.chains.setdefault((trace["subject"], trace["subject_id"]), []).append(trace)

    def of(self, kind: str) -> Iterator[tuple[int, list[Data]]]:
        """The chains of all records of a kind."""
        for (subject, key), traces in self.chains.items():
            if subject == f"hubs.{kind}":
                yield key, traces

    def steps(self, kind: str, key: int, *names: str) -> list[Data]:
        """Those traces of a record that are of one of these steps."""
        return [one for one in self.chains.get((f"hubs.{kind}", key), []) if one["step"] in names]

    def last(self, kind: str, key: int, *names: str) -> Data | None:
        found = self.steps(kind, key, *names)
        return found[-1] if found else None

    def detail(self, kind: str, key: int, name: str, *steps: str) -> Any:
        """What the last of these steps that says anything of it says of `name`."""
        said = [one["detail"][name] for one in self.steps(kind, key, *steps) if name in one["detail"]]
        return said[-1] if said else None

    def status(self, kind: str, key: int, leading: dict[str, str]) -> str | None:
        """Where the steps have led; None where none was taken."""
        last = self.last(kind, key, *leading)
        return leading[last["step"]] if last else None

    def is_cleared(self, expression: int) -> bool:
        """Whether what people wrote of the application went after its time."""
        return bool(self.steps("expression", expression, "clear"))


def of_trail(data: Data) -> Iterator[str]:
    """Each trace carries the seal of the one before it, and its own follows from its content."""
    chains: dict[tuple[str, int], tuple[int, str]] = {}
    for trace in data["trail"]:
        chain = (trace["subject"], trace["subject_id"])
        number, before = chains.get(chain, (0, ""))
        content = [
            trace["subject"], trace["subject_id"], trace["number"], trace["step"], trace["actor"],
            trace["at"], trace["detail"], trace["before"],
        ]  # fmt: skip
        if (trace["number"], trace["before"], trace["seal"]) != (number + 1, before, digest_of(content)):
            yield f"trail of {chain[0]} {chain[1]}: number {trace['number']} does not follow from the last."
        chains[chain] = (trace["number"], trace["seal"])
    for chain, (number, seal) in chains.items():
        if data["seals"].get(f"{chain[0]} {chain[1]}") != [number, seal]:
            yield f"trail of {chain[0]} {chain[1]}: it does not end where it ended when the dossier was made."
    for name in sorted(set(data["seals"]) - {f"{subject} {key}" for subject, key in chains}):
        yield f"trail of {name}: it is missing."
