"""How often a person wants mail about what, and what happens by itself."""

from django.db import models
from django.db.models import Q

from apps.accounts.models.people import User


class Pace(models.TextChoices):
    NOW = "now", "At once"
    DAILY = "daily", "Once a day at most"
    WEEKLY = "weekly", "Once a week at most"
    NONE = "none", "No mail"


class Group(models.TextChoices):
    """Kinds of notices that a person wants or does not want together."""

    REPLIES = "replies", "Replies to what you wrote"
    FOLLOWED = "followed", "News of what you follow"
    DECISIONS = "decisions", "Decisions about what you wrote, and being featured"
    HIGHLIGHTS = "highlights", "New highlights from the comments"


# What holds for somebody who has chosen nothing. Highlights are for whoever asks.
DEFAULTS = {
    Group.REPLIES: Pace.DAILY,
    Group.FOLLOWED: Pace.DAILY,
    Group.DECISIONS: Pace.DAILY,
    Group.HIGHLIGHTS: Pace.NONE,
}
_KNOWN_PACES = Q()
for _group in Group.values:
    _KNOWN_PACES &= Q(**{f"{_group}__in": Pace.values})


class Wishes(models.Model):
    """One row for whoever has chosen; no row means `DEFAULTS`."""

    person = models.OneToOneField(User, models.CASCADE, related_name="wishes")
    replies = models.CharField(
        Group.REPLIES.label,
        max_length=6,
        choices=Pace.choices,
        default=DEFAULTS[Group.REPLIES],
    )
    followed = models.CharField(
        Group.FOLLOWED.label,
        max_length=6,
        choices=Pace.choices,
        default=DEFAULTS[Group.FOLLOWED],
    )
    # Nobody misses a decision about their own words by accident: there is no "none"
    # here but `no_mail`, which stops everything.
    decisions = models.CharField(
        Group.DECISIONS.label,
        max_length=6,
        choices=[choice for choice in Pace.choices if choice[0] != Pace.NONE],
        default=DEFAULTS[Group.DECISIONS],
    )
    highlights = models.CharField(
        Group.HIGHLIGHTS.label,
        max_length=6,
        choices=Pace.choices,
        default=DEFAULTS[Group.HIGHLIGHTS],
    )
    no_mail = models.BooleanField("Send me no mail about any of this", default=False)
    follow_answered = models.BooleanField(
        "Follow a question when I answer it", default=True
    )

    class Meta:
        verbose_name_plural = "wishes"
        constraints = [
            models.CheckConstraint(condition=_KNOWN_PACES, name="wishes_know_the_pace"),
            models.CheckConstraint(
                condition=~Q(decisions="none"), name="decisions_are_always_told"
            ),
        ]

    def __str__(self) -> str:
        return f"wishes of {self.person}"

    @classmethod
    def of(cls, person: User) -> "Wishes":
        """The person's row, or an unsaved one with the defaults. One query."""
        return cls.objects.filter(person=person).first() or cls(person=person)

    def pace_of(self, group: str) -> str:
        return Pace.NONE if self.no_mail else str(getattr(self, group))
