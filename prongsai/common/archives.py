"""ZIP archives of strangers."""

import zipfile
import zlib

# What zipfile and its unpackers raise for an archive that is damaged, locked or packed in an
# unknown way; NotImplementedError is a RuntimeError.
DAMAGED = (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, RuntimeError)
