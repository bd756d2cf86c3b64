from django.urls import path

from apps.answers import feeds
from apps.answers.views import drafts, quoting, reacting, reading, writing

urlpatterns = [
    path("q/<slug:public_id>/", reading.question, name="question"),
    path("q/<slug:public_id>/answer/", writing.answer_form, name="answer_form"),
    path(
        "q/<slug:public_id>/answers.atom",
        feeds.answers,
        {"kind": "atom"},
        name="answers_atom",
    ),
    path(
        "q/<slug:public_id>/answers.rss",
        feeds.answers,
        {"kind": "rss"},
        name="answers_rss",
    ),
    path("a/<slug:public_id>/", reading.answer, name="answer"),
    path("a/<slug:public_id>/history/", reading.history, name="history"),
    path("a/<slug:public_id>/reply/", writing.reply, name="reply"),
    path("a/<slug:public_id>/edit/", writing.edit, name="edit"),
    path("a/<slug:public_id>/withdraw/", writing.withdraw, name="withdraw"),
    path("a/<slug:public_id>/credit/", writing.credit, name="credit"),
    path("a/<slug:public_id>/vote/", reacting.vote, name="vote"),
    path("a/<slug:public_id>/flag/", reacting.flag, name="flag"),
    path("e/<slug:slug>/quote/", quoting.choose_question, name="choose_question"),
    path("e/<slug:slug>/quoted/<str:node>/", quoting.quoted, name="quoted"),
    path("preview/", drafts.preview, name="preview"),
    path("drafts/", drafts.drafts, name="drafts"),
]
