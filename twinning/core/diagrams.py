"""Diagrams of all lifecycles, drawn from the data that is the law."""

from twinning.core.lifecycle import Lifecycle


def lifecycles_page() -> str:
    """The text of `docs/lifecycles.md`: a Mermaid state diagram for each lifecycle."""
    opening = (
        "# Lifecycles\n\n"
        "Drawn by `manage.py draw_lifecycles` from each app's `states`; do not edit by hand.\n"
        "A name in brackets is a step that the clock or another step takes.\n"
    )
    drawn = [_diagram(name, Lifecycle.registry[name]) for name in sorted(Lifecycle.registry)]
    return "\n".join([opening, *drawn])


def _diagram(name: str, lifecycle: Lifecycle) -> str:
    reached = {step.to for _, step in lifecycle}
    lines = [f"    [*] --> {status}" for status in lifecycle.statuses.values if status not in reached]
    for word, step in lifecycle:
        label = f"({word})" if step.by_clock else word
        lines += [f"    {source} --> {step.to}: {label}" for source in step.sources]
    body = "\n".join(lines)
    return f"## {name}\n\n```mermaid\nstateDiagram-v2\n{body}\n```\n"
