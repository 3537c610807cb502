"""Small archives as Discourse writes them, made for one test."""

import io
import json
import tarfile
from pathlib import Path

AT = "2015-03-0{}T10:00:00.000Z"


def post(number, cooked="<p>Hello.</p>", *, by=7, username="Ada.L", **more):
    """One entry of post_stream.posts."""
    return {
        "id": more.pop("id", 1000 + number),
        "post_number": number,
        "post_type": 1,
        "user_id": by,
        "username": username,
        "name": "Ada Lovelace",
        "user_title": "",
        "created_at": more.pop("created_at", f"2015-03-01T10:{number % 60:02}:00.000Z"),
        "updated_at": "2015-03-09T10:00:00.000Z",
        "version": 1,
        "cooked": cooked,
        "actions_summary": [],
        **more,
    }


def topic(number=1, *posts, title="How do I turn it?", **more):
    """One topic file; its posts get ids of their own."""
    rows = [
        dict(row, id=number * 10_000 + row["post_number"]) if isinstance(row, dict) else row
        for row in posts or [post(1)]
    ]
    return {
        "id": number,
        "title": title,
        "slug": f"topic-{number}",
        "category_id": 10,
        "created_at": "2015-03-01T09:59:59.500Z",
        "archetype": "regular",
        "visible": True,
        "closed": False,
        "archived": False,
        "pinned": False,
        "pinned_at": None,
        "post_stream": {"posts": rows},
        "details": {"created_by": {"id": 7, "username": "Ada.L", "name": "Ada Lovelace"}},
        **more,
    }


def folder(path: Path, *topics) -> Path:
    """The topics as a folder of files."""
    place = path / "posts" / "json"
    place.mkdir(parents=True, exist_ok=True)
    for made in topics:
        (place / f"{made['slug']}.{made['id']}.json").write_text(json.dumps(made), encoding="utf-8")
    return path


def packed(path: Path, *topics, **others: bytes) -> Path:
    """The topics, and other files by name, as a tar.gz."""
    files = {f"posts/json/{made['slug']}.{made['id']}.json": json.dumps(made).encode() for made in topics}
    with tarfile.open(path, "w:gz") as tar:
        for name, data in {**files, **others}.items():
            header = tarfile.TarInfo(name)
            header.size = len(data)
            tar.addfile(header, io.BytesIO(data))
    return path
