"""What stands around the words of every letter."""

from typing import Any

from hubs.settled import programme
from twinning.core.letters import frames


@frames
def in_the_programmes_name() -> dict[str, Any]:
    """The programme's name, which hubs know it by; and that its data are samples."""
    current = programme()
    return {"sender": current.name, "sample_notice": current.sample_notice}
