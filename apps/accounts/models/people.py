"""People, and how they want to be credited."""

from typing import Any

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models

from apps.lib.names import skeleton


class Credit(models.TextChoices):
    """How an answer may be quoted in the highlights."""

    NAME = "name", "Quote me with my name"
    PSEUDONYM = "pseudonym", "Quote me under another name"
    ANONYMOUS = "anonymous", "Quote me anonymously"
    NONE = "none", "Do not quote me"


class PeopleManager(UserManager["User"]):
    """Django's manager, which also files the look-alike key of the name."""

    def create_user(
        self,
        username: str,
        email: str | None = None,
        password: str | None = None,
        **fields: Any,  # Django's own signature
    ) -> "User":
        fields.setdefault("name_skeleton", skeleton(fields.get("name") or username))
        return super().create_user(username, email, password, **fields)

    def create_superuser(
        self,
        username: str,
        email: str | None = None,
        password: str | None = None,
        **fields: Any,  # Django's own signature
    ) -> "User":
        fields.setdefault("name_skeleton", skeleton(fields.get("name") or username))
        fields.setdefault("role", User.Role.EDITOR)
        return super().create_superuser(username, email, password, **fields)


class User(AbstractUser):
    class Role(models.TextChoices):
        READER = "reader", "Reader"
        MODERATOR = "moderator", "Moderator"
        EDITOR = "editor", "Editor"

    first_name = None  # type: ignore[assignment]  # one name is enough for anyone
    last_name = None  # type: ignore[assignment]  # and people choose how it is written
    email = models.EmailField("e-mail address", unique=True)
    name = models.CharField("shown name", max_length=60, blank=True)
    # When people last had to be told of another name than before.
    renamed_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Look-alike names share a skeleton, so two people cannot pass for one another.
    name_skeleton = models.CharField(max_length=120, unique=True, editable=False)
    bio = models.CharField("about you", max_length=200, blank=True)
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.READER)
    credit = models.CharField(
        "when the author quotes an answer of yours",
        max_length=10,
        choices=Credit.choices,
        default=Credit.NAME,
    )
    credit_name = models.CharField("the other name", max_length=60, blank=True)
    # Wrote elsewhere what was brought here, and has not signed in here.
    is_staged = models.BooleanField(default=False, editable=False)

    objects = PeopleManager()  # type: ignore[misc]  # narrower than AbstractUser's

    class Meta(AbstractUser.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role__in=["reader", "moderator", "editor"]),
                name="user_has_a_known_role",
            ),
            models.CheckConstraint(
                condition=~models.Q(credit="pseudonym", credit_name=""),
                name="user_pseudonym_has_a_name",
            ),
        ]

    def __str__(self) -> str:
        return self.shown_name

    def get_full_name(self) -> str:
        return self.shown_name

    def get_short_name(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        return self.name or self.username

    @property
    def may_moderate(self) -> bool:
        return self.is_active and (self.role != self.Role.READER or self.is_superuser)

    @property
    def may_edit(self) -> bool:
        return self.is_active and (self.role == self.Role.EDITOR or self.is_superuser)
