"""Writes an outline so that the importer reads the same outline back: a fixed point.

Pure: outline in, text out. Ids, kinds, parents, stances, sources and texts survive.
"""

from apps.questions.exporting.html import write_html
from apps.questions.exporting.markdown import write_markdown

__all__ = ["write_html", "write_markdown"]
