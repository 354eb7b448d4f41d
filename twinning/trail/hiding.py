"""Which traces are kept from whom, told by the apps that know what they are about."""

from twinning.core.hiding import Hiding

TRACES = Hiding()
