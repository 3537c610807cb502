"""Made-up numbers that keep the rules of the real ones. Tokens are put together here, so that no scanner takes them for real."""

SSN = "536-90-4399"
BIRTH = "born on 3 March 1984"
BODY = "aB3dE5gH7jK9mN1pQ3rS5tU7vW9xY1zA3bC5_-xQwErT"
TOKEN = "gh" + "p_" + BODY[:36]
KEY = "-----BEGIN RSA " + "PRIVATE KEY-----\n" + "MIIEowIBAAKCAQEAu1SU1LfVLPHCozMxH2Mo4lgOEePzNm0tRgeLezV6ffAt0gun\n"

SECRETS = {
    "private_key": [KEY, KEY.replace("RSA ", ""), "key: " + KEY.replace("\n", "\\n")],
    "code_host_token": [TOKEN, "github" + "_pat_" + BODY[:36] * 2, "gl" + "pat-" + BODY[:22]],
    "cloud_key": ["AK" + "IAQ7RT5KD2MW9XZL4P", "AI" + "za" + BODY[:35], "s" + "k_live_" + BODY[:24]],
    "chat_token": ["xo" + "xb-123456789012-abcdefghijkl", "123456789:" + "AA" + BODY[:33]],
    "registry_token": ["np" + "m_" + BODY[:36], "py" + "pi-AgE" + BODY + BODY],
    "web_token": ["ey" + "JhbGciOiJIUzI1NiJ9.ey" + "JzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P"],
    "own_token": ["tri" + "_" + BODY[:43]],
    "password": [
        "password=Tr0ub4dor&3", "DB_PASSWORD=s3cr3tPa55", "password: 'hunter22b'", 'client_secret = "a8F3k9Lm2Q"',
        "Authorization: Bearer abcdef0123456789abcdef", "postgres://app:Qw3rty9!x@db/study",
        "mot de passe : Kw7#pled9", "contraseña: Kw7#pled9", "סיסמה: Kw7#pled9", "पासवर्ड: Kw7#pled9",
    ],
}  # fmt: skip
PATIENTS = {
    "us_ssn": [SSN, "SSN 536 90 4399", "my ssn is 536904399"],
    "uk_nhs": ["NHS number 943 476 5919", "NHS no. 9434765919."],
    "fr_nir": ["NIR 1 84 12 76 451 089 46", "carte vitale 184127645108946"],
    "es_dni": ["DNI 48213907L", "El paciente con NIE X4821390S"],
    "il_id": ['ת"ז 123456782', "תעודת זהות 12345678-2", "בתעודת הזהות: 123456782", "teudat zehut 123456782"],
    "in_aadhaar": ["Aadhaar 2341 2341 2346", "आधार 234123412346"],
    "birth_date": [
        "DOB: 12/03/1954", BIRTH, "née le 3 mars 1984", "nacida el 3 de marzo de 1984", "fecha de nacimiento 12-03-84",
        "נולד ב-12.3.1984", "תאריך לידה: 12/03/84", "जन्म तिथि 12-03-1984", '{"dob": "1984-03-12"}',
        "Jane Doe, 12/03/1954", "Jane Q. Doe (1954-03-12)",
    ],
    "record_number": [
        "MRN: 00483920", "MRN 4711", "Subject 1001-004 failed", "patient id: 104233", "patient_id=104233",
        "מטופל מספר 104233", "participante nº 20-0193", "रोगी संख्या 104233",
    ],
    "mail_list": ["a.b@clinic.org, c.d@clinic.org; e.f@clinic.org"],
    "phone_list": ["+254 712 345 678, +44 20 7946 0958 and +33 6 12 34 56 78"],
}  # fmt: skip
HARMLESS = [
    "DOB 01/01/1960", "born on 1 January 1960", "birth date 1900-01-01", "date of birth: Jan 1, 1970", "participants: 12500 in all",
    "random seed 123456782 for the subject list", "DATABASE_URL=postgres://trialogue:trialogue@localhost/trialogue",
    "password: 'test1234'", "password=Passw0rd!",
    "Build 4.2.15 of 12/03/2024 fixes it.", "123-45-6789 is a made-up number.", "Call 555-0199.", "IP 192.168.10.12",
    "The patient knows the month only.", "Subject: RE: the import", "patient 12 of 40", "subjects 1-20, in 2024",
    "password = get_password();", "password=your_password1", "password: ********", "PASSWORD=$DB_PASSWORD1",
    "set password=<your password 1>", "token = response.token2;", "AK" + "IAIOSFODNN7EXAMPLE", "gh" + "p_" + "x" * 36,
    "a@example.org, b@example.org, c@example.org", "info@clinic.org support@clinic.org sales@clinic.org",
    "Author: A <a@b.org>\nAuthor: B <b@b.org>\nAuthor: C <c@c.org>", "9434765919 bytes", "id 123456782", "x = 2341 2341 2346",
    "-----BEGIN PRIVATE KEY----- is how such a file begins.", "postgres://user:password@localhost/db", "The 3 March 2024 release",
    "https://example.org/123456782/1841276451089", "a1b2c3d4-5566-7788-99aa-536904399abc",
]  # fmt: skip
