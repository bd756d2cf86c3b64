"""A small labelled set: which of these answers repeat each other, and which questions.

REPEATS holds groups of answers that make the same point in nearly the same words, the
ways they come in: pasted twice, touched up, cut short, with a greeting before or a
thought after. ALONE holds answers to the same questions in words of their own.
"""

REPEATS = (
    (
        "The brain spends most of its energy guessing what comes next, and the senses "
        "only correct the guess. That is why illusions survive after you know about "
        "them: the correction never reaches the layer that made the guess.",
        "The brain spends most of its energy on guessing what comes next; the senses "
        "merely correct the guess. That is why illusions survive even after you know "
        "about them: the correction never reaches the layer which made the guess.",
        "I'd say the brain spends most of its energy guessing what comes next, and the "
        "senses only correct the guess.",
    ),
    (
        "Cities stopped building when the people who already lived there were given a "
        "veto. Nobody who would have moved in could vote, so their loss never counted.",
        "Late to the thread, but: cities stopped building when the people who already "
        "lived there were given a veto. Nobody who would have moved in could vote, so "
        "their loss never counted. Tokyo moved the decision to the nation and builds.",
    ),
    (
        "If ageing were one process, a single treatment could slow all of it. Grey hair, "
        "stiff arteries and cloudy lenses keep different clocks, so I expect a dozen "
        "treatments that each buy a year rather than one that buys twenty.",
        "If aging was one process, a single treatment could slow all of it. Grey hair, "
        "stiff arteries and cloudy lenses keep different clocks, so I would expect a "
        "dozen treatments which each buy a year rather than one that buys twenty.",
    ),
    (
        "Committees fund what they can already explain, and the best projects cannot be "
        "explained yet. Give one person the money and ask for a list of failures.",
        "COMMITTEES FUND WHAT THEY CAN ALREADY EXPLAIN AND THE BEST PROJECTS CANNOT BE "
        "EXPLAINED YET! Give one person the money & ask for a list of failures.",
        "Committees only fund what they can already explain, and the best projects "
        "cannot be explained yet. Give one person the money, then ask for a list of "
        "their failures.",
    ),
    (
        "Sleep looks like a cost only if you think waking is the point. A mind that "
        "learns all day needs hours in which nothing new arrives, to decide what to "
        "throw away.",
        "Sleep only looks like a cost if you think that waking is the point. A mind "
        "that learns all day needs some hours when nothing new arrives, to decide what "
        "to throw away.",
    ),
    (
        "My grandmother kept bees for forty years and never once used the word "
        "ecosystem. She knew which hedge flowered when, and that was enough. I suspect "
        "most useful knowledge is like this: local, unwritten, and lost at a funeral.",
        "My grandmother kept bees for forty years and never once used the word "
        "ecosystem. She knew which hedge flowered when, and that was enough.",
    ),
)

ALONE = (
    "Prediction cannot be the whole story, because a brain in a dark room would then be "
    "perfectly content, and no animal stays in a dark room for long.",
    "The brain is mostly busy keeping the body alive. Thinking about what comes next is "
    "a late addition, and the energy bill says so.",
    "Illusions are a bad guide. We study them because they are easy to print in a book.",
    "Cities stopped building because interest rates, wages and safety rules all rose at "
    "once, and no mayor controls any of the three.",
    "People who already live in a place know things about it. A veto is crude, but "
    "ignoring them gave us motorways through the old centres.",
    "If ageing were one process, we would see animals that skip it entirely, and we do: "
    "some clams show no rise in mortality over four centuries.",
    "Grey hair is a poor sign. I was grey at thirty and my arteries are fine, thank you.",
    "Give committees their due: they stop the grants that nobody would admit to later.",
    "The best projects were explained very well at the time. We only remember the ones "
    "that were turned down because the story is better.",
    "Sleep is when the brain is washed. The learning story came first only because "
    "psychologists got there before the physiologists did.",
    "My grandmother kept a diary for forty years. It is full of prices and weather, and "
    "I would not trade it for any theory of history.",
    "I think the question is badly put. What would you expect to see if the answer was "
    "no?",
    "I think the question is well put, and I would expect the answer to be yes, though "
    "only for people under forty.",
    "Yes, I agree.",
    "Yes, I agree!",
)

QUESTIONS = {
    "sleep": "Why do animals sleep at all?",
    "ageing": "Is ageing one process or many?",
    "cities": "Why did rich cities stop building homes?",
    "funding": "How should basic research be funded?",
    "progress": "Has the pace of scientific discovery slowed down?",
    "ideas": "Are good ideas getting harder to find?",
    "schools": "What do schools teach besides obedience?",
    "reading": "Does reading fiction make people kinder?",
    "machines": "Can a machine understand a sentence?",
    "feelings": "Could a machine have feelings?",
    "brain": "Is the brain best seen as a predicting machine?",
    "trust": "Why has trust in institutions fallen?",
    "voting": "Would voting by lot give better parliaments?",
    "meat": "Will our grandchildren be ashamed that we ate meat?",
    "music": "Why does music move us?",
    "maths": "Why does mathematics describe the world so well?",
    "aliens": "Where are the aliens?",
    "birth": "Why are birth rates falling nearly everywhere?",
    "loneliness": "Are people lonelier than they were a century ago?",
    "nuclear": "Why did nuclear power get more expensive over time?",
}

# What a reader types into the box, and the question they should be shown.
ASKED = (
    ("Why do we need to sleep?", "sleep"),
    ("What is sleeping for?", "sleep"),
    ("Is aging a single process?", "ageing"),
    ("Why don't cities build enough housing any more?", "cities"),
    ("Who should fund research?", "funding"),
    ("Is science slowing down?", "progress"),
    ("Why are discoveries slower than before?", "progress"),
    ("Do ideas get harder to find?", "ideas"),
    ("What are schools really teaching?", "schools"),
    ("Do people who read fiction become kind?", "reading"),
    ("Do machines understand sentences?", "machines"),
    ("Will machines ever feel anything?", "feelings"),
    ("Do brains predict?", "brain"),
    ("Why don't people trust institutions?", "trust"),
    ("Should we choose parliament by lottery instead of votes?", "voting"),
    ("Is eating meat something we will be ashamed of?", "meat"),
    ("Why are we moved by music?", "music"),
    ("Why is the world mathematical?", "maths"),
    ("Why haven't we met any alien?", "aliens"),
    ("Why is the birth rate falling?", "birth"),
    ("Is loneliness increasing?", "loneliness"),
    ("Why is nuclear energy so expensive?", "nuclear"),
)
