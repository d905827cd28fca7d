"""What the tests run with: a data folder of their own, quick password hashes."""

import os
import tempfile
from pathlib import Path

from config import database, env

DATA = Path(os.environ.setdefault("PRONGSAI_DATA_DIR", str(env.ROOT / "var" / "test")))
if database.is_embedded():
    database.ensure_password(DATA)

from config.settings.base import *  # noqa: E402, F403
from config.settings.base import STORAGES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
FILES_DIR = Path(tempfile.mkdtemp(prefix="prongsai-test-"))
DATA_DIR = FILES_DIR
SEAL_FILE = FILES_DIR / "keys" / "seal.p12"
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
AXES_ENABLED = False
WHITENOISE_AUTOREFRESH = True  # else every test client would list all static files first
# Tests take their changes back: the log would count the same acts again.
PAGE_CACHE = False
KEEP_PARTS = False
