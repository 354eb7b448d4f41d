"""Sealing what is handed in, agreed, said and decided: the trail holds digests, the rows the salts."""

from typing import Any

from hubs.dossier import sealing
from hubs.dossier.aftermath import at_of, person_of
from hubs.dossier.grounds import decided_of, rules_of
from hubs.dossier.sealing import DECISIONS, MARKS, RULES, WORDS, new_salt
from hubs.models import Call, Consensus, ConsensusScore, Declaration, Evaluation, Expression, Redress, Score
from twinning.accounts.models import User


def new_salts() -> dict[str, str]:
    """For marks and words that are closed now; each closing has its own, so that none tells of another."""
    return {"salt": new_salt(), "words_salt": new_salt()}


def seals_of_evaluation(evaluation: Evaluation, *, of: Expression, reviewer: User) -> dict[str, str]:
    """For the trace of one just handed in, its row held and its salts set: as it is stored."""
    rows = Score.objects.filter(evaluation=evaluation).values_list(
        "criterion__code", "mark", "comment", "comment_to_hub",
        "evaluation__comment", "evaluation__comment_to_hub",
    )  # fmt: skip
    closed = {"reviewer": person_of(reviewer), "submitted_at": at_of(evaluation.submitted_at)}
    return _of_layer("evaluation", evaluation, of.pk, list(rows), closed)


def seals_of_consensus(consensus: Consensus, *, rapporteur: User) -> dict[str, str]:
    """The same for what was just agreed."""
    rows = ConsensusScore.objects.filter(consensus=consensus).values_list(
        "criterion__code", "mark", "comment_to_hub", "consensus__comment", "consensus__comment_to_hub"
    )
    scores = [(code, mark, "", *words) for code, mark, *words in rows]
    closed = {"rapporteur": person_of(rapporteur), "agreed_at": at_of(consensus.agreed_at)}
    return _of_layer("consensus", consensus, consensus.expression_id, scores, closed)


def _of_layer(
    kind: str, record: Evaluation | Consensus, about: int, rows: list[Any], closed: dict[str, Any]
) -> dict[str, str]:
    words = rows[0][4:] if rows else (record.comment, record.comment_to_hub)
    told = {"id": record.pk} | closed | sealing.layer([row[:4] for row in rows], *words)
    return {
        MARKS: sealing.seal_of_marks(kind, told, about, record.salt),
        WORDS: sealing.seal_of_words(kind, told, record.words_salt),
    }


def seal_of_declaration(declaration: Declaration) -> dict[str, Any]:
    """Whose it is, when it was made, and the digest of its reason; nothing of one whose words are gone."""
    said: dict[str, Any] = {"person": declaration.user_id, "declared_at": at_of(declaration.at)}
    if declaration.words_salt:
        said[WORDS] = sealing.seal_of_text(declaration.words_salt, declaration.reason)
    return said


def seal_of_redress(redress: Redress, text: str) -> dict[str, str]:
    """Of the complaint, or of what was found."""
    return {WORDS: sealing.seal_of_text(redress.words_salt, text)} if redress.words_salt else {}


def seal_of_rules(call: Call) -> dict[str, str]:
    """Of the rules of a published call, as they are stored now."""
    return {RULES: sealing.seal_of_rules(rules_of(call))}


def seal_of_decisions(call: Call) -> dict[str, str]:
    """Of all decisions of a call and what they were taken on, with the salt that its row has by now."""
    told = rules_of(call) | decided_of(call)
    return {RULES: sealing.seal_of_rules(told), DECISIONS: sealing.seal_of_decisions(told)}
