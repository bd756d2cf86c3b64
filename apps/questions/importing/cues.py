"""What the first words of a paragraph, and its punctuation, say about its part.

English only: in other languages question marks, lists and headings still speak.
Every pattern is anchored or bounded; texts arrive plain, apostrophes straightened.
"""

import re

_BE_DO = (
    "is|are|was|were|am|do|does|did|can|could|will|would|shall|should|may|might|must|"
    "has|have|had"
)
AUXILIARY = rf"(?:(?:{_BE_DO})(?:n't)?|can't|won't|shan't|ain't|cannot)"
_WH = (
    "what(?:'s|'re|'d)?|why|how(?:'s)?|when|where(?:'s)?|who(?:'s|'ll|'d)?|whom|whose|"
    "which"
)
_PREPOSITION = (
    "at|by|for|from|in|of|on|to|under|with|within|since|until|about|against|through|"
    "over|across|between|beyond|during"
)
_CONNECTIVE = (
    r"(?:so|and|but|or|also|then|well|ok(?:ay)?|indeed|again|first|firstly|second|"
    r"secondly|third|finally|lastly|more (?:generally|broadly|specifically)|relatedly|"
    r"in (?:other words|particular|general|short)|put (?:differently|another way)|"
    r"alternatively|conversely|similarly|likewise|on the other hand|specifically|"
    r"separately|meanwhile|otherwise|if so|if not|even so|even then|and yet|yet|still|"
    r"however|in that case|maybe|perhaps|really|more to the point|by contrast|e\.g\.|"
    r"(?:so |my )?(?:first|second|next|last|big|key|main|obvious|open)? ?question)"
)
_OPENING = re.compile(rf"(?:{_CONNECTIVE}\b\s*[,:;–—-]*\s*){{0,3}}", re.IGNORECASE)
_ASKING_START = re.compile(
    rf"(?:(?:{_WH})\b|(?:{_PREPOSITION})\s+(?:what|which|whom|whose|when|how|where)\b|"
    rf"to what (?:extent|degree)\b|{AUXILIARY}\s+[\w\"“‘('*$])",
    re.IGNORECASE,
)
_ASKING_CLAUSE = re.compile(
    rf"[,;:–—]\s*(?:{_CONNECTIVE}\b\s*,?\s*)?(?:(?:what(?:'s)?|why|how|when)\b|"
    rf"(?:{_PREPOSITION})\s+(?:what|which|whom|whose)\b|{AUXILIARY}\s+\w)"
    rf"|[;:–—]\s*(?:{_WH})\b"
    rf"|\s-+\s(?:(?:{_WH})\b|{AUXILIARY}\s+\w)"
    r"|[,–—]\s*(?:right|correct|no|yes|true)\?",
    re.IGNORECASE,
)
# After a clause of condition, "who" asks; elsewhere it may only relate.
_CONDITIONAL = re.compile(
    r"(?:even )?(?:if|when|once|unless|suppose|supposing|assuming|given|since|as|while|"
    r"because|with|without|in a world)\b[^,]*,\s*(?:then\s+)?(?:who|whose|which|where)\b",
    re.IGNORECASE,
)
_UNMARKED = re.compile(
    rf"(?:or|in other words|put differently|that is),?\s+(?:rather,?\s+)?{AUXILIARY}\s+"
    r"(?:it|they|we|this|that|these|those|he|she|you|there|the|a|an)\b",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"(?:(?:{_WH})\s+(?:[\w'-]+\s+){{0,4}}?)?{AUXILIARY}\s+\w+\s+\w", re.IGNORECASE
)
_CONTRACTED = re.compile(r"(?:what|who|how|where|why)'(?:s|re|d)\s+\w", re.IGNORECASE)
_INDIRECT = re.compile(
    r"(?:how (?!ever)|why |whether |what |which |who |to what (?:extent|degree) )",
    re.IGNORECASE,
)
_WONDERS = re.compile(
    r"i(?:'ve|'d| have| would| am|'m)? ?(?:often |always |never |still |also |really )?"
    r"(?:wonder(?:ed)?|(?:like|love|want) to know|(?:don't|do not) (?:know|understand)|"
    r"understood|curious|puzzled(?: by)?) (?:about )?"
    r"(?:why|how|whether|if|what|who|where|when|which)\b",
    re.IGNORECASE,
)
_CALL = re.compile(
    r"(?:(?:and|but|so|or),? )?(?:"
    r"(?:what|which|anything|any)(?: \w+){0,2} (?:(?:did|have|am|should|could) i|i(?:'ve)?)"
    r" (?:miss(?:ed|ing)?|forg[eo]t(?:ten)?|left out|leave out|overlook(?:ed)?|add|"
    r"include)(?: \w+){0,4}"
    r"|(?:did|have) i (?:miss(?:ed)?|forg[eo]t(?:ten)?|left|leave|overlook(?:ed)?)\b.{0,60}"
    r"|(?:what|which|anything|any)(?: \w+){0,2} (?:would you|you(?:'d| would)) "
    r"(?:add|suggest|like to (?:add|see|know))(?: \w+){0,4}"
    r"|(?:do you have|have you(?: got)?|have|got|send me) (?:any |an |a |some |your )?"
    r"(?:own |other |more |good |better )*(?:answers?|ideas?|thoughts?|suggestions?|"
    r"questions?|others?|yours|comments?|corrections?)(?: \w+){0,5}"
    r"|any (?:other |more )?(?:answers?|ideas?|thoughts?|suggestions?|comments?|others?)"
    r"(?: \w+){0,3}"
    r"|(?:what|which)(?: one)? (?:are|is|would be) (?:yours|your (?:own|answers?|"
    r"questions?|favou?rites?))"
    r"|can you (?:answer|help)(?: \w+){0,4}"
    r"|what do you think(?: \w+){0,3}"
    r")\?[\"')*_]*",
    re.IGNORECASE,
)
_NUMBERED_TASK = re.compile(
    r"(?:open )?(?:problem|question|conjecture|puzzle)s? ?(?:#|no\.? ?)?[\divxlc.]*"
    r"\s*(?:\([^()]{1,80}\)\s*)?[.:–—-]\s*\S",
    re.IGNORECASE,
)
_TASK = re.compile(
    r"(?:(?:given|for (?!example|instance)|let)\b[^.?!]{1,120}[,;:]\s+)?"
    r"(?:(?:(?:dis)?prove|(?:prove|show|decide|determine|find out) (?:that|whether|if|or)"
    r"|determine|characteri[sz]e|classify|compute|find (?:a|an|all|the)|give (?:a|an)"
    r"|construct (?:a|an))\b)",
    re.IGNORECASE,
)
_ARGUMENT = re.compile(
    r"(?:here(?:'s| is| are) (?:why|how|one|a|an|another|the|my|some|what i)\b"
    r"|(?:the|a|an|one|another|my|their|his|her) (?:\w+ ){0,2}?(?:argument|rebuttal|case|"
    r"objection|counter-?argument|counter-?point|framing|analogy|answer|reason|"
    r"explanation|hypothesis|reply|response|worry|intuition|example|theory)\b"
    r"|to be clear\b|for (?:example|instance)\b|as an (?:example|analogy)\b|e\.g\.)",
    re.IGNORECASE,
)
_OPINION = re.compile(
    r"(?:honestly|personally|frankly|admittedly|obviously|clearly|presumably|arguably|"
    r"historically|of course|that said|to be fair|in my (?:view|opinion|experience)|"
    r"my (?:guess|view|take|hunch|sense|suspicion|impression|answer)|"
    r"i (?:\w+ )?(?:think|believe|suspect|guess|doubt|bet|expect|find|lean|worry)\b|"
    r"i(?:'d| would) (?:\w+ )?(?:guess|bet|say|argue|expect)\b|note that|notice that|"
    r"think (?:about|of)|imagine|consider|recall|remember|maybe|perhaps|"
    r"another way (?:to|of)|in any case|yet|however|still|but then|then again|"
    r"on (?:the )?one hand)\b",
    re.IGNORECASE,
)
_HEDGE = re.compile(r"\b(?:maybe|perhaps|i guess|presumably)\b", re.IGNORECASE)
_TAKEN_UP = (
    r"(?:it|this|that|they|them|these|those|he|she|their|its|his|her|either|both)"
)
# "Is it likely that ...?" points nowhere: its "it" is only a place-holder.
_SUBJECT_BACK = re.compile(
    rf"(?:(?:(?:{_PREPOSITION})\s+)?(?:{_WH})\s+(?:\w+\s+){{0,5}}?)?{AUXILIARY}\s+"
    r"(?:this|that|they|these|those|he|she|it(?!\s+(?:\w+\s+){0,2}?(?:possible|plausible|"
    r"likely|true|fair|reasonable|realistic|feasible|sense|worth|case|matter|mean)"
    r"\s+(?:that|to|(?<!matter )for|if|whether|when|how)\b|\s+that\b))\b",
    re.IGNORECASE,
)
_FOLLOW_UP = re.compile(
    r"(?:if (?:so|not|yes|no|this|that|it|they|these|those|the (?:former|latter))\b|"
    r"or\b|and (?:if|what|how|why|would|will|is|are|do|does|can|could)\b|"
    r"even (?:if|then|so)\b|then (?:what|how|why|is|are|will)\b|in that case\b|"
    r"(?:so|but|and),? (?:is|are|was|were|do|does|did|can|will|would|should|could|why|"
    r"how|what|who)\b|conversely\b|alternatively\b|on the other hand\b|why (?:not|is this|"
    r"is that|so)\b|what about\b|how about\b|more specifically\b|in particular\b|"
    r"(?:(?:so|my|the),? )*first question\b)",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"\bthis\b|(?<!than )\b(?:these|those)\s+(?!who\b|of\b|that\b|which\b)\w"
    rf"|\bdo (?:so|that)\b|^(?:{_WH})\s+(?:\w+\s+){{0,4}}?{AUXILIARY}\s+"
    rf"(?:not\s+|also\s+|even\s+)?(?!it\s+that\b){_TAKEN_UP}\b|^{AUXILIARY}\s+(?:their|its|his|her|such)\b",
    re.IGNORECASE,
)
_ELLIPTICAL = re.compile(r"\b(?:there be|is there|are there|else)\?$", re.IGNORECASE)
_POLAR = re.compile(rf"{AUXILIARY}\s", re.IGNORECASE)
_CANDIDATE = re.compile(
    r"\b(?:just|simply|merely|only|because|due to|to blame|the (?:reason|cause|culprit)|"
    r"explains?)\b",
    re.IGNORECASE,
)
_EXPLAINS = re.compile(
    r"(?:why\b|what(?:'s| is| are| explains?) (?:the )?(?:reasons?|explanations?|causes?)?"
    r"\b.{0,40}?\b(?:why|explains?|reasons? (?:for|why)|causes?)\b)",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"(?:if|suppose|supposing|assuming|given)\s([^,]*),", re.I)


