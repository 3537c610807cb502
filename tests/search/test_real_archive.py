"""What people would type, and the topic they mean: among the first five of a real community's archive.

Kept here are words of questions and the numbers of topics, nothing of what the archive says.
"""

import os
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from trialogue.core.search.asking import read
from trialogue.core.search.finding import find
from trialogue.core.search.indexing import catch_up
from trialogue.hub.conversations.models import ImportKey
from trialogue.hub.forum.models import Topic

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = Path(os.environ.get("TRIALOGUE_ARCHIVE", ROOT.parent / "shared" / "data"))
ARCHIVE = FOLDER / "discourse-archive-sample.tar.gz"
FIRST = 5

MEANT = {
    # Said in other words and forms than the title.
    "raycast hitbox": 768, "drawing a new drawable": 3357, "obtaining the window from the application": 3851,
    "models face the wrong axis fbx": 1470, "urho as external library ios setup": 2807, "render path command params": 1820,
    "simple code editor": 2707, "hardware cursor of the mouse": 7184, "segmentation fault vertex buffer size": 1613,
    "single binary without linking": 4008, "gamma correction fxaa": 4812, "rotating a directional light": 1572,
    "pausing the game": 208, "extending with custom components": 1137, "fracturing meshes in realtime": 3070,
    "retargeting animations": 1224, "shadows on a custom geometry": 3940, "keyboard events with qt": 5478,
    "load a model directly": 641, "inline formatting of text": 46, "large sprite arrays": 7345,
    "math of the pbr shader": 6768, "loading vectorbuffer angelscript": 244, "very low framerate": 2284,
    "additional constructor parameters for components": 3811, "component lost in event": 2126, "movement range navigation": 986,
    "npc pooling": 2886, "post processing xml value": 2425, "format of the scene xml": 4149,
    "z order of ui elements": 1838, "world position of a mouse click": 432, "save VariantMap as JSON": 3109,
    "blend objects with terrain": 4323, "lod of terrain textures": 5303, "fire effect glsl": 1811,
    "rigid body goes to sleep when still": 6784, "entityx integration": 4889, "scaling time": 5004,
    "decal drawing problem": 2437, "non square textures ios": 2339, "arcs on spheres debugrenderer": 5568,
    "convex cast physics": 6004, "lightmapping open source": 2022, "bending grass": 4096,
    "mouse not working mac": 1978, "compile on big sur": 6925, "response curves": 1541,
    # As it stands in code, in options, in messages.
    "android_cxx_flags": 840, "MT_BoomRing": 568, "ARB_tessellation_shader": 405, "leftFootPosition": 4892,
    "--disable-werror": 4351, "COMMAND_GOOGLEAPI_ERROR": 1238, '"failed to compile pixel shader Text"': 4845,
    '"inconsistent_certificates"': 59,
    # Mistyped.
    "animation retargetting": 1224, "civetwep openssl": 6341, "skeletn AnimatedModel without": 4001, "Fractl Shadr": 1619,
}  # fmt: skip


def topics_of(typed):
    talks = [hit.document.conversation_id for hit in find(read(typed), None, at=timezone.now()).hits[:FIRST]]
    ours = dict(Topic.objects.filter(conversation__in=talks).values_list("conversation_id", "pk"))
    keys = dict(ImportKey.objects.filter(kind="topic", object_id__in=ours.values()).values_list("object_id", "key"))
    return [int(keys[ours[talk]]) for talk in talks if talk in ours]


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.skipif(not ARCHIVE.is_file(), reason=f"no archive at {FOLDER}: name its folder in TRIALOGUE_ARCHIVE")
def test_what_is_meant_stands_among_the_first():
    call_command("import_discourse", str(ARCHIVE), verbosity=0)
    while not catch_up(seconds=60):
        pass
    missed = {typed: topics_of(typed) for typed, meant in MEANT.items() if meant not in topics_of(typed)}
    assert len(MEANT) == 60
    assert missed == {}
