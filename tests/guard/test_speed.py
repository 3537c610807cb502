"""32 kB of the worst there is, in linear time."""

import time

import pytest
from tests.guard.samples import PATIENTS, SECRETS, SSN

from trialogue.core.guard import look
from trialogue.core.limits import POST_BYTES

PIECES = [
    "1", "1-", f"{SSN} ", "1234567890 ", "patient ", "patient 12345 ", "Aa ", "Aa Bb 12/03/1954 ", "eyJaaaaaaaa.", "eyJ", "a@a.",
    "a.", "+1 2", "-----BEGIN ", "-----BEGIN RSA PRIVATE KEY-----", "password=", "password = ", "authorization: bearer ", "://a:",
    "://", "ghp_", "github_pat_", "AKIA", "12/", "12 March 1954 ", "ssn 536904399 ", "ת", 'ת"ז 123456782 ', "आ", "x@y.z, ", "\n",
    "  ", "é", "=", " patient id no nr num ", "0 0 ", "9999 9999 9999 ", "aadhaar 2341 2341 2346 ", "A ", " 1 1 1", "•", "०",
    *(f"{text} " for texts in (*SECRETS.values(), *PATIENTS.values()) for text in texts),
]  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
def test_32_kb_take_less_than_a_tenth_of_a_second(piece):
    text = (piece * POST_BYTES)[:POST_BYTES]
    assert any(_seconds(text) < 0.1 for _ in range(3))


def _seconds(text):
    begun = time.process_time()
    look(text)
    return time.process_time() - begun
