"""A labelled set for near-duplicates: see docs/duplicates.md for what it shows.

Each group makes one point; the first word says how its later texts came about: pasted
"again", "touched" up, "cut" short, "extended", "reordered", "reworded" in place, or
told "freely" in other words. APART are texts that must stay alone, however much they
share: the same words with the opposite sense, a quotation that both answer, a topic, a
manner of speaking, a few words. TUNED was looked at while the rules were made; HELD_OUT
was written before and only measured.
"""

from typing import NamedTuple

from tests.lib.labelled_texts import ALONE, REPEATS

Group = tuple[str, ...]


class Labelled(NamedTuple):
    groups: tuple[Group, ...]
    apart: tuple[str, ...]


_TUNED_GROUPS: tuple[Group, ...] = (
    (
        "again",
        "Trains run late because the spare hour was sold. A timetable without slack is "
        "cheap until the first tree falls on the line.",
        "trains run late because the spare hour was sold... a timetable without slack is "
        "cheap, until the first tree falls on the line!!",
    ),
    (
        "touched",
        "A library is the last room in town where nobody asks what you came to buy. Close "
        "it and the teenagers move to the car park.",
        "The library is the last room in town where no one asks what you came to buy. Close "
        "it, and teenagers move to the car park.",
    ),
    (
        "touched",
        "We stopped using the translation tool when it turned a dosage of two into a dosage "
        "of twelve. One such error pays for many human translators.",
        "We stopped using the translation tool after it turned a dose of two into a dose of "
        "twelve. A single such error pays for a lot of human translators.",
        "At our clinic we stopped using the translation tool when it turned a dosage of two "
        "into a dosage of twelve. One error like that pays for many human translators.",
    ),
    (
        "cut",
        "Rivers were straightened to keep the fields dry. Now the water arrives in one "
        "afternoon instead of three days, and the town below pays for the fields above.",
        "Rivers were straightened to keep the fields dry. Now the water arrives in one "
        "afternoon instead of three days.",
    ),
    (
        "extended",
        "Most meetings exist so that nobody has to sign the decision alone.",
        "Thirty years in the ministry taught me one thing: most meetings exist so that "
        "nobody has to sign the decision alone. Everything else is coffee.",
    ),
    (
        "reordered",
        "Salt was money once. Governments taxed it because everybody needs it and nobody "
        "can hide it. Data is taxed by nobody, which shows that it is no salt.",
        "Data is taxed by nobody, which shows that it is no salt. Salt was money once. "
        "Governments taxed it because everybody needs it and nobody can hide it.",
    ),
    (
        "reworded",
        "Children learn to read when somebody reads to them at night, long before any "
        "school begins. Schools measure what the parents did.",
        "Kids learn to read when someone reads to them in the evening, long before school "
        "begins. The school only measures what parents did.",
    ),
    (
        "reworded",
        "Vaccines are the victims of their success: nobody remembers the disease, so the "
        "needle is the only thing left to fear.",
        "Vaccines have become victims of their own success: no one remembers the disease, "
        "and so the needle is all that is left to fear.",
    ),
    (
        "again",
        "Ask the night nurse, not the director.",
        "Ask the night nurse, not the director.",
    ),
    (
        "touched",
        "The grid fails at the transformer, and there are two factories left that build "
        "large ones. Ordering today means delivery in four years.",
        "The grid fails at the transformer and there are only two factories left which "
        "build large ones. Order today and delivery is in four years.",
    ),
    (
        "extended",
        "Weather forecasts improved because they are marked every single morning. Show me "
        "another kind of expert who is marked every morning.",
        "I keep coming back to this. Weather forecasts improved because they are marked "
        "every single morning. Show me another kind of expert who is marked every morning. "
        "Economists are marked once in a decade, and then they blame the decade.",
    ),
    (
        "reordered",
        "Good maintenance is invisible, so it is cut first. The bridge does not fall in the "
        "year of the cut; it falls in the year of somebody else.",
        "The bridge does not fall in the year of the cut, it falls in the year of somebody "
        "else. Good maintenance is invisible, and so it is cut first.",
    ),
    (
        "reworded",
        "Honey bees are livestock. Counting hives to see how wild bees are doing is like "
        "counting chickens to see how birds are doing.",
        "The honey bee is livestock. To count hives in order to learn how wild bees are "
        "doing is like counting chickens to learn how birds are doing.",
    ),
    (
        "freely",
        "Inflation is felt at the till, where people pay every week, and hardly in the rent, "
        "which moves once a year. So the index and the feeling disagree.",
        "People notice rising prices in the shop each week but their rent changes yearly, "
        "which is why official figures do not match what they feel.",
    ),
    (
        "touched",
        "An apprenticeship works because the master loses money on a bad apprentice. No "
        "university loses anything on a bad student.",
        "Apprenticeships work because the master loses money on a bad apprentice; no "
        "university loses anything on bad students.",
    ),
    (
        "cut",
        "The moon landing had one customer and one date. Fusion has forty customers and no "
        "date, and every one of them wants a different machine.",
        "The moon landing had one customer and one date. Fusion has forty customers and no "
        "date.",
    ),
)

