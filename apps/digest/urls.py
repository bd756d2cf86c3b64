from django.urls import include, path

from apps.digest import feeds
from apps.digest.views import (
    attention,
    board,
    choosing,
    context,
    desk,
    history,
    podcast,
    public,
    publishing,
    quoted,
    trimming,
    upkeep,
    words,
)

desk_urls = [
    path("", desk.home, name="home"),
    path("essays/<slug:slug>/compile/", desk.compile_essay, name="compile_essay"),
    path("essays/<slug:slug>/attention/", attention.attention_map, name="attention"),
    path(
        "essays/<slug:slug>/attention.csv",
        attention.attention_csv,
        name="attention_csv",
    ),
    path("essays/<slug:slug>/corrections/", upkeep.corrections, name="corrections"),
    path("essays/<slug:slug>/schedule/", upkeep.schedule, name="schedule"),
    path("digests/<str:public_id>/", board.board, name="board"),
    path("digests/<str:public_id>/compile/", desk.compile_again, name="compile_again"),
    path("digests/<str:public_id>/choosing/", choosing.parameters, name="parameters"),
    path("digests/<str:public_id>/passed/", choosing.passed, name="passed"),
    path("digests/<str:public_id>/offer/", choosing.offer, name="offer"),
    path("digests/<str:public_id>/star/", choosing.star, name="star"),
    path("digests/<str:public_id>/theme/", choosing.theme, name="theme"),
    path("digests/<str:public_id>/words/", words.describe, name="describe"),
    path("digests/<str:public_id>/pick/", board.pick, name="pick"),
    path("digests/<str:public_id>/dismiss/", board.dismiss, name="dismiss"),
    path("digests/<str:public_id>/maybe/", board.put_aside, name="put_aside"),
    path("digests/<str:public_id>/history/", history.history, name="history"),
    path("digests/<str:public_id>/undo/", history.step_back, name="step_back"),
    path("digests/<str:public_id>/redo/", history.step_again, name="step_again"),
    path("digests/<str:public_id>/reconsider/", board.reconsider, name="reconsider"),
    path(
        "digests/<str:public_id>/answers/<str:answer>/", context.answer, name="answer"
    ),
    path("digests/<str:public_id>/order/", board.arrange, name="arrange"),
    path("digests/<str:public_id>/preview/", publishing.preview, name="preview"),
    path("digests/<str:public_id>/podcast/", podcast.podcast, name="podcast"),
    path("digests/<str:public_id>/publish/", publishing.publish, name="publish"),
    path(
        "digests/<str:public_id>/export/<str:format>/",
        publishing.export_draft,
        name="export_draft",
    ),
    path("groups/<int:pk>/", words.word_group, name="group"),
    path("groups/<int:pk>/move/", board.move_group, name="move_group"),
    path("items/<str:public_id>/", words.word_item, name="item"),
    path("items/<str:public_id>/trim/", trimming.trim, name="trim"),
    path("items/<str:public_id>/edited/", trimming.edited, name="edited"),
    path("items/<str:public_id>/move/", board.move_item, name="move_item"),
    path("items/<str:public_id>/unpick/", board.unpick, name="unpick"),
]

urlpatterns = [
    path("highlights/", public.highlights, name="highlights"),
    path("highlights.<str:kind>", feeds.highlights, name="highlights_feed"),
    path(
        "e/<slug:slug>/highlights.<str:kind>",
        feeds.essay_highlights,
        name="essay_highlights_feed",
    ),
    path(
        "e/<slug:slug>/unanswered.<str:kind>",
        feeds.attention,
        {"state": "unanswered"},
        name="unanswered_feed",
    ),
    path(
        "e/<slug:slug>/contested.<str:kind>",
        feeds.attention,
        {"state": "contested"},
        name="contested_feed",
    ),
    path("h/<str:public_id>/", public.digest, name="digest"),
    path("h/<str:public_id>/quoted/", quoted.quoted, name="digest_quoted"),
    path("h/<str:public_id>/revisions/", public.revisions, name="digest_revisions"),
    path("h/<str:public_id>/<str:format>/", public.export_digest, name="export_digest"),
    path("desk/", include((desk_urls, "desk"))),
]
