"""Documents for tests: a small post, and pieces to vary it with."""

from dataclasses import replace

from apps.digest.document import DocGroup, DocItem, Document

SITE = "https://aiq.example"


def item(key: str = "one", **changes: object) -> DocItem:
    plain = DocItem(
        key=f"i-{key}",
        answer=key,
        name="Ada",
        verb="writes",
        url=f"{SITE}/a/{key}/",
        quote="Bees keep time by the light, and so did we until the lamps came in.",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def group(*items: DocItem, **changes: object) -> DocGroup:
    plain = DocGroup(
        anchor="g-sleep",
        heading="Is sleep older than the brain?",
        question="Why do animals sleep at all?",
        question_url=f"{SITE}/q/sleep/",
        items=items or (item(),),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def document(*groups: DocGroup, **changes: object) -> Document:
    plain = Document(
        title="Highlights From The Comments On Open Questions",
        subtitle="",
        essay_title="Open Questions",
        essay_url=f"{SITE}/e/open-questions/",
        intro="Thank you all.",
        outro="",
        published="2026-03-04",
        revised="",
        number=1,
        selection_note="1 quotation from 1 reader, out of 20 answers by 9 people",
        groups=groups or (group(),),
        thanks=("Ada",),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]
