"""Search over everything a member may see.

Each app declares how its things become documents (`declare`); `indexing.index` brings documents to the state of their
things and is what reactions call; `indexing.forget` takes documents away in the transaction of an act that destroys
words. What is found is asked for once more at the door of its kind (`visible`), so that a document that lags behind shows nothing.
"""

from .kinds import BODY_CHARS, KINDS, Document, Facet, Kind, Place, declare, declare_facet, declare_place

__all__ = [
    "BODY_CHARS",
    "KINDS",
    "Document",
    "Facet",
    "Kind",
    "Place",
    "declare",
    "declare_facet",
    "declare_place",
]
