"""Essays that the tests import."""

SMALL = """\
# Bridges and Other Doubts

*What the ferryman did not say*

I asked everyone who crosses.

## Crossing {#crssng}

- Who should pay for the bridge? {#payfor1}
  - **For:** Those who cross it have the use of it.
  - **Against:** The town lives from people who only pass by.
  - Would a toll at night be fairer? {#tolls11}
- How old is the oldest pier? {#piers11}

### Ice

- What happens to the ferry in winter? {#winter1}
"""

WITHOUT_QUESTIONS = """\
# A Walk

The river was low. We went home early.
"""
