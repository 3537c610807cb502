"""A conversation to test in: Wanjiru asked, Claire answered."""

from types import SimpleNamespace

from tests import cast

from trialogue.core.once import new_key


def room():
    wanjiru, claire = cast.member("Wanjiru Kamau"), cast.member("Claire Fontaine")
    topic = cast.question(wanjiru)
    answer = cast.reply(topic, claire)
    return SimpleNamespace(topic=topic, talk=topic.conversation, asker=wanjiru, helper=claire, answer=answer)


def sends(client, person, address, **fields):
    """What this member's form does."""
    client.force_login(person.account)
    return client.post(address, {"form_key": new_key(), **fields})


def text_of(response):
    return response.content.decode()
