"""The entry point of the web server."""

import os

from django.core.wsgi import get_wsgi_application

from config import processes

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

if os.environ.get("PRONGSAI_SUPERVISED"):
    # The server's own worker follows its parent too, however that one ends.
    processes.die_with_parent()

application = get_wsgi_application()
