"""Comment sections of other platforms: a file in, plain comments out; pure.

Nothing is fetched, no document type or entity is followed, and a file of any size is
read piece by piece.
"""
