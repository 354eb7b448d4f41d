"""What the web server calls."""

import os
import warnings

from django.core.asgi import get_asgi_application

from twinning.core.postgresql.base import keep_connections

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "twinning.settings")

# WhiteNoise reads its files synchronously; they are small and buffered whole.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous")

keep_connections()
application = get_asgi_application()
