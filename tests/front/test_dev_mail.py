"""On one's own machine outgoing mail is read in the browser."""

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection

pytestmark = pytest.mark.django_db


@pytest.fixture
def mailbox(settings, tmp_path):
    settings.LOCAL = True
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
    return tmp_path / "mail"


def send(*subjects: str) -> None:
    with get_connection("django.core.mail.backends.filebased.EmailBackend") as connection:
        for subject in subjects:
            message = EmailMultiAlternatives(
                subject, f"Your code is 4711.\n\n{'-' * 30}\nשלום", to=["wanjiru@example.org"]
            )
            message.attach_alternative(f"<p style='color:red'>{subject}</p><script>alert(1)</script>", "text/html")
            connection.send_messages([message])


def test_the_newest_stands_first(client, mailbox):
    assert "No mail yet" in client.get("/dev/mail/").content.decode()
    send("First", "Second")
    page = client.get("/dev/mail/").content.decode()
    assert page.index("Second") < page.index("First")


def test_a_message_is_text_and_its_look_stands_apart(client, mailbox):
    send("Welcome")
    name = next(mailbox.iterdir()).name
    page = client.get(f"/dev/mail/{name}/0/").content.decode()
    assert "Your code is 4711." in page
    assert "שלום" in page
    assert "color:red" not in page
    html = client.get(f"/dev/mail/{name}/0/html/")
    assert b"color:red" in html.content
    assert html.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'; style-src 'unsafe-inline'")
    assert "script-src" not in html.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/dev/mail/x.log/0/", "/dev/mail/..%2Fsecret-key/0/", "/dev/mail/secret-key/0/html/"])
def test_nothing_else_is_read(client, mailbox, path):
    mailbox.mkdir()
    (mailbox.parent / "secret-key").write_text("secret")
    assert client.get(path).status_code == 404


def test_a_number_too_high_is_nothing(client, mailbox):
    send("Welcome")
    assert client.get(f"/dev/mail/{next(mailbox.iterdir()).name}/1/").status_code == 404


def test_elsewhere_there_is_nothing(client, mailbox, settings):
    send("Welcome")
    name = next(mailbox.iterdir()).name
    settings.LOCAL = False
    assert [
        client.get(path).status_code for path in ("/dev/mail/", f"/dev/mail/{name}/0/", f"/dev/mail/{name}/0/html/")
    ] == [404] * 3
