"""Check digits, each by its published rule. They take the digits as text."""

D = ("0123456789", "1234067895", "2340178956", "3401289567", "4012395678",
     "5987604321", "6598710432", "7659821043", "8765932104", "9876543210")  # fmt: skip
P = ("0123456789", "1576283094", "5803796142", "8916043527", "9453126870", "4286573901", "2793806415", "7046913258")
DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"


def us_ssn(digits: str) -> bool:
    """No area 000, 666 or 900 and above, no group 00, no serial 0000; nor the numbers once printed in advertisements."""
    area, group, serial = digits[:3], digits[3:5], digits[5:]
    advertised = digits in {"078051120", "219099999"}
    return area not in {"000", "666"} and area < "900" and group != "00" and serial != "0000" and not advertised


def nhs(digits: str) -> bool:
    """Modulus 11, weights 10 to 2; a rest of 10 is never given out."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    return 11 - total % 11 == (int(digits[9]) or 11)


def nir(number: str) -> bool:
    """97 minus the first 13 digits modulo 97; Corsica's 2A and 2B count as 19 and 18."""
    body = number[:13].upper().replace("2A", "19").replace("2B", "18")
    month = int(number[3:5])
    return 97 - int(body) % 97 == int(number[13:]) and (1 <= month <= 12 or 20 <= month <= 42 or month >= 50)  # noqa: PLR2004 - months, and what stands for unknown ones


def dni(number: str) -> bool:
    """The letter is the number modulo 23; a foreigner's first letter X, Y, Z counts as 0, 1, 2."""
    number = number.upper()
    body = number[:-1].replace("X", "0").replace("Y", "1").replace("Z", "2")
    return DNI_LETTERS[int(body) % 23] == number[-1]


def israeli(digits: str) -> bool:
    """Digits times 1 and 2 in turn, their cross sums together divisible by 10."""
    return sum(sum(divmod(int(digit) * (1 + place % 2), 10)) for place, digit in enumerate(digits)) % 10 == 0


def aadhaar(digits: str) -> bool:
    """Verhoeff's check: a walk through the dihedral group of order ten ends at 0."""
    state = 0
    for place, digit in enumerate(reversed(digits)):
        state = int(D[state][int(P[place % 8][int(digit)])])
    return state == 0


def is_made_up(number: str) -> bool:
    """One digit throughout, or counting up or down: what people type when they need any number."""
    digits = "".join(sign for sign in number if sign.isdecimal())
    return len(set(digits)) < 2 or digits in "01234567890123456789" or digits in "98765432109876543210"  # noqa: PLR2004 - one and the same
