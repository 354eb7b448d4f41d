"""What is written behind the scenes: steps that change nothing on any page that the public is shown.

Each app declares its own in `unseen.py`. After any other step all kept pages are drawn anew, so what
is forgotten here costs time, and what is wrong here shows the public something that holds no more.
"""

from django.db.models import Model

_kinds: set[str] = set()
_steps: set[tuple[str, str]] = set()


def unseen(*kinds: type[Model]) -> None:
    """No public page asks for records of these kinds."""
    _kinds.update(kind._meta.label_lower for kind in kinds)


def unseen_steps(kind: type[Model], *steps: str) -> None:
    """Public pages ask for records of the kind, but show nothing of what these steps change."""
    _steps.update((kind._meta.label_lower, step) for step in steps)


def is_unseen(subject: str, step: str) -> bool:
    """Whether a trace is of such a step."""
    return subject in _kinds or (subject, step) in _steps


def unseen_kinds() -> frozenset[str]:
    """All that were declared, for the test that asks the pages."""
    return frozenset(_kinds)


def unseen_steps_of_kinds() -> frozenset[tuple[str, str]]:
    """Likewise, for the test that takes them."""
    return frozenset(_steps)
