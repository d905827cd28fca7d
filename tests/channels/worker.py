"""A worker in a process of its own, to be killed: `python -m tests.channels.worker` with what it needs.

It works on the database and with the keys of the test that started it, and the services it names.
"""

import json
import os
import sys
from pathlib import Path


def main() -> None:
    """Deliver publications and mail once."""
    given = json.loads(sys.argv[1])
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection

    for name, value in given["settings"].items():
        setattr(settings, name, value)
    settings.DATA_DIR = Path(given["data"])
    settings.EMAIL_BACKEND = "prongsai.channels.mail.OutboxBackend"
    connection.settings_dict["NAME"] = given["database"]
    from prongsai.channels import services

    services.deliver_publications()
    services.deliver_waiting()


if __name__ == "__main__":
    main()
