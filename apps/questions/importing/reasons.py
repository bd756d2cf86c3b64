"""Why a piece was taken for what it is: one sentence for each rule of the reader.

How sure a rule is stands where it decides. 0.9 and more: the source marks it so (a list,
a heading, a block quotation, an export of ours). 0.6 to 0.9: the words say so, in a way
that seldom means anything else. Below 0.6: a guess, which an editor is asked to check.
The figures order the rules; they were set by hand and do not measure how often one errs.
"""

from collections.abc import Mapping

REASONS: Mapping[str, str] = {
    "editor": "You said so.",
    "exported": "The file was exported from here and names it.",
    "heading": "The source marks it as a heading.",
    "heading-guessed": "It stands alone like a heading, or the contents name it.",
    "heading-asks": "It is a heading that asks.",
    "named": "Nothing on the page asks, but its title says that it lists questions.",
    "aspect": "It is a heading below a question, and does not ask itself.",
    "comment": "It stands where readers’ comments begin.",
    "closing": "It stands after the last question: thanks, notes or a farewell.",
    "listed": "It is a list item that neither asks nor stands below a question.",
    "listed-asks": "It is a list item that ends in a question.",
    "listed-asks-within": "It is a list item with a question in it, but not at its end.",
    "indirect": "It opens like a question and stands among list items that ask.",
    "topic": "It is a short list item that holds questions.",
    "carries-questions": "It does not ask, but questions stand below it.",
    "numbered-along": "It carries a number of a list whose others nearly all ask.",
    "after-question": "It is a list item that follows one that asks.",
    "inside-item": "It is a further paragraph of a list item.",
    "below-question": "It is a list item below a question.",
    "quote": "The source marks it as a quotation.",
    "quotation-marks": "Most of it stands in quotation marks.",
    "neither": "It neither asks nor speaks about a question above.",
    "before-questions": "It stands before the first question.",
    "asks-before-heading": "It asks before the first heading: a question, or a motto.",
    "speaker": "It is marked Q or A.",
    "below-heading-question": "It only asks, and stands below a heading that asks.",
    "frames-list": "It introduces or closes a list of questions.",
    "asks-beside-list": "It asks, but stands beside the list and not in it.",
    "task": "It sets a task: prove, find, decide whether.",
    "asks": "It is built as a question and ends as one.",
    "asks-perhaps": "A question mark stands in it, but it may be said, not asked.",
    "leans-back": "It asks, and takes up words of the question above.",
    "first-asks": "It may be the first question: it sets a task or asks in passing.",
    "follows-question": "It does not ask, and follows a question.",
    "opens-as-argument": "It opens as an argument or a view, and follows a question.",
    "label": "Its first words name a side.",
}


def reason_of(code: str) -> str:
    return REASONS.get(code, "")
