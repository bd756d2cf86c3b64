"""From the lines of one Markdown block to the block, or blocks, they make."""

from dataclasses import dataclass, field, replace

from apps.questions.importing import quotes
from apps.questions.importing.blocks import Block, Role
from apps.questions.importing.inline import split_public_id
from apps.questions.importing.sentences import QUESTION_MARKS
from apps.questions.importing.wrapping import Wrapping


@dataclass(slots=True)
class OpenBlock:
    """The block being read: its lines with their numbers, "" where a quote pauses."""

    role: Role
    depth: int
    ordinal: int | None = None
    lines: list[tuple[int, str]] = field(default_factory=list)

    @property
    def may_be_heading(self) -> bool:
        """Whether a line of dashes below would make a heading of it."""
        return self.role == "paragraph" and len(self.lines) == 1


def paragraphs(block: OpenBlock, wrapping: Wrapping) -> list[Block]:
    """One block, or several where lines that ask were broken on purpose."""
    groups = [[block.lines[0]]]
    for (_, line), following in zip(block.lines, block.lines[1:], strict=False):
        asked = line.rstrip(' *_"”)').endswith(tuple(QUESTION_MARKS))
        if asked and wrapping.was_meant(line, following[1]):
            groups.append([])
        groups[-1].append(following)
    return [single(block, lines) for lines in groups]


def single(block: OpenBlock, lines: list[tuple[int, str]]) -> Block:
    words = " ".join(text.rstrip("\\").rstrip() for _, text in lines)
    text, public_id = split_public_id(words)
    return Block(
        lines[0][0],
        text.strip(),
        block.role,
        depth=block.depth,
        ordinal=block.ordinal,
        public_id=public_id,
    )


def quotation(block: OpenBlock) -> list[Block]:
    """One block for a whole quotation; its last line may name the source."""
    lines = list(block.lines)
    source = ""
    while lines and not lines[-1][1]:
        lines.pop()
    if lines and (source := quotes.signature(lines[-1][1])):
        lines.pop()
    paragraphs: list[list[tuple[int, str]]] = [[]]
    for number, text in lines:
        if text:
            paragraphs[-1].append((number, text))
        elif paragraphs[-1]:
            paragraphs.append([])
    paragraphs = [paragraph for paragraph in paragraphs if paragraph]
    if not paragraphs:
        return []
    first = single(block, paragraphs[0])
    texts = [single(block, paragraph).text for paragraph in paragraphs]
    further = tuple(paragraph[0][0] for paragraph in paragraphs[1:])
    return [replace(first, text="\n\n".join(texts), further=further, source=source)]