def _without_opening(sentence: str) -> str:
    opening = _OPENING.match(sentence)
    return sentence[opening.end() :] if opening else sentence


def is_interrogative(sentence: str) -> bool:
    """Whether a sentence is built as a question, whatever sign it ends in."""
    bare = sentence.lstrip("\"'“‘*_( ")
    return bool(
        _ASKING_START.match(_without_opening(bare))
        or _CONDITIONAL.match(bare)
        or _ASKING_CLAUSE.search(sentence)
    )


def asks_without_mark(sentence: str) -> bool:
    """The second half of an either-or, or a question put another way."""
    return _UNMARKED.match(sentence) is not None


def asks_bare(text: str) -> bool:
    """Whether a line with no mark at its end is a question that lost its own."""
    return _BARE.match(text) is not None and text[-1:] not in ".!:;,…"


def heads_as_question(text: str) -> bool:
    """Whether a heading without a mark asks, on a page whose headings do."""
    return asks_bare(text) or _CONTRACTED.match(text) is not None


def is_indirect_question(text: str) -> bool:
    return _INDIRECT.match(text) is not None


def wonders(text: str) -> bool:
    """ "I wonder why ...": a question told as one's own puzzlement."""
    return _WONDERS.match(text) is not None


def calls_readers(sentence: str) -> bool:
    """Whether a question is no question of the essay but asks readers to write in."""
    return _CALL.fullmatch(sentence) is not None


