"""Just enough for messages in Thai: commands that need no database start with it in no time."""

from pathlib import Path

BASE_DIR = Path(__file__).resolve().parents[2]
SECRET_KEY = "not used: nothing is signed without a database"
INSTALLED_APPS: list[str] = []
LANGUAGE_CODE = "th"
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Bangkok"
FONT_DIR = BASE_DIR / "node_modules" / "font-th-sarabun-new" / "fonts"
