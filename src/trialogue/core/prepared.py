"""Queries that Django compiles once, for the pages that are asked for most.

Turning a wide queryset into SQL costs Django several times what the database takes to answer it, and the SQL is the
same each time but for its values. `Prepared` compiles the queryset with stand-ins for the values, keeps the SQL and
puts the real values in their places. What comes back is what the queryset would have given
(docs/decisions/0010-speed.md).
"""

import copy
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar, Generic, TypeVar

from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.sql.compiler import SQLCompiler

from .audiences import Viewer, audience_ids

T = TypeVar("T")
Given = dict[str, Any]
#: Which argument a parameter is, and which of its items.
Place = tuple[str, int]

#: What the widest column holds.
WIDEST = 2**63 - 1
#: Whole numbers that fit any column and that no query contains by itself.
FIRST_STAND_IN = 1_990_000_000
FIRST_MOMENT = datetime(1907, 3, 1, tzinfo=UTC)
KEY, AUDIENCES = "key of the viewer", "audiences of the viewer"


@dataclass(frozen=True)
class _AnyViewer:
    """Stands for a member: any key, any audiences, as many as were counted."""

    pk: Any
    audiences: Collection[int]

    def audience_ids(self) -> Collection[int]:
        return self.audiences


class _StandIns:
    """Gives out values that stand for others, and remembers for which."""

    def __init__(self) -> None:
        self.places: dict[object, Place] = {}

    def of(self, name: str, value: Any) -> Any:
        if isinstance(value, list):
            return [self._one(name, each, item) for item, each in enumerate(value)]
        return self._one(name, value)

    def _one(self, name: str, value: Any, item: int = 0) -> Any:
        nth = len(self.places)
        stand_in: Any = FIRST_STAND_IN + nth
        if isinstance(value, str):
            stand_in = f"stand-in {nth}"
        elif isinstance(value, datetime):
            stand_in = FIRST_MOMENT + timedelta(days=nth)
        self.places[stand_in] = (name, item)
        return stand_in


def _room_for(values: Collection[int]) -> list[int]:
    """The values, the last one again until their number is a power of two: so that few forms of the SQL are kept."""
    found = sorted(values) or [0]
    room = 1 << (len(found) - 1).bit_length()
    return found + found[-1:] * (room - len(found))


def _adapted(value: Any, connection: BaseDatabaseWrapper) -> Any:
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value


class _Form:
    """One form of a query, compiled: its SQL, and whose value each parameter is."""

    def __init__(self, queryset: models.QuerySet[Any, Any], places: dict[object, Place]) -> None:
        self.using: str = queryset.db
        self.iterable: Any = queryset._iterable_class  # noqa: SLF001 - how the rows are to come
        connection = connections[self.using]
        self.compiler: SQLCompiler = queryset.query.get_compiler(self.using)
        self.sql, parameters = self.compiler.as_sql()
        self.converters = self.compiler.get_converters([each[0] for each in self.compiler.select or ()])
        adapted = {_adapted(stand_in, connection): place for stand_in, place in places.items()}
        self.slots = [(adapted.get(value), value) for value in parameters]
        missing = set(adapted.values()) - {place for place, _fixed in self.slots}
        if changed := sorted(name for name, _item in missing if name not in (KEY, AUDIENCES)):
            raise TypeError(f"The query does not take these values as they are: {changed}.")

    def compiler_for(self, given: Given) -> SQLCompiler:
        """A compiler of this thread with nothing left to compile."""
        connection = connections[self.using]
        parameters = tuple(
            fixed if place is None else _adapted(_item(given, place), connection) for place, fixed in self.slots
        )
        compiler = copy.copy(self.compiler)
        compiler.connection = connection
        vars(compiler)["as_sql"] = lambda: (self.sql, parameters)
        vars(compiler)["get_converters"] = lambda _expressions: self.converters
        return compiler


def _item(given: Given, place: Place) -> Any:
    value = given[place[0]]
    return value[place[1]] if isinstance(value, list) else value


class _Compiled:
    """What Django's iterables ask of a queryset and of its query."""

    _known_related_objects: ClassVar[dict[Any, Any]] = {}

    def __init__(self, compiler: SQLCompiler, using: str) -> None:
        self.query, self.db, self._compiler = self, using, compiler

    def get_compiler(self, using: str) -> SQLCompiler:
        return self._compiler


class Prepared(Generic[T]):
    """`build(viewer, **values)` gives a queryset; calling this with a member and values gives its rows.

    Numbers, texts, moments, lists and sets of numbers are values; True, False, None and tuples are part of the query's
    form, as is whether there is a member. The query must use each value as it is, or it is a TypeError.
    """

    def __init__(self, build: Callable[..., "models.QuerySet[Any, T]"]) -> None:
        self._build = build
        self._forms: dict[tuple[object, ...], _Form] = {}

    def __call__(self, member: Viewer | None = None, **values: Any) -> list[T]:
        flags = {name: value for name, value in values.items() if value is None or isinstance(value, (bool, tuple))}
        if any(isinstance(value, int) and value > WIDEST for value in values.values()):
            return list(self._build(member, **values))  # Django knows what that means, the database does not
        given: Given = {KEY: member.pk if member else 0, AUDIENCES: _room_for(audience_ids(member))}
        for name, value in values.items():
            if name not in flags:
                given[name] = value if isinstance(value, (int, str, datetime)) else _room_for(value)
        sizes = (len(value) if isinstance(value, list) else type(value) for value in given.values())
        shape = (member is None, *flags.items(), *sizes)
        form = self._forms.get(shape)
        if form is None:
            form = self._forms[shape] = self._compile(given, flags, guest=member is None)
        return list(form.iterable(_Compiled(form.compiler_for(given), form.using)))

    def _compile(self, given: Given, flags: Given, *, guest: bool) -> _Form:
        stands = _StandIns()
        means = {name: stands.of(name, value) for name, value in given.items()}
        viewer = None if guest else _AnyViewer(means.pop(KEY), means.pop(AUDIENCES))
        values = {name: value for name, value in means.items() if name not in (KEY, AUDIENCES)}
        return _Form(self._build(viewer, **values, **flags), stands.places)