_TUNED_APART = (
    # The opposite sense in nearly the same words.
    "Open offices make people talk to each other more, and that is why the good ideas come.",
    "Open offices do not make people talk to each other more, and that is why no good ideas "
    "come.",
    "The minimum wage raised unemployment in every town that we looked at along the border.",
    "The minimum wage never raised unemployment in any town that we looked at along the "
    "border.",
    "I think that machines can understand a sentence as well as a child of three can.",
    "I don't think that machines can understand a sentence as well as a child of three can.",
    "It is possible to slow this down by a treaty between the five countries that matter.",
    "It is impossible to slow this down by a treaty between the five countries that matter.",
    # One quotation, two answers to it.
    "“The senses only correct the guess, and the correction never reaches the layer that "
    "made the guess in the first place” is a fine line, but my dentist would disagree.",
    "“The senses only correct the guess, and the correction never reaches the layer that "
    "made the guess in the first place”: this is what anaesthesia research found as well.",
    '"Nobody who would have moved in could vote, so their loss never counted anywhere." '
    "Exactly. Renters of tomorrow have no party.",
    '"Nobody who would have moved in could vote, so their loss never counted anywhere." '
    "They could vote with their feet, and in Vienna they did.",
    # One topic, one manner, other points.
    "As someone who worked in a kitchen for ten years, I can say that heat is the least of "
    "it; the floor is.",
    "As someone who worked in a kitchen for ten years, I can say that nobody there ever "
    "read a recipe.",
    "What would you count as evidence against this? I ask because I cannot think of any.",
    "What would you count as evidence against this? For me it would be one quiet winter.",
    # Short ones.
    "No, because of the cost.",
    "No, because of the weather.",
    "This is wrong.",
    "This is right.",
)

_HELD_OUT_GROUPS: tuple[Group, ...] = (
    (
        "again",
        "Glass buildings are heated all winter and cooled all summer so that they can be "
        "photographed in May.",
        "Glass buildings are heated all winter, and cooled all summer, so that they can be "
        "photographed in May.",
    ),
    (
        "again",
        "Pay the people who check, not the people who promise.",
        "Pay the people who check, not the people who promise!",
        "Seconded: pay the people who check, not the people who promise.",
    ),
    (
        "touched",
        "Chess did not die when computers won. More people play it than ever, because a "
        "game is about the person on the other side.",
        "Chess didn't die when the computers won. More people play than ever, because a game "
        "is about the person at the other side.",
    ),
    (
        "touched",
        "Our village got fibre before it got a doctor. The young stayed for the fibre and "
        "left again for the doctor when the first child came.",
        "Our village got fibre before we got a doctor. Young people stayed for the fibre and "
        "left for the doctor when the first child came.",
        "My village got fibre before it got a doctor. The young stayed for the fibre, then "
        "left again for the doctor once the first child came.",
    ),
    (
        "touched",
        "Peer review filters for what three tired people can follow on a Sunday. It was "
        "invented to save paper, and paper is no longer short.",
        "Peer review filters for what three tired people can follow on a Sunday evening. It "
        "was invented to save paper and paper isn't short any longer.",
    ),
    (
        "cut",
        "The first thing a new language loses is its swear words, because no teacher will "
        "say them. The second is its lullabies, because no office needs them.",
        "The first thing a language loses is its swear words, because no teacher will say "
        "them.",
    ),
    (
        "cut",
        "Antibiotics are cheap for the patient and dear for everybody else. A price that "
        "told the truth would be cruel, so we need a queue instead of a price. Sweden has "
        "such a queue and it works.",
        "Antibiotics are cheap for the patient and dear for everybody else. A price that "
        "told the truth would be cruel, so we need a queue instead of a price.",
    ),
    (
        "extended",
        "Every map of happiness is a map of who answers surveys.",
        "Before you believe the ranking, consider that every map of happiness is a map of "
        "who answers surveys, and of the language they answer in.",
    ),
    (
        "extended",
        "A company stops inventing on the day when the lawyers sit closer to the boss than "
        "the engineers do.",
        "I've seen it three times. A company stops inventing on the day when the lawyers sit "
        "closer to the boss than the engineers do. You can measure it with a tape.",
    ),
    (
        "reordered",
        "Fish stocks recover where fishermen own the fishery. Where it belongs to everyone, "
        "the last boat takes the last fish. This is older than any ministry.",
        "Where it belongs to everyone, the last boat takes the last fish. Fish stocks "
        "recover where the fishermen own the fishery. This is older than any ministry.",
    ),
    (
        "reordered",
        "Concert halls are built for the eye and then mended for the ear. Begin with the "
        "ear and the eye will get used to it.",
        "Begin with the ear, and the eye will get used to it. Concert halls are built for "
        "the eye and afterwards mended for the ear.",
    ),
    (
        "reworded",
        "A forest that is never allowed to burn a little will one day burn completely. The "
        "same holds for banks.",
        "Forests that are never allowed to burn a little will some day burn completely. The "
        "same is true of banks.",
    ),
    (
        "reworded",
        "Old people are not afraid of new machines; they are afraid of being watched while "
        "they learn them.",
        "Old people aren't afraid of new machines, they're afraid to be watched while "
        "learning them.",
    ),
    (
        "reworded",
        "The pension was designed when people died at sixty-eight. Keeping the age and "
        "changing the deaths was bound to end in tears.",
        "Pensions were designed when people died at sixty-eight. To keep that age while the "
        "deaths changed was bound to end in tears.",
    ),
    (
        "reworded",
        "Newspapers did not lose their readers to the internet, they lost their small "
        "advertisements. The readers had never paid for much.",
        "It was not the readers that newspapers lost to the internet but the small "
        "advertisements. Readers never paid for much.",
    ),
    (
        "freely",
        "Nobody quits over pay alone. They quit because the raise went to the one who "
        "threatened to leave.",
        "It isn't the salary that makes staff go; it is seeing that whoever threatened to "
        "leave got the raise.",
    ),
    (
        "touched",
        "Desalination is solved; moving the water uphill is not. A litre weighs a kilogram "
        "on every hill there is.",
        "Desalination is solved, moving water uphill is not. One litre weighs a kilogram on "
        "every hill there is.",
    ),
    (
        "touched",
        "The bicycle was invented eighty years after it could have been. Somebody had to "
        "want to go somewhere without a horse.",
        "Bicycles were invented eighty years after they could have been. Someone had to want "
        "to go somewhere without a horse.",
    ),
    (
        "again",
        "Ask who pays when it goes wrong.",
        "ask who pays when it goes wrong",
    ),
    (
        "touched",
        "My students write better since they stopped having to and started wanting to. The "
        "tool took the having away.",
        "My students have written better since they stopped having to and started wanting "
        "to. The tool took away the having.",
    ),
    (
        "cut",
        "Wolves came back because farms were given up, not because anyone protected them. "
        "The protection was passed by people who had never met a wolf, in a year when there "
        "was none to protect.",
        "Wolves came back because farms were given up, not because anyone protected them.",
    ),
    (
        "extended",
        "Time zones were made for trains. Nobody has asked whether the phones need them.",
        "Time zones were made for trains. Nobody has asked whether the phones need them. My "
        "phone shows four at once and I still call my mother at midnight.",
    ),
    (
        "reordered",
        "Copper wires were laid by a monopoly that could wait thirty years. Fibre is laid by "
        "firms that cannot wait three. That is the whole difference.",
        "Fibre is laid by firms that cannot wait three years. Copper was laid by a monopoly "
        "that could wait thirty years. That's the whole difference.",
    ),
    (
        "reworded",
        "A vote every four years is too little information for a country: fifty million "
        "people say one word, and then they are silent.",
        "One vote in four years is too little information for a country. Fifty million people "
        "say a single word and are then silent.",
    ),
)

