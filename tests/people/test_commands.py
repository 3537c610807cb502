"""`trialogue admin create` and `trialogue claim`."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from tests.cast import AT, member, unclaimed

from trialogue.people.actions.joining import join
from trialogue.people.persons import Person

pytestmark = pytest.mark.django_db


def create(email="noa@example.org", name="Noa Peled") -> str:
    out = io.StringIO()
    call_command("admin", "create", "--name", name, "--email", email, stdout=out)
    return out.getvalue()


def test_a_manager_is_made_and_the_link_signs_in():
    said = create()
    noa = Person.objects.get()
    assert noa.site_roles == {"manager", "maintainer", "developer", "moderator", "operator"}
    link = said.split("http://127.0.0.1:8000")[1].strip()
    client = Client()
    assert client.post(link)["Location"] == "/start/"
    assert client.get("/settings/").status_code == 200


def test_a_second_time_gives_a_new_link_and_nothing_else():
    create()
    assert "which is all" in create(name="Somebody Else")
    assert list(Person.objects.values_list("name", flat=True)) == ["Noa Peled"]


def test_a_member_becomes_manager():
    wanjiru = member("Wanjiru Kamau")
    create(email="wanjiru@example.org")
    assert "manager" in Person.objects.get(pk=wanjiru.pk).site_roles


@pytest.mark.parametrize(("email", "name"), [("noa", "Noa"), ("noa@example.org", " ")])
def test_wrong_input_makes_nobody(email, name):
    with pytest.raises(CommandError):
        create(email, name)
    assert not Person.objects.exists()


def claim(tmp_path, text: str) -> str:
    file, out, wrong = tmp_path / "claims.csv", io.StringIO(), io.StringIO()
    file.write_bytes(text.encode())
    try:
        call_command("claim", str(file), stdout=out, stderr=wrong)
    except CommandError as error:
        return f"{out.getvalue()}{wrong.getvalue()}{error}"
    return out.getvalue()


def test_imported_people_get_their_accounts_and_members_their_past(tmp_path):
    gerd, old = unclaimed("Gerd Alt"), unclaimed("W Kamau")
    wanjiru = member("Wanjiru Kamau")
    table = f"handle,mail\nGerd,gerd@example.org\n{old.handle},wanjiru@example.org\n"
    assert "signs in with gerd@example.org" in claim(tmp_path, table)
    gerd.refresh_from_db()
    old.refresh_from_db()
    assert (gerd.account.email, old.merged_into) == ("gerd@example.org", wanjiru)
    assert claim(tmp_path, table).count("was done before") == 2


def test_wrong_lines_are_named_and_the_others_done(tmp_path):
    unclaimed("Gerd Alt")
    join(name="Other", language="", at=AT)
    said = claim(tmp_path, "\ufeffhandle,mail\nnobody,x@example.org\nother,wrong\ngerd,gerd@example.org\n")
    assert "line 2: nobody has the handle 'nobody'." in said
    assert "line 3: Enter a valid email address." in said
    assert "2 lines could not be used" in said
    assert Person.objects.get(handle="gerd").is_claimed


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n"])
def test_a_file_without_its_columns_is_refused(tmp_path, text):
    assert "columns handle and mail" in claim(tmp_path, text)
