"""What the web server calls."""

import os
import warnings

from django.core.asgi import get_asgi_application

from twinning.core.inturn import InTurn
from twinning.core.postgresql.base import keep_connections

# Requests that one process answers at once, each with a connection to the database.
AT_ONCE = 16

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "twinning.settings")

# WhiteNoise reads its files synchronously; they are small and buffered whole.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous")

keep_connections(AT_ONCE)
application = InTurn(get_asgi_application(), most=AT_ONCE)
