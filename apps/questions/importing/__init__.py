"""Reads an essay of open questions, in any of the forms authors keep it in.

Pure: text in, ``Outline`` out. A front end (``markdown``, ``html_page``, ``plain``)
turns the source into flat blocks; ``headings``, ``contents`` and ``tail`` find the parts
of the page; ``classify`` decides what each block is and whose child it is.
"""

from apps.questions.importing.formats import Format, detect_format
from apps.questions.importing.outline import Item, Kind, Outline, Stance
from apps.questions.importing.reader import parse
from apps.questions.importing.source import CannotImport, read_source

__all__ = [
    "CannotImport",
    "Format",
    "Item",
    "Kind",
    "Outline",
    "Stance",
    "detect_format",
    "parse",
    "read_source",
]
