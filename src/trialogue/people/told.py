"""The sentences of what people do, for timelines and the audit log."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from trialogue.core.activity.sentences import speaks, tell
from trialogue.core.design.moments import full
from trialogue.core.edge import Reach, reaches
from trialogue.people.audiences import Role
from trialogue.people.countries import country_name
from trialogue.people.notices.post_office import writes
from trialogue.people.trust.levels import Level

tell("person.joined", "user-plus", _("{actor} joined."))
tell("person.voices_chosen", "circle-user", _("{actor} said what brings them here."))
tell("person.profile_edited", "pencil", _("{actor} edited their profile."))
tell("person.picture_changed", "image", _("{actor} changed their picture."))
tell("person.mail_pace_set", "mail", _("{actor} changed how they are mailed."))
speaks("role", lambda slug: str(dict(Role.choices).get(slug, slug)))
tell("role.granted", "key-round", _("{actor} made {person} {role}."))
tell("role.revoked", "key-round", _("{actor} took the role {role} back from {person}."))
tell("claim.made", "fingerprint-pattern", _("{actor} says that {person} is them."))
tell("claim.confirmed", "fingerprint-pattern", _("{actor} confirmed that {person} is {member}."))
tell("claim.declined", "fingerprint-pattern", _("{actor} declined that {person} is {member}."))
tell("person.merged", "merge", _("{person} is now {member}."))
tell("person.unmerged", "split", _("{actor} took {person} apart again."))
tell("account.opened", "key-round", _("An account was opened for {person}."))
speaks("level", lambda slug: str(Level[slug.upper()].label))
tell("trust.set", "sprout", _("{actor} set {person} to “{level}” by hand."))
tell("trust.let_grow", "sprout", _("{actor} lets the trust in {person} grow by itself again."))
tell("trust.grown", "sprout", _("{person} is “{level}” now, by reading and helping."))
tell("trust.changed", "sprout", _("{actor} changed what trust takes, or the limits of those who are new."))
tell("person.silenced", "volume-x", _("{actor} silenced {person} until {silent_until}."))
tell("person.unsilenced", "volume-2", _("{actor} ended the silence of {person}."))
tell("person.you_silenced", "volume-x", _("You read here and write nothing until {silent_until}. The reason: {reason}"))
tell("person.you_unsilenced", "volume-2", _("You may write here again."))
speaks("silent_until", lambda moment: full(datetime.fromisoformat(moment)))
writes("person.you_silenced", "people/mail/silenced")
tell("person.suspended", "user-x", _("{actor} kept {person} out."))
speaks("country", country_name)
tell("representative.appointed", "globe", _("{actor} appointed {person} as representative for {country}."))
tell("representative.ended", "globe", _("{person} no longer represents {country}."))
tell("person.cleared", "brush-cleaning", _("{actor} cleared away everything of {person}."))
tell("person.uncleared", "undo-2", _("{actor} brought back everything of {person}."))
tell("person.let_in", "user-check", _("{person} may sign in again."))
tell("account.signed_out", "log-out", _("{actor} signed out on other devices."))
tell("account.password_set", "key-round", _("{actor} set a password."))
tell("account.password_changed", "key-round", _("{actor} changed their password."))
tell("account.password_reset", "key-round", _("{actor} chose a new password with a mailed code."))
tell("account.address_added", "mail", _("{actor} added an address."))
tell("account.address_removed", "mail", _("{actor} removed an address."))
tell("account.address_chosen", "mail", _("{actor} is mailed at another address now."))
tell("token.made", "key-round", _("{actor} made the token {token}."))
tell("token.revoked", "key-round", _("{actor} revoked the token {token}."))
reaches(Reach.NOWHERE, "person.mail_pace_set", "account.signed_out", "token.made", "token.revoked")
reaches(Reach.NOWHERE, "trust.set", "trust.let_grow", "trust.grown", "trust.changed")
