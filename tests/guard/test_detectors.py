"""What is noticed and what is not, one sentence each."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.guard.samples import HARMLESS, PATIENTS, SECRETS, SSN

from trialogue.core.guard import Grade, digits, line_of, look, masked

DIGITS = st.text("0123456789", min_size=1)


def number(length, first="0123456789"):
    rest = st.text("0123456789", min_size=length - 1, max_size=length - 1)
    return st.tuples(st.sampled_from(first), rest).map("".join)


def kinds(text):
    return [finding.kind for finding in look(text)]


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in SECRETS.items() for text in texts])
def test_secrets(kind, text):
    assert [(finding.kind, finding.grade) for finding in look(f"We use\n{text}\nhere")] == [(kind, Grade.SECRET)]


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in PATIENTS.items() for text in texts])
def test_patients(kind, text):
    assert [(finding.kind, finding.grade) for finding in look(f"It says\n{text}\nhere")] == [(kind, Grade.PATIENT)]


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_left_alone(text):
    assert kinds(text) == []


def test_a_kind_can_be_off():
    assert look(f"SSN {SSN}", off=["us_ssn"]) == []


def test_each_place_is_said_once_and_the_secret_first():
    found = look(f"MRN 483920 then\npassword=Xy{SSN}q and {SSN}")
    assert [finding.kind for finding in found] == ["record_number", "password", "us_ssn"]


def test_the_line_and_a_masked_excerpt():
    text = f"One\ntwo\nSSN {SSN}"
    (found,) = look(text)
    assert (line_of(text, found), masked(text, found)) == (3, "5••-••-•••9")


def test_a_finding_never_repeats_the_text():
    assert SSN not in repr(look(SSN))


@given(number(9))
def test_every_ssn_by_the_rules_is_noticed(given_digits):
    said = f"{given_digits[:3]}-{given_digits[3:5]}-{given_digits[5:]}"
    real = digits.us_ssn(given_digits) and not digits.is_made_up(given_digits)
    assert (kinds(said) == ["us_ssn"]) == real


@given(number(9, "123456789"))
def test_nhs_numbers(body):
    check = 11 - sum(int(digit) * weight for digit, weight in zip(body, range(10, 1, -1), strict=True)) % 11
    right = {11: 0, 10: None}.get(check, check)
    valid = [digit for digit in range(10) if digits.nhs(f"{body}{digit}")]
    assert valid == ([] if right is None else [right])


@given(number(12, "12"), st.integers(1, 12))
def test_french_numbers(body, month):
    body = f"{body[:3]}{month:02}{body[5:]}1"
    valid = [key for key in range(100) if digits.nir(f"{body}{key:02}")]
    assert valid == [97 - int(body) % 97]


@given(number(8))
def test_spanish_numbers_have_one_letter(body):
    assert [letter for letter in digits.DNI_LETTERS if digits.dni(body + letter)] == [
        digits.DNI_LETTERS[int(body) % 23]
    ]


@given(number(8))
def test_israeli_numbers_have_one_check_digit(body):
    assert sum(digits.israeli(f"{body}{digit}") for digit in range(10)) == 1


@given(number(11, "23456789"), st.integers(0, 10), st.integers(1, 9))
def test_verhoeff_notices_every_wrong_digit(body, place, more):
    (valid,) = [f"{body}{digit}" for digit in range(10) if digits.aadhaar(f"{body}{digit}")]
    wrong = valid[:place] + str((int(valid[place]) + more) % 10) + valid[place + 1 :]
    assert not digits.aadhaar(wrong)


@given(st.text())
def test_any_text_is_read(text):
    for finding in look(text):
        assert 0 <= finding.start < finding.end <= len(text)
        masked(text, finding)
