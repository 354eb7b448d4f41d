"""What happens here that higher apps act upon, in the same transaction.

`role_changed` is sent with `user`, `before`, `after` and `by`.
"""

from django.dispatch import Signal

role_changed = Signal()
