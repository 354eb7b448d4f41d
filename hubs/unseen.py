"""What is written in the selection, and among a hub's people, without the public seeing anything of it."""

from hubs.models import (
    Assignment,
    Call,
    Consensus,
    Evaluation,
    Expression,
    Hub,
    Pairing,
    Pulse,
    Redress,
    Reviewer,
    Scenario,
)
from twinning.accounts.models import User
from twinning.trail.unseen import unseen, unseen_steps

unseen(Expression, Assignment, Evaluation, Consensus, Redress, Reviewer, Pairing, Pulse, Scenario, User)
unseen_steps(Hub, "invite", "uninvite", "join", "change_role", "remove")
unseen_steps(
    Call,
    "propose_decisions",
    "ask_for_dossier",
    "make_dossier",
    "give late entry",
    "enter late entry",
    "cancel late entry",
)
