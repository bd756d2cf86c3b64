"""Make a person a moderator, an editor, or a reader again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.accounts.actions import set_role
from apps.accounts.models import User


class Command(BaseCommand):
    help = "Say what a person may do: reader, moderator or editor."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("role", choices=User.Role.values)

    def handle(self, *args: Any, **options: Any) -> None:
        person = User.objects.filter(username=options["username"]).first()
        if person is None:
            raise CommandError(f"Nobody is called “{options['username']}”.")
        set_role(person=person, role=User.Role(options["role"]))
        self.stdout.write(f"{person} is now: {person.get_role_display()}.")
