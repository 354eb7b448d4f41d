"""Which test process runs what: all journeys one, begun at once; whoever is free takes the next test.

The journeys share one running product and one browser, and spend much of their time waiting for those two.
Begun last they would run alone, while the other processes have nothing left to do.
"""

from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

JOURNEYS = "tests/journeys/"


class JourneysFirst(LoadScopeScheduling):
    def _split_scope(self, nodeid: str) -> str:
        """The largest group is handed out first; every other test is a group by itself."""
        return JOURNEYS if nodeid.startswith(JOURNEYS) else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> JourneysFirst | None:
    """For `--dist loadgroup`; other ways of sharing out stay as they are."""
    return JourneysFirst(config, log) if config.getoption("dist") == "loadgroup" else None
