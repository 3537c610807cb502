"""The plan of the large demo told through the actions, one act after the other: what the bulk path has to equal."""

from trialogue.core import activity, limits
from trialogue.hub.conversations import actions as talk
from trialogue.hub.conversations.models import Post
from trialogue.hub.forum import actions as forum
from trialogue.hub.forum.models import Topic
from trialogue.hub.front.demo.large.calendar import moment
from trialogue.hub.front.demo.large.frame import build, grant_roles
from trialogue.hub.front.demo.large.newcomers import newcomers
from trialogue.hub.front.demo.large.released import release_all
from trialogue.hub.front.demo.large.roll import Roll
from trialogue.hub.front.demo.large.tickets import tickets
from trialogue.hub.front.demo.large.topics import topics
from trialogue.hub.products.models import Component
from trialogue.hub.tickets import actions as ticketing
from trialogue.people.actions.accounts import open_account
from trialogue.people.actions.joining import choose_voices, edit_profile, join, set_mail_pace
from trialogue.people.persons import Person


def replay(plan, reader):
    """As `add_mass`, slowly."""
    with activity.origin("import"), limits.lifted():
        roll = Roll()
        for newcomer in newcomers(plan):
            roll.add_person(joined(newcomer))
        roll.add_person(reader)
        grant_roles(plan, roll)
        frame = build(plan, roll, lambda _done, _of: None)
        asked = {drawn.nth: _Topic(plan, roll, frame, drawn).tell() for drawn in topics(plan)}
        for drawn in tickets(plan):
            _Ticket(plan, roll, frame, drawn, asked.get(drawn.topic.nth) if drawn.topic else None).tell()
        release_all(plan, frame, roll, lambda _done, _of: None)


def joined(new):
    at = moment(new.at)
    person = join(name=new.name, language=new.language, at=at)
    open_account(person, email=f"{person.handle}@example.org", at=at)
    choose_voices(person, voices=new.voices, by=person, at=at)
    edit_profile(
        person, by=person, at=at, says=new.says, country=new.country, time_zone=new.zone, languages=new.languages,
        skills=new.skills,
    )  # fmt: skip
    set_mail_pace(person, pace="never", by=person, at=at)
    return person


class _Talk:
    def __init__(self, plan, roll, frame, drawn):
        self.plan, self.roll, self.frame, self.drawn = plan, roll, frame, drawn

    def who(self, number):
        return Person.objects.get(pk=self.roll.ids[number])

    def version(self, nth):
        return None if nth is None else self.frame.milestones[nth].version

    def happen(self, act):
        """One act; `self.thing` is the topic or ticket."""
        by, at, conversation = self.who(act.who), moment(act.at), self.thing.conversation
        source = self.plan.texts.source
        match act.verb:
            case "post":
                assert talk.write_post(conversation, source=source(act.value), by=by, at=at).number == act.number
            case "thanks":
                assert talk.react(self.post(act.number), kind="thanks", by=by, at=at)
            case "edit":
                post = self.post(act.number)
                talk.edit_post(post, source=source(act.value), seen_version=post.version, by=by, at=at)
            case "follow":
                talk.follow(conversation, level=act.value, by=by, at=at)
            case "read":
                talk.mark_read(conversation, number=act.number, by=by, at=at)
            case _:
                self.happen_here(act, by, at)

    def post(self, number):
        return Post.objects.get(conversation_id=self.thing.conversation_id, number=number)


class _Topic(_Talk):
    def tell(self):
        drawn = self.drawn
        self.thing = forum.open_topic(
            self.frame.places[drawn.place], title=drawn.title, source=self.plan.texts.source(drawn.text), by=self.who(drawn.who),
            at=moment(drawn.at), kind=drawn.kind, product_version=self.version(drawn.version), language=drawn.marked,
        )  # fmt: skip
        for act in drawn.acts:
            self.happen(act)
        return self.thing

    def happen_here(self, act, by, at):
        match act.verb:
            case "same":
                forum.same_here(self.thing, by=by, at=at)
            case "accept":
                forum.accept(
                    self.thing, self.post(act.number), by=by, at=at, holds_from=self.version(self.drawn.version)
                )
            case "close":
                forum.close(self.thing, by=by, at=at, reason=act.value)


class _Ticket(_Talk):
    def __init__(self, plan, roll, frame, drawn, topic):
        super().__init__(plan, roll, frame, drawn)
        self.topic = topic

    def tell(self):
        drawn, frame = self.drawn, self.frame
        component = None if drawn.component is None else Component.objects.get(pk=frame.components[drawn.component])
        begun = {
            "product": frame.product, "title": drawn.title, "source": self.plan.texts.source(drawn.text), "kind": drawn.kind,
            "priority": drawn.priority, "component": component, "found_in": self.version(drawn.found_in),
            "by": self.who(drawn.who), "at": moment(drawn.at),
        }  # fmt: skip
        if self.topic is None:
            self.thing = ticketing.open_ticket(**begun)
        else:
            topic = Topic.objects.get(pk=self.topic.pk)
            self.thing = ticketing.carry_over(topic, topic.conversation.posts.get(number=1), **begun)
        for act in drawn.acts:
            self.happen(act)

    def happen_here(self, act, by, at):
        match act.verb:
            case "move":
                ticketing.move(self.thing, to=act.value[0], reason=act.value[1], by=by, at=at)
            case "plan":
                ticketing.plan(self.thing, milestone=self.frame.milestones[act.value], by=by, at=at)
            case "assign":
                ticketing.edit_ticket(self.thing, assignee=self.who(act.value), by=by, at=at)
            case "affect":
                assert ticketing.affect(self.thing, by=by, at=at)
