"""Reads single members of a zip in memory, within limits on what they unpack to."""

import struct
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from apps.questions.importing.source import CannotImport

MAX_MEMBERS = 5_000
_MAX_MEMBER_BYTES = 5_000_000
_MAX_RATIO = 200  # prose shrinks to a third or a fifth; a bomb to a thousandth
_FREE = 100_000  # bytes below which no ratio matters
_ENTRY = b"PK\x01\x02"  # what each entry of a zip's directory begins with
_FAULTS = (
    BadZipFile,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
    struct.error,
    zlib.error,
)


class Zipped:
    def __init__(self, raw: bytes) -> None:
        # Counted in the bytes: opening a zip already builds an object for each entry.
        if raw.count(_ENTRY) > MAX_MEMBERS:
            raise CannotImport(f"The zip archive has more than {MAX_MEMBERS:,} files.")
        try:
            self._zip = ZipFile(BytesIO(raw))
        except _FAULTS as error:
            raise _damaged() from error
        self.names = frozenset(self._zip.namelist())

    def read(self, name: str) -> bytes:
        """The content of one member; raises CannotImport, also for a bomb."""
        info = self._zip.getinfo(name)
        if info.flag_bits & 1:
            raise CannotImport("The zip archive has a password. Remove it first.")
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise _damaged()
        most = min(_MAX_MEMBER_BYTES, max(_FREE, _MAX_RATIO * info.compress_size))
        try:
            with self._zip.open(info) as member:
                content = member.read(most + 1)
        except _FAULTS as error:
            raise _damaged() from error
        if len(content) > most:
            raise CannotImport(f"“{name[-80:]}” unpacks to more than an essay can be.")
        return content


def _damaged() -> CannotImport:
    return CannotImport("This zip archive is damaged. Export it again.")
