"""What the columns of a row take, asked before it is written: the same answer for page and API."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from .errors import Refused


def check_fields(row: models.Model, names: Collection[str]) -> None:
    """Raises Refused, with the field's name, for the first of these fields that its column would not take."""
    wanted = set(names)
    for name in sorted(name for name in names if getattr(row, name) is None):
        if not row._meta.get_field(name).null:  # noqa: SLF001 - Django's documented door
            raise Refused(_("This cannot be left out."), field=name)
        wanted.discard(name)
    others = [field.name for field in row._meta.fields if field.name not in wanted]  # noqa: SLF001 - Django's documented door
    try:
        row.clean_fields(exclude=others)
    except ValidationError as wrong:
        field, messages = next(iter(wrong.message_dict.items()))
        raise Refused(messages[0], field=field) from wrong