_HELD_OUT_APART = (
    "Remote work is good for mothers, because the hours can be split around the school day.",
    "Remote work is not good for mothers, because the hours can be split around the school "
    "day and so they are.",
    "The ozone treaty worked because the substitute was ready and its makers wanted the ban.",
    "The ozone treaty worked although the substitute was not ready and its makers fought the "
    "ban.",
    "We should tax land, for nobody can move it to an island with better laws.",
    "We should never tax land, for nobody who farms it could pay before the harvest.",
    "More people own their home today than at any time since the war in this country.",
    "Fewer people own their home today than at any time since the war in this country.",
    "He is right that exams measure memory, and memory is what a surgeon needs at three.",
    "He is wrong that exams measure memory, and memory is what a surgeon needs at three.",
    "“Committees fund what they can already explain, and the best projects cannot be "
    "explained yet, least of all to a committee.” In my field the committees are lotteries.",
    "“Committees fund what they can already explain, and the best projects cannot be "
    "explained yet, least of all to a committee.” Then publish the lists of the refused.",
    "“Committees fund what they can already explain, and the best projects cannot be "
    "explained yet, least of all to a committee.” Source? My own project was explained badly "
    "and funded well.",
    "I have worked in insurance for twenty years, and what is never insured is reputation.",
    "I have worked in insurance for twenty years, and the young ones no longer read fires.",
    "The short answer is that it depends on the country, and above all on its rivers.",
    "The short answer is that it depends on the country, or rather on who counts as one.",
    "My father drove a tram, and he said that the city ends where the tram ends.",
    "My father drove a tram for a living and could not ride a bicycle to save it.",
    "Trees cool a street by four degrees, which no paint on a roof has managed so far.",
    "Trees break the pavement, and the pavement breaks the hips of the people who wait.",
    "Interesting.",
    "Interesting, but no.",
    "It depends.",
    "It depends on the price of power.",
    "It depends on the price of labour.",
)

TUNED = Labelled(
    groups=(*(("touched", *group) for group in REPEATS), *_TUNED_GROUPS),
    apart=(*ALONE, *_TUNED_APART),
)
HELD_OUT = Labelled(groups=_HELD_OUT_GROUPS, apart=_HELD_OUT_APART)
