"""Handing direct posts to the moderators, and what comes of it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from tests import cast
from tests.conversations.rooms import sends, text_of

from trialogue.core.activity.models import Event
from trialogue.core.errors import Conflict, NotAllowed, Refused
from trialogue.hub.conversations import actions
from trialogue.hub.conversations.actions.reporting_direct import forget_reports
from trialogue.hub.conversations.direct.models import DirectReport, ReportedPost
from trialogue.hub.conversations.review import actions as review
from trialogue.people.notices.models import Notice
from trialogue.people.suspensions import Suspension

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    from types import SimpleNamespace

    tamar, ravi = cast.member("Tamar Levi"), cast.member("Ravi Kulkarni")
    direct = actions.begin_direct([tamar], source="Buy my course.", by=ravi, at=cast.AT)
    actions.write_post(direct.conversation, source="No, thank you.", by=tamar, at=cast.AT)
    actions.write_post(direct.conversation, source="Buy it NOW.", by=ravi, at=cast.AT)
    return SimpleNamespace(
        direct=direct, tamar=tamar, ravi=ravi, joseph=cast.member("Joseph Otieno"), noa=cast.member("Noa Peled")
    )


def reported(here, *numbers):
    return actions.report_direct(here.direct, numbers or {1, 3}, words="He does not stop.", by=here.tamar, at=cast.AT)


def test_only_what_was_chosen_reaches_the_moderators(client, here, run_jobs):
    door = reverse("message-report", args=[here.direct.pk])
    client.force_login(here.tamar.account)
    page = text_of(client.get(door))
    assert "Buy it NOW." in page
    assert "No, thank you." not in page
    assert sends(client, here.tamar, door, posts=["3"], words="He does not stop.").status_code == 302
    run_jobs()
    assert Notice.objects.get(person=here.joseph, because="staff").url == "/manage/reports/direct/"
    client.force_login(here.joseph.account)
    report = DirectReport.objects.get()
    assert "He does not stop." in text_of(client.get("/manage/reports/direct/"))
    page = text_of(client.get(f"/manage/reports/direct/{report.pk}/"))
    assert "Buy it NOW." in page
    assert "Buy my course." not in page
    assert client.get(here.direct.conversation.path).status_code == 404


def test_what_is_wrong_comes_back_with_what_was_typed(client, here):
    door = reverse("message-report", args=[here.direct.pk])
    for fields, said in (
        ({"words": "Spam"}, "Choose the posts the moderators are to see."),
        ({"posts": ["1"], "words": " "}, "Say in a sentence what is wrong with it."),
        ({"posts": ["1", "2"], "words": "Spam"}, "Report one person at a time"),
        ({"posts": ["2"], "words": "Spam"}, "You wrote this yourself."),
    ):
        answer = sends(client, here.tamar, door, **fields)
        assert answer.status_code == 400
        assert said in text_of(answer)
    assert DirectReport.objects.count() == 0


def test_nobody_reports_from_outside(here):
    with pytest.raises(NotAllowed):
        actions.report_direct(here.direct, {1}, words="Let me see", by=here.joseph, at=cast.AT)


def test_a_decision_tells_both_sides_and_neither_of_the_other(client, here, run_jobs):
    report = reported(here)
    door = reverse("manage-direct-report", args=[report.pk])
    assert sends(client, here.joseph, door, outcome="talked", reason="").status_code == 400
    assert sends(client, here.joseph, door, outcome="talked", reason="No selling here.").status_code == 302
    run_jobs()
    verbs = dict(Notice.objects.filter(verb__startswith="direct.report_").values_list("person__name", "verb"))
    assert verbs == {"Tamar Levi": "direct.report_answered", "Ravi Kulkarni": "direct.report_judged"}
    assert Event.objects.visible_to(here.ravi).filter(verb="direct.report_answered").count() == 0
    client.force_login(here.ravi.account)
    inbox = text_of(client.get("/inbox/"))
    assert "No selling here." in inbox
    assert "Tamar" not in inbox.split("posts you wrote directly")[1][:200]
    with pytest.raises(Conflict):
        actions.decide_direct_report(report, outcome="nothing", reason="Again", by=here.noa, at=cast.AT)


def test_a_manager_keeps_somebody_out_by_it_and_a_moderator_cannot(client, here):
    report = reported(here)
    door = reverse("manage-direct-report", args=[report.pk])
    assert sends(client, here.joseph, door, outcome="kept_out", reason="Spam.").status_code == 400
    with pytest.raises(NotAllowed):
        actions.decide_direct_report(report, outcome="kept_out", reason="Spam.", by=here.joseph, at=cast.AT)
    assert sends(client, here.noa, door, outcome="kept_out", reason="Spam.").status_code == 302
    assert Suspension.objects.get().person == here.ravi
    here.direct.refresh_from_db()
    client.force_login(here.tamar.account)
    assert "Buy my course." in text_of(client.get(here.direct.conversation.path))


def test_who_is_reported_does_not_decide(client, here):
    told = actions.write_post(
        actions.begin_direct([here.tamar], source="You are rude.", by=here.joseph, at=cast.AT).conversation,
        source="Very.", by=here.joseph, at=cast.AT,
    )  # fmt: skip
    report = actions.report_direct(told.conversation.direct, {2}, words="A moderator", by=here.tamar, at=cast.AT)
    client.force_login(here.joseph.account)
    assert client.get(f"/manage/reports/direct/{report.pk}/").status_code == 404
    with pytest.raises(NotAllowed):
        actions.decide_direct_report(report, outcome="nothing", reason="Fine.", by=here.joseph, at=cast.AT)
    assert list(DirectReport.objects.visible_to(here.noa)) == [report]


def test_copies_go_thirty_days_after_the_decision(here):
    report = reported(here)
    actions.decide_direct_report(report, outcome="nothing", reason="Within the rules.", by=here.joseph, at=cast.AT)
    assert forget_reports(at=cast.AT + timedelta(days=29)) == 0
    assert forget_reports(at=cast.AT + timedelta(days=30)) == 1
    assert ReportedPost.objects.count() == 0
    report.refresh_from_db()
    assert (report.words, report.reason) == ("", "Within the rules.")


def test_a_destroyed_post_cannot_be_reported(here):
    actions.redact(here.direct.conversation.posts.get(number=3), by=here.ravi, at=cast.AT, reason="Sorry")
    with pytest.raises(Refused, match="Choose the posts"):
        reported(here, 3)


def test_the_queue_of_posts_takes_nothing_said_directly(here):
    with pytest.raises(Refused, match="beside the conversation"):
        review.report(here.direct.conversation.posts.get(number=1), reason="spam", by=here.tamar, at=cast.AT)
    assert Event.objects.filter(verb="post.reported").count() == 0
