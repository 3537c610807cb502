"""A stage with the demo's people and shelves, and whatever every table of the site holds."""

from dataclasses import replace
from datetime import UTC, datetime
from random import Random

import pytest
from django.apps import apps
from django.db import connection, transaction

from trialogue.core import activity, limits
from trialogue.hub.front.demo import set_stage
from trialogue.hub.front.demo.large import Size, add_mass
from trialogue.hub.front.demo.large.database import go_on_counting
from trialogue.hub.front.demo.stage import Stage

NOW = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)
TINY = replace(Size().scaled(0.0001), thanks=0.9)
# What tells processes to forget what they keep, once a change; the bulk path says it once. And the documents of search,
# which the clock makes of whatever has none yet.
FLEETING = {"touch", "searchdocument", "searchword"}
# What no two runs have in common, and the ids of rows that nothing points at.
OTHERWISE = {
    "event": {"uuid", "recorded_at"}, "account": {"password"}, "follow": {"id"}, "personfacet": {"id"}, "facettally": {"id"},
}  # fmt: skip


def rows():
    """Every row of the site, by table."""
    found = {}
    for model in apps.get_models():
        name = model._meta.model_name
        if name in FLEETING:
            continue
        fields = [field.attname for field in model._meta.concrete_fields]
        kept = [field for field in fields if field not in OTHERWISE.get(name, ())]
        held = list(model._base_manager.values_list(*kept))
        found[model._meta.db_table] = sorted(held, key=repr) if "id" not in kept else sorted(held)
    return found


@pytest.fixture
def stage(db):
    made = Stage(now=NOW, random=Random(7))
    with activity.origin("import"), limits.lifted():
        set_stage(made)
    return made


@pytest.fixture
def reader(stage):
    return stage.people["Wanjiru Kamau"]


@pytest.fixture
def held_after(stage):
    """What every table holds after this, which is then undone; ids begin where they began."""

    def rewound(act):
        go_on_counting(connection, [model for model in apps.get_models() if model._meta.managed])
        with transaction.atomic():
            act()
            held = rows()
            transaction.set_rollback(True)
        return held

    return rewound


@pytest.fixture
def mass(reader):
    """Loads it by the bulk path."""

    def load(size=TINY, seed=7):
        with limits.lifted():
            return add_mass(size, seed=seed, now=NOW, reader=reader, say=lambda *_said: None)

    return load
