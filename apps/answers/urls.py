from django.urls import path

from apps.answers import feeds
from apps.answers.views import (
    drafts,
    first_hours,
    merging,
    own,
    quoting,
    reacting,
    reading,
    writing,
)

urlpatterns = [
    path("q/<slug:public_id>/", reading.question, name="question"),
    path("q/<slug:public_id>/answer/", writing.answer_form, name="answer_form"),
    path("q/<slug:public_id>/answers.<str:kind>", feeds.answers, name="answers_feed"),
    path("q/<slug:public_id>/merge/", merging.merge_question, name="question_merge"),
    path(
        "q/<slug:public_id>/unmerge/",
        merging.unmerge_question,
        name="question_unmerge",
    ),
    path("answers.<str:kind>", feeds.site_answers, name="site_answers_feed"),
    path(
        "e/<slug:slug>/answers.<str:kind>",
        feeds.essay_answers,
        name="essay_answers_feed",
    ),
    path(
        "s/<slug:public_id>/answers.<str:kind>",
        feeds.section_answers,
        name="section_answers_feed",
    ),
    path("t/<str:slug>/answers.<str:kind>", feeds.tag_answers, name="tag_answers_feed"),
    path(
        "p/<str:username>/answers.<str:kind>",
        feeds.person_answers,
        name="person_answers_feed",
    ),
    path("helpful-<int:score>.<str:kind>", feeds.helpful, name="helpful_feed"),
    path(
        "e/<slug:slug>/helpful-<int:score>.<str:kind>",
        feeds.essay_helpful,
        name="essay_helpful_feed",
    ),
    path("a/<slug:public_id>/", reading.answer, name="answer"),
    path("a/<slug:public_id>/history/", reading.history, name="history"),
    path("a/<slug:public_id>/reply/", writing.reply, name="reply"),
    path("a/<slug:public_id>/edit/", writing.edit, name="edit"),
    path("a/<slug:public_id>/withdraw/", writing.withdraw, name="withdraw"),
    path("a/<slug:public_id>/credit/", writing.credit, name="credit"),
    path("a/<slug:public_id>/vote/", reacting.vote, name="vote"),
    path("a/<slug:public_id>/flag/", reacting.flag, name="flag"),
    path("e/<slug:slug>/first-hours/", first_hours.first_hours, name="first_hours"),
    path("e/<slug:slug>/quote/", quoting.choose_question, name="choose_question"),
    path("e/<slug:slug>/quoted/<str:node>/", quoting.quoted, name="quoted"),
    path("me/answers/", own.own_answers, name="own_answers"),
    path("preview/", drafts.preview, name="preview"),
    path("drafts/", drafts.drafts, name="drafts"),
    path("begun/", drafts.begun, name="begun"),
]
