from django.urls import path

from apps.questions import feeds, opml
from apps.questions.views import (
    deciding,
    drafting,
    essay,
    exporting,
    importing,
    proposals,
    proposing,
    revising,
    revisions,
    section,
    tags,
)

urlpatterns = [
    path("e/<slug:slug>/", essay.essay, name="essay"),
    path("e/<slug:slug>/marks/", essay.marks, name="marks"),
    path("e/<slug:slug>/propose/", proposing.propose, name="propose"),
    path("e/<slug:slug>/propose/draft/", proposing.draft, name="propose_draft"),
    path("e/<slug:slug>/revise/", revising.revise, name="revise"),
    path(
        "e/<slug:slug>/revise/<str:public_id>/",
        revising.compare,
        name="revise_compare",
    ),
    path(
        "e/<slug:slug>/revise/<str:public_id>/pair/", revising.pair, name="revise_pair"
    ),
    path(
        "e/<slug:slug>/revise/<str:public_id>/apply/",
        revising.apply,
        name="revise_apply",
    ),
    path(
        "e/<slug:slug>/revise/<str:public_id>/discard/",
        revising.discard,
        name="revise_discard",
    ),
    path("e/<slug:slug>/revisions/", revisions.revisions, name="revisions"),
    path("e/<slug:slug>/revisions/<int:number>/", revisions.revision, name="revision"),
    path(
        "e/<slug:slug>/revisions/<int:number>/undo/",
        revisions.undo,
        name="revision_undo",
    ),
    path("e/<slug:slug>/essay.md", exporting.essay_markdown, name="essay_markdown"),
    path("e/<slug:slug>/essay.html", exporting.essay_html, name="essay_html"),
    path("s/<slug:public_id>/", section.section, name="section"),
    path("questions.opml", opml.site_opml, name="site_opml"),
    path("e/<slug:slug>/questions.opml", opml.essay_opml, name="essay_opml"),
    path("questions.<str:kind>", feeds.site_questions, name="site_questions_feed"),
    path("e/<slug:slug>/questions.<str:kind>", feeds.questions, name="questions_feed"),
    path("e/<slug:slug>/proposals.<str:kind>", feeds.proposals, name="proposals_feed"),
    path(
        "s/<slug:public_id>/questions.<str:kind>",
        feeds.section_questions,
        name="section_questions_feed",
    ),
    path(
        "t/<str:slug>/questions.<str:kind>",
        feeds.tag_questions,
        name="tag_questions_feed",
    ),
    path("t/", tags.all_tags, name="tags"),
    path("t/<str:slug>/", tags.tag, name="tag"),
    path("q/<str:public_id>/tags/", tags.question_tags, name="question_tags"),
    path("e/<slug:slug>/proposals/", proposals.essay_proposals, name="essay_proposals"),
    path("proposals/", proposals.proposals, name="proposals"),
    path("proposals/<str:public_id>/", proposals.proposal, name="proposal"),
    path("proposals/<str:public_id>/second/", proposing.second, name="proposal_second"),
    path(
        "proposals/<str:public_id>/withdraw/",
        proposing.withdraw,
        name="proposal_withdraw",
    ),
    path("proposals/<str:public_id>/show/", deciding.let_through, name="proposal_show"),
    path("proposals/<str:public_id>/hide/", deciding.hide, name="proposal_hide"),
    path(
        "proposals/<str:public_id>/put-back/",
        deciding.put_back,
        name="proposal_put_back",
    ),
    path("proposals/<str:public_id>/accept/", deciding.accept, name="proposal_accept"),
    path("proposals/<str:public_id>/merge/", deciding.merge, name="proposal_merge"),
    path(
        "proposals/<str:public_id>/decline/", deciding.decline, name="proposal_decline"
    ),
    path("desk/import/", importing.import_essay, name="import_essay"),
    path("desk/import/from/<str:public_id>/", importing.choose, name="import_choose"),
    path("desk/import/<str:public_id>/", drafting.preview, name="import_preview"),
    path(
        "desk/import/<str:public_id>/correct/",
        drafting.correct,
        name="import_correct",
    ),
    path(
        "desk/import/<str:public_id>/confirm/",
        importing.confirm,
        name="import_confirm",
    ),
    path(
        "desk/import/<str:public_id>/discard/",
        importing.discard,
        name="import_discard",
    ),
]
