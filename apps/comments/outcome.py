"""What became of a file of comments that was brought in. No query."""

from dataclasses import dataclass

from django.template.defaultfilters import pluralize
from django.urls import reverse

from apps.comments.importing.reading import OTHER_POST
from apps.comments.models import CommentImport

HERE = "here already"


@dataclass(frozen=True)
class Outcome:
    """`left` says by reason how many comments of the file were not brought in."""

    upload: CommentImport
    brought: int
    places: int
    left: list[tuple[str, int]]

    def __str__(self) -> str:
        said = f"{self.brought:,} comment{pluralize(self.brought)} brought in"
        if not self.brought:
            said = "Nothing was new"
        left = sum(count for _, count in self.left)
        return f"{said}, {left:,} left out." if left else f"{said}."

    @property
    def waiting_url(self) -> str:
        """Where they wait, with what became of the file said above them."""
        here = reverse("comments:waiting", args=[self.upload.essay.slug])
        return f"{here}?import={self.upload.public_id}"


def outcome(upload: CommentImport) -> Outcome | None:
    """None until it is known."""
    report = upload.report
    if "brought" not in report:
        return None
    wanted = [each for each in report["posts"] if upload.post in ("", each["key"])]
    places = sum(each.get("places", 0) for each in wanted)
    taken = sum(each["kept"] for each in wanted)
    left = dict(report["skipped"])
    others = sum(each["kept"] for each in report["posts"]) - taken
    left[OTHER_POST] = left.get(OTHER_POST, 0) + others
    left[HERE] = max(0, taken - places - report["brought"])
    reasons = sorted(left.items(), key=lambda each: (-each[1], each[0]))
    kept_out = [(reason, count) for reason, count in reasons if count]
    return Outcome(upload, report["brought"], places, kept_out)
