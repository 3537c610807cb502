"""Work that failed for good is shown to who may mend it, and tried again."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests import cast
from tests.core import sample_jobs

from trialogue.core.activity.models import Event
from trialogue.core.errors import Conflict
from trialogue.core.jobs.failed import failed
from trialogue.core.jobs.run import run_all
from trialogue.hub.front.actions import retry_job

pytestmark = pytest.mark.django_db


@pytest.fixture
def broken(db):
    """One job that failed at its last try."""
    sample_jobs.break_down.enqueue()
    for hours in range(2):
        run_all(at=timezone.now() + timedelta(hours=hours), raise_failures=False)
    return failed().get()


def test_nothing_failed(as_noa):
    assert "Nothing failed" in as_noa.get("/manage/work/").content.decode()
    assert "of work failed" not in as_noa.get("/manage/").content.decode()


def test_it_is_listed_with_its_reason_and_named_on_the_first_page(as_noa, broken):
    page = as_noa.get("/manage/work/").content.decode()
    assert "tests.core.sample_jobs.break_down" in page
    assert "ValueError: the mail server said no" in page
    assert "2 tries" in page
    assert "One piece of work failed" in as_noa.get("/manage/").content.decode()


def test_it_is_tried_again_from_the_start(as_noa, noa, broken):
    answer = as_noa.post(f"/manage/work/{broken.pk}/again/", follow=True)
    assert "It is tried again" in answer.content.decode()
    broken.refresh_from_db()
    assert (broken.status, broken.worker_ids) == ("READY", [])
    assert run_all(raise_failures=False) == 1
    broken.refresh_from_db()
    assert (broken.status, len(broken.worker_ids)) == ("READY", 1)
    told = Event.objects.get(verb="job.retried")
    assert (told.actor_id, told.words["job"]) == (noa.pk, "tests.core.sample_jobs.break_down")


def test_two_who_try_it_again_do_it_once(noa, broken):
    retry_job(broken, by=noa, at=cast.AT)
    with pytest.raises(Conflict):
        retry_job(broken, by=noa, at=cast.AT)
    assert Event.objects.filter(verb="job.retried").count() == 1


def test_the_api_does_the_same(as_noa, broken):
    found = as_noa.get("/api/v1/jobs/failed").json()
    assert [(row["id"], row["why"], row["tries"]) for row in found] == [
        (str(broken.pk), "ValueError: the mail server said no", 2)
    ]
    assert as_noa.post(f"/api/v1/jobs/{broken.pk}/retry").json() == {"done": True}
    assert as_noa.get("/api/v1/jobs/failed").json() == []
    assert as_noa.post(f"/api/v1/jobs/{broken.pk}/retry").status_code == 404


def test_it_is_not_for_everybody(signed_in, broken):
    browser = signed_in(cast.member())
    assert browser.get("/manage/work/").status_code == 403
    assert browser.post(f"/manage/work/{broken.pk}/again/").status_code == 403
    assert browser.get("/api/v1/jobs/failed").status_code == 403
    assert browser.post(f"/api/v1/jobs/{broken.pk}/retry").status_code == 403
