from apps.accounts.actions.people import (
    NameTaken,
    change_profile,
    free_name,
    set_role,
)
from apps.accounts.actions.renaming import RENEW_NAMES, renew_name
from apps.accounts.actions.staging import stage_people
from apps.accounts.actions.telling import (
    read_notices,
    read_page,
    take_back,
    tell,
    tell_all,
)
from apps.accounts.actions.wishing import stop_mail, wish

__all__ = [
    "RENEW_NAMES",
    "NameTaken",
    "change_profile",
    "free_name",
    "read_notices",
    "read_page",
    "renew_name",
    "set_role",
    "stage_people",
    "stop_mail",
    "take_back",
    "tell",
    "tell_all",
    "wish",
]
