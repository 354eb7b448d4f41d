"""What happens here that higher apps act upon, in the same transaction.

`hub_named` is sent with `hub` whenever a hub may have got another name.
`twinning_formed` and `twinning_ended` are sent with `twinning` and `by`.
`decisions_released` is sent with `call` and `by`.
"""

from django.dispatch import Signal

hub_named = Signal()
twinning_formed = Signal()
twinning_ended = Signal()
decisions_released = Signal()