def is_whether(text: str) -> bool:
    """ "Whether it can" is asked even where a full stop ends it."""
    return text[:8].lower() == "whether "


def is_numbered_task(text: str) -> bool:
    """ "Problem 3: ..." asks without a mark."""
    return _NUMBERED_TASK.match(text) is not None


def sets_a_task(text: str) -> bool:
    """Open problems ask without a mark: "Determine whether ..."."""
    return _TASK.match(text) is not None or is_numbered_task(text)


def argues(text: str) -> bool:
    """Whether the first words announce an argument, whatever follows them."""
    return _ARGUMENT.match(text) is not None


def opines(text: str) -> bool:
    """Whether the first words announce a view of the author's."""
    return _OPINION.match(text) is not None


def hedges(sentence: str) -> bool:
    return _HEDGE.search(sentence) is not None


def follows_up(sentence: str) -> bool:
    """Whether a question's subject or first word points back at the one before."""
    if _FOLLOW_UP.match(sentence):
        return True
    return _SUBJECT_BACK.match(_without_opening(sentence)) is not None


def points_back(sentence: str) -> bool:
    """Whether a question leans on the one just above, without opening with it."""
    return bool(_POINTS_BACK.search(sentence) or _ELLIPTICAL.search(sentence))


def proposes_explanation(sentence: str) -> bool:
    """ "Is it just ...?", "Is frost to blame?": an answer to a why, put as a question."""
    return (
        _POLAR.match(sentence) is not None and _CANDIDATE.search(sentence) is not None
    )


def wants_explanation(sentence: str) -> bool:
    return _EXPLAINS.match(sentence) is not None


def condition(sentence: str) -> str:
    """The if-clause a sentence opens with."""
    found = _CONDITION.match(sentence)
    return found[1] if found else ""
