"""Questions of the starter essay as readers would ask them again, in their own words.

Written before the search for similar questions was tuned. TUNED may be looked at when
it is changed; KEPT only judges it: a miss there is no reason to change anything.
"""

from typing import NamedTuple


class Again(NamedTuple):
    text: str
    # The public id of the question that asks this already.
    asks: str


TUNED = (
    Again("Why do AI agents fail when a job takes more than a day?", "agents1"),
    Again("How could we measure how well a system repairs its own errors?", "agents3"),
    Again("Does a second model checking the work of the first help at all?", "agents6"),
    Again(
        "Why has no machine that read everything made a discovery from it?", "knows01"
    ),
    Again("Has a system ever objected to a premise without being asked?", "knows02"),
    Again("Is the bland prose a fault of what they read?", "knows05"),
    Again("Will machines be able to learn on the job like a new colleague?", "learn01"),
    Again("Why do people learn from so few examples?", "learn04"),
    Again("What should we want machines to forget?", "learn06"),
    Again(
        "Why is passing the bar exam easier for a machine than making a bed?", "hands01"
    ),
    Again("Will robots spread as fast as smartphones did?", "hands04"),
    Again("Which occupations have shrunk because of AI so far?", "jobsq01"),
    Again("Who gets the hour that a machine saves?", "jobsq03"),
    Again("Would a company made of copies of one employee work?", "firmsq1"),
    Again("Why would we still need firms if contracts cost nothing?", "firmsq3"),
    Again("Who is liable when a machine designs a bridge?", "firmsq4"),
    Again("Will AI favour large companies or small ones?", "firmsq6"),
    Again("Do open models keep prices low?", "margin5"),
    Again("Who is going to pay for open models when they get expensive?", "margin6"),
    Again("What would be left over if investment stopped tomorrow?", "boomsq1"),
    Again("How would we know whether this is a bubble about to crash?", "boomsq3"),
    Again("Can the world economy grow by twenty per cent a year?", "boomsq5"),
    Again("What will be the next shortage in the supply chain?", "chipsq1"),
    Again("Do specialised chips lock in certain ideas?", "chipsq3"),
    Again("How small can a model as good as today's get?", "chipsq4"),
    Again("Why does a brain need only twenty watts?", "powerq1"),
    Again("Who should pay for new pylons for data centres?", "powerq2"),
    Again("Should a data centre that switches off at peak jump the queue?", "powerq3"),
    Again("What decides where data centres are built?", "sitesq1"),
    Again("What does a town gain from having a data centre?", "sitesq2"),
    Again("Could rival governments verify each other's processors?", "countq1"),
    Again("Is compute the right thing to count?", "countq3"),
    Again("Is science limited by ideas or by hands and instruments?", "slowsc1"),
    Again("Why were some discoveries made so late?", "slowsc3"),
    Again("What happens when writing papers becomes free?", "slowsc5"),
    Again("Will peer review be replaced by machines?", "slowsc6"),
    Again(
        "Do machines do well at mathematics because proofs can be checked?", "proofq1"
    ),
    Again("Is a proof that nobody can follow worth anything?", "proofq3"),
    Again("What is the next bottleneck if AI does AI research?", "improv1"),
    Again("Why do new medicines cost more and more to bring to market?", "medicq1"),
    Again("Why don't hospitals use programs that read scans?", "medicq3"),
    Again("Can you test a model that knows it is being tested?", "examsq2"),
    Again("Which mistakes go unmeasured because nobody complains?", "examsq5"),
    Again("Can honesty be trained?", "gaming3"),
    Again("Who may change the document that says how a model behaves?", "orders1"),
    Again("Should my machine refuse me for my own good?", "orders4"),
)

KEPT = (
    Again("Is it one big failing or many small ones that stop long tasks?", "agents2"),
    Again("When a task takes a person four hours, who is that person?", "agents4"),
    Again("Should assistants ask more questions before they start?", "agents7"),
    Again("How could a discovery by a machine be tested fairly?", "knows03"),
    Again("Why is the writing of these systems so bland and even?", "knows04"),
    Again("Is knowing lots of facts useful for anything else?", "knows06"),
    Again("Who owns what a machine learned from me?", "learn02"),
    Again("Is forgetting useful or a defect?", "learn05"),
    Again("How much of skill is practice and how much is feedback?", "learn07"),
    Again("How much paid work can be done by typing alone?", "hands02"),
    Again("Which task done by a robot would convince you?", "hands05"),
    Again("When part of a job gets cheap, what happens to the other part?", "jobsq02"),
    Again("What in an office is like the steam shaft in factories?", "jobsq05"),
    Again("Will insurers or lawmakers set the pace?", "firmsq5"),
    Again("What is a company selling if models can be swapped?", "margin1"),
    Again("Why hasn't rent fallen if text has become so cheap?", "margin2"),
    Again("Does the Jevons effect hold for thinking as it did for coal?", "margin3"),
    Again("What non-computing business is the best investment now?", "margin7"),
    Again("What limits the working life of a processor?", "boomsq2"),
    Again("Which statistics would show explosive growth first?", "boomsq6"),
    Again("What would ordinary people on a wage see of such growth?", "boomsq7"),
    Again("Is there one part of the chip supply chain nobody can avoid?", "chipsq2"),
    Again("What if the model fits in a pocket and cannot be revoked?", "chipsq5"),
    Again("Does data centre demand speed up clean power or delay it?", "powerq5"),
    Again("Would you accept a data centre in your own valley?", "sitesq3"),
    Again("Do countries without chips or models have any leverage?", "sitesq4"),
    Again("How long before a legal threshold for compute is out of date?", "countq4"),
    Again("How much faster would your field be with free ideas?", "slowsc2"),
    Again("Could an AI list discoveries we are missing?", "slowsc4"),
    Again("Which other fields have a referee as strict as a proof?", "proofq2"),
    Again("Who picks the problems that mathematicians work on?", "proofq4"),
    Again("What's the right ratio between thinking and experiments?", "improv2"),
    Again("Will the leader's lead get bigger or smaller?", "improv3"),
    Again("Would knowing which molecules bind have sped up medicine?", "medicq2"),
    Again("How would patients find out a diagnosis works worse for them?", "medicq5"),
    Again("Should tests look like real work?", "examsq3"),
    Again("Are benchmarks at fault for seeming beside the point later?", "examsq4"),
    Again("Why does a system rewrite the tests it should pass?", "gaming1"),
    Again("Should we allow cheating where we can observe it?", "gaming5"),
    Again("Should the rules for a model be published in full?", "orders2"),
    Again("What do two haggling assistants owe each other?", "orders3"),
    Again("Which crimes have become more common through AI amateurs?", "misuse2"),
    Again("Does AI help attackers or defenders more?", "misuse3"),
    Again("How do beginners get good if machines do the simple cases?", "school1"),
    Again("What should children still learn by heart?", "school3"),
    Again("Does AI make dictatorships easier to run?", "states3"),
)
