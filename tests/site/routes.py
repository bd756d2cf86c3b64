"""Who may read and who may write at each address: one line each, and none missing.

PUBLIC reads are open to strangers; SIGNED_IN, MODERATOR and EDITOR name the least role
that gets through; HOLDER is whoever knows the address, which is signed and a permission in itself.
"" means that the address does not answer that method at all.
"""

from typing import NamedTuple

PUBLIC, SIGNED_IN, MODERATOR, EDITOR = "public", "signed-in", "moderator", "editor"
HOLDER = "holder"


class Rule(NamedTuple):
    read: str
    write: str


ROUTES = {
    # The site
    "home": Rule(PUBLIC, ""),
    "healthz": Rule(PUBLIC, ""),
    "me": Rule(SIGNED_IN, SIGNED_IN),
    "notices": Rule(SIGNED_IN, SIGNED_IN),
    "follows": Rule(SIGNED_IN, ""),
    "follow": Rule("", SIGNED_IN),
    "wishes": Rule(SIGNED_IN, SIGNED_IN),
    "stop_mail": Rule(PUBLIC, HOLDER),
    "jobs:progress": Rule(EDITOR, ""),
    "jobs:cancel": Rule("", EDITOR),
    # Essays, questions, proposals
    "essay": Rule(PUBLIC, ""),
    "marks": Rule("", EDITOR),
    "essay_markdown": Rule(PUBLIC, ""),
    "essay_html": Rule(PUBLIC, ""),
    "tag": Rule(PUBLIC, ""),
    "questions_atom": Rule(PUBLIC, ""),
    "questions_rss": Rule(PUBLIC, ""),
    "question_tags": Rule(EDITOR, EDITOR),
    "propose": Rule(SIGNED_IN, SIGNED_IN),
    "proposals": Rule(SIGNED_IN, ""),
    "proposal": Rule(SIGNED_IN, ""),
    "proposal_accept": Rule("", EDITOR),
    "proposal_merge": Rule("", EDITOR),
    "proposal_decline": Rule("", EDITOR),
    "revise": Rule(EDITOR, EDITOR),
    "revise_compare": Rule(EDITOR, ""),
    "revise_pair": Rule("", EDITOR),
    "revise_apply": Rule("", EDITOR),
    "revise_discard": Rule("", EDITOR),
    "revisions": Rule(PUBLIC, ""),
    "revision": Rule(PUBLIC, ""),
    "revision_undo": Rule("", EDITOR),
    "import_essay": Rule(EDITOR, EDITOR),
    "import_choose": Rule(EDITOR, EDITOR),
    "import_preview": Rule(EDITOR, ""),
    "import_correct": Rule("", EDITOR),
    "import_confirm": Rule("", EDITOR),
    "import_discard": Rule("", EDITOR),
    # Answers
    "question": Rule(PUBLIC, ""),
    "answers_atom": Rule(PUBLIC, ""),
    "answers_rss": Rule(PUBLIC, ""),
    "answer": Rule(PUBLIC, ""),
    "history": Rule(PUBLIC, ""),
    "answer_form": Rule(SIGNED_IN, SIGNED_IN),
    "reply": Rule(SIGNED_IN, SIGNED_IN),
    "edit": Rule(SIGNED_IN, SIGNED_IN),
    "withdraw": Rule(SIGNED_IN, SIGNED_IN),
    "credit": Rule(SIGNED_IN, SIGNED_IN),
    "vote": Rule("", SIGNED_IN),
    "flag": Rule(SIGNED_IN, SIGNED_IN),
    "quoted": Rule(PUBLIC, ""),
    "choose_question": Rule(PUBLIC, ""),
    "preview": Rule("", SIGNED_IN),
    "drafts": Rule("", SIGNED_IN),
    # Moderation
    "moderation:queue": Rule(MODERATOR, ""),
    "moderation:log": Rule(MODERATOR, ""),
    "moderation:approve": Rule("", MODERATOR),
    "moderation:hide": Rule("", MODERATOR),
    "moderation:restore": Rule("", MODERATOR),
    "moderation:dismiss": Rule("", MODERATOR),
    # Highlights
    "highlights": Rule(PUBLIC, ""),
    "highlights_feed": Rule(PUBLIC, ""),
    "essay_highlights_feed": Rule(PUBLIC, ""),
    "unanswered_feed": Rule(PUBLIC, ""),
    "contested_feed": Rule(PUBLIC, ""),
    "digest": Rule(PUBLIC, ""),
    "export_digest": Rule(PUBLIC, ""),
    "desk:home": Rule(EDITOR, ""),
    "desk:compile_essay": Rule("", EDITOR),
    "desk:compile_again": Rule("", EDITOR),
    "desk:attention": Rule(EDITOR, ""),
    "desk:attention_csv": Rule(EDITOR, ""),
    "desk:corrections": Rule(EDITOR, EDITOR),
    "desk:schedule": Rule(EDITOR, EDITOR),
    "desk:board": Rule(EDITOR, ""),
    "desk:parameters": Rule(EDITOR, EDITOR),
    "desk:passed": Rule(EDITOR, ""),
    "desk:offer": Rule("", EDITOR),
    "desk:star": Rule("", EDITOR),
    "desk:theme": Rule("", EDITOR),
    "desk:describe": Rule(EDITOR, EDITOR),
    "desk:pick": Rule("", EDITOR),
    "desk:dismiss": Rule("", EDITOR),
    "desk:reconsider": Rule("", EDITOR),
    "desk:arrange": Rule("", EDITOR),
    "desk:preview": Rule(EDITOR, ""),
    "desk:publish": Rule(EDITOR, EDITOR),
    "desk:export_draft": Rule(EDITOR, ""),
    "desk:group": Rule(EDITOR, EDITOR),
    "desk:move_group": Rule("", EDITOR),
    "desk:item": Rule(EDITOR, EDITOR),
    "desk:trim": Rule(EDITOR, EDITOR),
    "desk:move_item": Rule("", EDITOR),
    "desk:unpick": Rule("", EDITOR),
}
