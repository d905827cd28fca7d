"""Tables out of files of officers: Word, Excel, CSV, TSV, HTML, pasted text; all give the same grids."""

from prongsai.common.tables.errors import UnreadableFile
from prongsai.common.tables.grid import Cell, Grid, Source
from prongsai.common.tables.limits import MAX_FILE_BYTES
from prongsai.common.tables.readers.sniff import read_source

__all__ = ["MAX_FILE_BYTES", "Cell", "Grid", "Source", "UnreadableFile", "read_source"]
