"""What the trail holds of each layer: digests of its content, never the content. Pure: no Django.

Marks are few, and whoever reads the trail could try them all: a random salt goes into each digest, which is
told in the dossier alone. Words have a salt of their own: it goes with them when their time is over.
"""

from collections.abc import Iterable
from decimal import Decimal
from secrets import token_hex
from typing import Any

from twinning.core.digest import digest_of

Data = dict[str, Any]
MARKS, WORDS, RULES, DECISIONS = "seal_of_marks", "seal_of_words", "seal_of_rules", "seal_of_decisions"
LAYERS = {"evaluation": ("reviewer", "submitted_at"), "consensus": ("rapporteur", "agreed_at")}
SAID = ("comments", "to_hub", "comment", "comment_to_hub")
NOTHING: Data = {"marks": {}, "comments": {}, "to_hub": {}, "comment": "", "comment_to_hub": ""}


def new_salt() -> str:
    """128 random bits."""
    return token_hex(16)


def layer(scores: Iterable[tuple[str, Decimal | None, str, str]], comment: str, comment_to_hub: str) -> Data:
    """Marks and comments of an evaluation or a consensus, as a dossier tells them; each score is its
    criterion's code, its mark, and the comments to the panel and to the hub.
    """
    rows = list(scores)
    return {
        "marks": {code: None if mark is None else str(mark) for code, mark, _panel, _hub in rows},
        "comments": {code: panel for code, _mark, panel, _hub in rows if panel},
        "to_hub": {code: hub for code, _mark, _panel, hub in rows if hub},
        "comment": comment,
        "comment_to_hub": comment_to_hub,
    }


def seal_of_marks(kind: str, row: Data, about: int, salt: str) -> str:
    """Of a layer as it is told: whose marks they are, of which application (its key), since when."""
    person, at = LAYERS[kind]
    return digest_of([salt, kind, row["id"], about, row[person], row[at], row["marks"]])


def seal_of_words(kind: str, row: Data, salt: str) -> str:
    """Of its comments."""
    return digest_of([salt, kind, row["id"], [row[name] for name in SAID]])


def seal_of_text(salt: str, text: str) -> str:
    """Of one text: a reason, a complaint, a finding."""
    return digest_of([salt, text])


def seal_of_rules(data: Data) -> str:
    """Of the call's rules, which everybody may read: times, places, criteria, all versions of its text."""
    call = {name: value for name, value in data["call"].items() if name not in ("status", "salt")}
    return digest_of([call, data["criteria"], data["texts"]])


def seal_of_decisions(data: Data) -> str:
    """Of all that was decided, and of all that it was decided on: none is missing, and none was added."""
    applications = [
        [one["id"], one["application"], one["submitted_at"], one["digest"], one["in_ranking"],
         one["region"] if one["in_ranking"] else None, one["not_eligible"]]
        for one in data["applications"]
    ]  # fmt: skip
    given = [
        [one["id"], one["assignment"], one["application"], one["reviewer"], one["counts"],
         one["submitted_at"], one["marks"]]
        for one in data["evaluations"] if one["status"] == "submitted"
    ]  # fmt: skip
    agreed = [
        [one["id"], one["application"], one["rapporteur"], one["agreed_at"], one["marks"]]
        for one in data["consensus"]
        if one["agreed"]
    ]
    return digest_of([data["call"]["salt"], applications, given, agreed, data["decisions"]])
