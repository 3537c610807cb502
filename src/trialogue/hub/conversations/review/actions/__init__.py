"""Everything one can do about what has to be looked at."""

from .appealing import appeal
from .deciding import decide, undo_decision
from .reporting import report
from .ruling import drop_link_rule, rule_link, set_reports_to_hide, unwatch_word, watch_word
from .taking import claim, give_back
from .writing_rules import write_rules

__all__ = [
    "appeal",
    "claim",
    "decide",
    "drop_link_rule",
    "give_back",
    "report",
    "rule_link",
    "set_reports_to_hide",
    "undo_decision",
    "unwatch_word",
    "watch_word",
    "write_rules",
]
