"""An XML parser for files from strangers: nothing is expanded, followed or fetched."""

from collections.abc import Callable
from xml.parsers import expat


def careful_parser(
    refuse: Callable[[], Exception], *, separator: str | None = None
) -> expat.XMLParserType:
    """A streaming parser that raises `refuse()` at any document type or entity.

    With `separator`, names come with the address of their namespace before it.
    """

    def declared(*_: object) -> int:
        raise refuse()

    parser = expat.ParserCreate(namespace_separator=separator)
    parser.buffer_text = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.StartDoctypeDeclHandler = declared
    parser.EntityDeclHandler = declared
    parser.ExternalEntityRefHandler = declared
    return parser
