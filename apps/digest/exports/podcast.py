"""The files of a podcast: the rundown, chapters in two formats, and show notes."""

import json
from xml.sax.saxutils import quoteattr

from apps.digest.checks import LONGEST_HEADING
from apps.digest.document import DocGroup, DocItem, Document
from apps.digest.exports.aloud import clock, needs_asking, stretch
from apps.digest.exports.composing import one_line
from apps.digest.exports.html import blocks_html
from apps.digest.exports.markdown import blocks_markdown
from apps.digest.exports.post import Block, Heading, Listing, Paragraph, Run
from apps.digest.exports.recording import Chapter, Chapters, real_times
from apps.digest.exports.rundown import Reading, Rundown, Segment
from apps.lib.text import clip, xml_safe

RealTimes = dict[str, tuple[float, float | None]]
PODLOVE = "http://podlove.org/simple-chapters"


def write_rundown(rundown: Rundown, recorded: Chapters = ()) -> str:
    """Text to read from, with a time beside every part.

    Once it is `recorded`, real times stand there, and beside them those planned.
    """
    real = real_times(recorded)
    reading = rundown.seconds - rundown.talk
    parts = [
        f"{rundown.title}: rundown",
        f"{'As recorded. Planned were ' if real else ''}{stretch(rundown.seconds)}: "
        f"{stretch(reading)} to read at {rundown.pace} words a minute, "
        f"{stretch(rundown.talk)} to talk.",
        *(_part(one, real) for one in rundown.segments),
        _left_out(rundown),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def chapters_json(document: Document, chapters: Chapters) -> str:
    """Podcasting 2.0 chapters, version 1.2.0."""
    listed = [
        {"startTime": one.start, "title": one.title}
        | ({"url": one.url} if one.url else {})
        for one in chapters
    ]
    told = {
        "version": "1.2.0",
        "title": one_line(document.title),
        **({"author": one_line(document.author)} if document.author else {}),
        "chapters": listed,
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def podlove(chapters: Chapters) -> str:
    """Podlove Simple Chapters 1.2."""
    rows = "\n".join(f"  {_psc(one)}" for one in chapters)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<psc:chapters version="1.2" xmlns:psc="{PODLOVE}">\n{rows}\n</psc:chapters>\n'
    )


def show_notes(document: Document, chapters: Chapters) -> str:
    return blocks_markdown(_notes(document, chapters))


def show_notes_html(document: Document, chapters: Chapters) -> str:
    return blocks_html(_notes(document, chapters))


def _part(segment: Segment, real: RealTimes) -> str:
    if not real:
        head = f"[{clock(segment.start)}] {segment.title.upper()}"
        head += f" ({stretch(segment.seconds)})"
    else:
        head = _recorded(segment, *real.get(segment.key, (None, None)))
    said = [_said(reading) for reading in segment.readings]
    planned = ", planned" if real else ""
    talk = [f"(Talk: {stretch(segment.talk)}{planned})"] if segment.talk else []
    return "\n\n".join([head, *said, *talk])


def _recorded(segment: Segment, start: float | None, took: float | None) -> str:
    """The head of a part after the recording, with what was planned beside it."""
    at = "not recorded" if start is None else clock(start)
    lengths = [stretch(took)] if took is not None else []
    lengths.append(f"planned {stretch(segment.seconds)} at {clock(segment.start)}")
    return f"[{at}] {segment.title.upper()} ({', '.join(lengths)})"


def _said(reading: Reading) -> str:
    if not reading.credit:
        hint = f"  (say: {reading.say})" if reading.say else ""
        return f"{reading.text}{hint}  ({reading.seconds} s)"
    hints = [f"say: {reading.say}" if reading.say else ""]
    hints.append("ask how the name is said" if needs_asking(reading.credit) else "")
    hint = "; ".join(one for one in hints if one)
    credit = f"{reading.credit} ({hint})" if hint else reading.credit
    link = f"\n    <{reading.url}>" if reading.url else ""
    quote = "\n".join(f"    {row}".rstrip() for row in reading.text.split("\n"))
    return f"{credit}\n\n{quote}  ({reading.seconds} s){link}"


def _left_out(rundown: Rundown) -> str:
    rows = "\n".join(f"- {one.title}: {one.why}" for one in rundown.left_out)
    return f"LEFT OUT\n\n{rows}" if rows else ""


def _psc(chapter: Chapter) -> str:
    hours, rest = divmod(chapter.start, 3600)
    minutes, seconds = divmod(rest, 60)
    start = f"{int(hours):02}:{int(minutes):02}:{seconds:06.3f}"
    href = f" href={quoteattr(xml_safe(chapter.url))}" if chapter.url else ""
    title = quoteattr(xml_safe(chapter.title))
    return f'<psc:chapter start="{start}" title={title}{href} />'


def _notes(document: Document, chapters: Chapters) -> list[Block]:
    quoted = {
        item.key: (group, item) for group in document.groups for item in group.items
    }
    post = Run(one_line(document.title), href=document.url)
    essay = Run(one_line(document.essay_title), href=document.essay_url)
    blocks: list[Block] = [
        Paragraph((post, Run(": what readers answered to "), essay, Run("."))),
        Heading(2, (Run("Chapters"),)),
        Listing(tuple(_chapter_line(one) for one in chapters)),
    ]
    known = [quoted[key] for one in chapters for key in one.items if key in quoted]
    read = tuple(_credit(item, group) for group, item in known if not item.state)
    if read:
        blocks += [Heading(2, (Run("Read aloud"),)), Listing(read)]
    return blocks


def _chapter_line(chapter: Chapter) -> tuple[Run, ...]:
    return Run(f"{clock(chapter.start)} "), Run(chapter.title, href=chapter.url)


def _credit(item: DocItem, group: DocGroup) -> tuple[Run, ...]:
    """Such as "Ada, on why animals sleep"; of a group of several questions its own."""
    is_mixed = item.question and not group.question_url
    about = clip(item.question, LONGEST_HEADING) if is_mixed else group.heading
    return Run(one_line(item.name), href=item.url), Run(f", on “{one_line(about)}”")
