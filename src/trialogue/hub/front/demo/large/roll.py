"""The roll of the crowd: under which number of the plan who is known to the database."""

from dataclasses import dataclass, field

from trialogue.people.persons import Person

from .events import said


@dataclass
class Roll:
    """Ids, names (as they are and as JSON) and handles, by the number of the plan."""

    ids: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    handles: list[str] = field(default_factory=list)

    def add(self, pk: int, name: str, handle: str) -> None:
        self.ids.append(pk)
        self.names.append(name)
        self.said.append(said(name))
        self.handles.append(handle)

    def add_person(self, person: Person) -> None:
        self.add(person.pk, person.name, person.handle)

    def said_of(self, pk: int) -> str:
        """The name of one of the crowd, whose ids follow each other."""
        return self.said[pk - self.ids[0]]
