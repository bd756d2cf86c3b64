"""What readers asked, in posts from before it was noted who: names follow consent."""

import re

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

LINE = re.compile(
    r"^- (?P<what>\[.*\]\([^)\s]*/q/(?P<question>[\w-]+)/?\)), asked by (?P<by>.*)$",
    re.MULTILINE,
)


def note_askers(apps: Apps, schema_editor: BaseDatabaseSchemaEditor | None) -> None:
    proposals = apps.get_model("questions", "Proposal").objects
    asked_by = dict(
        proposals.filter(status="accepted", question__isnull=False)
        .order_by("-pk")
        .values_list("question__public_id", "public_id")
    )
    noted: set[str] = set()
    revisions = apps.get_model("digest", "DigestRevision").objects
    for revision in revisions.order_by("pk").iterator():
        groups = revision.document["groups"]
        if any([_note(group, asked_by) for group in groups]):
            revision.save(update_fields=["document"])
            noted |= {one["key"] for group in groups for one in group["asked"]}
    people = proposals.filter(public_id__in=noted).values_list("proposed_by", flat=True)
    _renew_names(apps, set(people))


def _renew_names(apps: Apps, people: set[int]) -> None:
    """What was copied from these posts, as into the search, may hold names that were
    withheld before: a worker makes it anew."""
    jobs = apps.get_model("jobs", "Job").objects
    for person in sorted(people):
        jobs.get_or_create(
            kind="renew_names",
            subject=f"person:{person}",
            state__in=["queued", "running"],
            defaults={"params": {"person": person}},
        )


def _note(group: dict[str, object], asked_by: dict[str, str]) -> bool:
    if group.get("asked"):
        return False
    group["asked"] = [
        {"key": asked_by[line["question"]], "what": line["what"], "by": line["by"]}
        for line in LINE.finditer(str(group["lead_in"]))
        if line["question"] in asked_by
    ]
    return bool(group["asked"])


class Migration(migrations.Migration):
    dependencies = [
        ("digest", "0016_notices_of_what_is_still_there"),
        ("jobs", "0001_initial"),
        ("questions", "0008_seconds_and_states_of_proposals"),
    ]

    operations = [migrations.RunPython(note_askers, migrations.RunPython.noop)]
