"""Every kind of page of a site that holds the starter essay, and who opens it."""

from typing import NamedTuple

ESSAY = "/e/thinking-machines/"
DEEP_QUESTION, OPEN_QUESTION, LONG_QUESTION = "agents1", "agents2", "gaming1"
THREAD, OWN_ANSWER, FLAGGED = "agentpriy1", "askmorose1", "shrungare1"
PROPOSAL, DECLINED = "propswand1", "propsgare1"


class Page(NamedTuple):
    path: str
    as_: str = ""  # a person of the demo; "" is a stranger


READING = [
    Page("/"),
    Page("/", "author"),
    Page(ESSAY),
    Page(f"{ESSAY}#contents"),
    Page(f"/q/{DEEP_QUESTION}/"),
    Page(f"/q/{DEEP_QUESTION}/", "reader"),
    Page(f"/q/{OPEN_QUESTION}/"),
    Page(f"/q/{OPEN_QUESTION}/", "reader"),
    Page(f"/q/{LONG_QUESTION}/?order=newest", "moderator"),
    Page(f"/a/{THREAD}/"),
    Page(f"/a/{THREAD}/", "reader"),
    Page(f"/a/{THREAD}/history/"),
    Page("/t/agents/"),
    Page("/s/subschl/"),
    Page("/t/"),
    Page("/search/"),
    Page("/search/?q=machine+OR+brain"),
    Page("/search/?q=xylophnoe", "reader"),
    Page("/search/?q=the"),
    Page("/p/author/"),
    Page("/p/reader/", "reader"),
    Page("/highlights/"),
    Page("/feeds/"),
    Page(f"{ESSAY}quoted/q-learn01/"),
    Page(f"{ESSAY}quote/?quote=intro.0-30"),
    Page(f"{ESSAY}revisions/"),
    Page(f"{ESSAY}proposals/"),
    Page(f"{ESSAY}proposals/?order=seconds", "reader"),
    Page(f"/proposals/{PROPOSAL}/"),
    Page(f"/proposals/{DECLINED}/", "reader"),
    Page(f"{ESSAY}revisions/1/", "author"),
    Page("/no/such/page/"),
]
WRITING = [
    Page(f"/q/{OPEN_QUESTION}/answer/", "reader"),
    Page("/q/learn01/answer/?quote=q-learn01.0-12", "reader"),
    Page(f"/a/{THREAD}/reply/", "reader"),
    Page(f"/a/{THREAD}/flag/", "reader"),
    Page(f"/a/{OWN_ANSWER}/edit/", "reader"),
    Page(f"/a/{OWN_ANSWER}/credit/", "reader"),
    Page(f"/a/{OWN_ANSWER}/withdraw/", "reader"),
    Page(f"{ESSAY}propose/", "reader"),
    Page("/proposals/", "reader"),
    Page(f"/proposals/{PROPOSAL}/", "author"),
    Page(f"/proposals/{DECLINED}/", "author"),
    Page(f"/q/{DEEP_QUESTION}/tags/", "author"),
    Page(f"/q/{DEEP_QUESTION}/merge/", "author"),
    Page(f"{ESSAY}revise/", "author"),
    Page(f"{ESSAY}first-hours/", "author"),
    Page("/desk/essays/thinking-machines/comments/", "author"),
    Page("/desk/essays/thinking-machines/comments/?find=scan", "author"),
    Page("/desk/essays/thinking-machines/comments/?state=refused", "author"),
    Page("/desk/essays/thinking-machines/comments/sure/", "author"),
    Page("/desk/essays/thinking-machines/comments/import/", "author"),
]
MODERATING = [
    Page("/moderation/", "moderator"),
    Page("/moderation/?kind=flagged", "moderator"),
    Page("/moderation/?kind=proposed", "author"),
    Page(f"/moderation/?case=answer-{THREAD}", "moderator"),
    Page("/moderation/log/", "moderator"),
    Page("/moderation/", "reader"),
]
PEOPLE = [
    Page("/demo/"),
    Page("/me/", "reader"),
    Page("/me/comments/", "reader"),
    Page("/notices/", "reader"),
    Page("/me/follows/", "reader"),
    Page("/me/answers/", "reader"),
    Page("/me/follows/", "moderator"),
    Page("/me/mail/", "reader"),
    Page("/notices/", "moderator"),
    Page("/accounts/login/"),
    Page("/accounts/signup/"),
    Page("/accounts/login/code/"),
    Page("/accounts/password/reset/"),
    Page("/accounts/email/", "reader"),
    Page("/accounts/password/change/", "reader"),
    Page("/accounts/logout/", "reader"),
]
KNOWN = [*READING, *WRITING, *MODERATING, *PEOPLE]


def bringing(*, comment: str, upload: str, version: str) -> list[Page]:
    """A comment that asks something, a file that was read, a version that waits."""
    comments = "/desk/essays/thinking-machines/comments/"
    paths = [f"{comments}{comment}/propose/", f"{comments}?comment={comment}"]
    return [Page(path, "author") for path in (*paths, upload, version)]


def editing(*, published: str, draft: str, group: str, item: str) -> list[Page]:
    """The pages of a published digest and of a draft, one group and one item of it."""
    board = f"/desk/digests/{draft}/"
    paths = [
        "/desk/",
        "/desk/import/",
        "/desk/essays/thinking-machines/attention/",
        "/desk/essays/thinking-machines/corrections/",
        "/desk/essays/thinking-machines/schedule/",
        board,
        f"{board}?show=picked",
        f"{board}?show=dismissed",
        f"{board}?show=maybe",
        f"{board}history/",
        f"{board}choosing/",
        f"{board}passed/",
        f"{board}words/",
        f"{board}preview/",
        f"{board}answers/{THREAD}/",
        f"{board}publish/",
        f"/desk/groups/{group}/",
        f"/desk/items/{item}/",
        f"/desk/items/{item}/trim/",
    ]
    return [Page(f"/h/{published}/"), *(Page(path, "author") for path in paths)]
