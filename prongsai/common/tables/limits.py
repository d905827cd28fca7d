"""Bounds that keep reading within seconds and a few hundred megabytes."""

from django.utils.translation import gettext as _

from prongsai.common.tables.errors import UnreadableFile

MAX_FILE_BYTES = 20 * 1024 * 1024
MAX_UNPACKED_BYTES = 150 * 1024 * 1024
MAX_PART_BYTES = 80 * 1024 * 1024
MAX_TAGS = 2_000_000  # of a part or page that becomes a tree in memory
MAX_ROWS = 20_000
MAX_COLUMNS = 120
MAX_CELLS = 600_000
MAX_CELL_LENGTH = 30_000
MAX_TABLES = 2_000


def too_large() -> UnreadableFile:
    """The refusal of a file beyond the bounds."""
    return UnreadableFile(
        "too-large", _("The file is too large. Keep only the table that matters and try again.")
    )
