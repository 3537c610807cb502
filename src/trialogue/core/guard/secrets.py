"""Keys, tokens and passwords: known shapes, and assignments with a value that looks real."""

import re
from collections.abc import Iterator

from .findings import Finding, Grade
from .words import Read

_PRIVATE_KEY = re.compile(r"-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----")
_KEY_BODY = re.compile(r"[A-Za-z0-9+/]{40}")
_TOKENS = re.compile(
    r"(?<![A-Za-z0-9])(?:"
    r"(?P<own_token>tri_[\w-]{43}(?![\w-]))"
    r"|(?P<code_host_token>gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_\w{50,255}|gl(?:pat|dt|rt|ptt|cbt)-[\w-]{20,255}|ATBB[A-Za-z0-9]{32}|ATATT3[\w=-]{50,255})"
    r"|(?P<cloud_key>(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Z0-9])|AIza[\w-]{35}|GOCSPX-[\w-]{28}|ya29\.[\w-]{20,255}|do[opr]_v1_[a-f0-9]{64}"
    r"|[sr]k_live_[A-Za-z0-9]{16,255}|AccountKey=[A-Za-z0-9+/]{86}==|SG\.[\w-]{22}\.[\w-]{43}|sk-(?:ant-|proj-)[\w-]{20,255}|hf_[A-Za-z]{34})"
    r"|(?P<chat_token>xox[abeoprs]-[A-Za-z0-9-]{10,255}|xapp-\d-[A-Za-z0-9-]{20,255}|hooks\.slack\.com/services/T\w{6,20}/B\w{6,20}/\w{16,40}"
    r"|discord(?:app)?\.com/api/webhooks/\d{15,21}/[\w-]{50,100}|[MNO][A-Za-z0-9_-]{23,27}\.[\w-]{6}\.[\w-]{27,45}|\d{8,10}:AA[\w-]{33})"
    r"|(?P<registry_token>npm_[A-Za-z0-9]{36}|pypi-AgE[\w-]{50,255}|rubygems_[a-f0-9]{48}|cio[A-Za-z0-9]{32}(?![A-Za-z0-9])|dckr_pat_[\w-]{27}|oy2[a-z0-9]{43})"
    r")"
)
_WEB_TOKEN = re.compile(r"(?<![\w.-])eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{16,}")
_BEARER = re.compile(r"authorization[\"']?\s{0,3}[:=]\s{0,3}[\"']?(?:bearer|basic|token)\s{1,3}([\w.~+/=-]{16,500})", re.IGNORECASE)  # fmt: skip
_NAMES = (
    r"pass(?:word|wd|phrase)|pwd|mot[ _]de[ _]passe|contrase[ñn]a|clave|סיסמה|पासवर्ड|client[_-]?secret|secret(?:[_-]?key)?"
    r"|(?:api|access|auth|account)[_-]?key|(?:access|auth|api|refresh)[_-]?token"
)
_ASSIGNED = re.compile(
    rf"(?<![^\W_])(?:{_NAMES})[\"'`\]*]{{0,3}}[ \t]{{0,3}}(?:=>|:=|=|:)[ \t]{{0,3}}([\"'`]?)([A-Za-z0-9!#%&*+,./:=?@^_~|\\-]{{8,120}})(?=[\s\"'`;,)]|$)",
    re.IGNORECASE,
)
_IN_ADDRESS = re.compile(r"(?<=://)[^\s:/@<>{}$*]{1,64}:([^\s:/@<>{}$*]{6,80})@")
_PLACEHOLDER = re.compile(
    r"example|change.?me|your|xxx|\*\*\*|\.\.\.|placeholder|dummy|redacted|removed|sample|^(?:my|the)?[-_]?(?:pass(?:word)?|secret|token)$"
    r"|^(?:test|demo|admin|guest|user|root|foo|bar|abc|qwerty|p[a@]ssw[o0]rd)[\w!@#$]{0,6}$",
    re.IGNORECASE,
)
_NAME_OF_CODE = re.compile(r"[A-Za-z_]\w*(?:(?:\.|::|->)[A-Za-z_]\w*)+|[A-Za-z_]+\d{0,3}|[\w.-]*/[\w./-]*")


def _is_varied(value: str, least: int = 8) -> bool:
    return len(set(value)) >= least and not _PLACEHOLDER.search(value)


def _looks_real(value: str, *, quoted: bool) -> bool:
    """Letters and figures mixed as no name of a variable, no path and no placeholder mixes them."""
    value = value.rstrip(".,:;")
    if not _is_varied(value, 6) or "://" in value or value.startswith(("/", "./", "--")):
        return False
    letters, figures = any(map(str.isalpha, value)), sum(map(str.isdigit, value))
    signs = any(not sign.isalnum() and sign not in "_.:/" for sign in value)
    if not letters or not figures:
        return False
    return (quoted and (signs or figures > 1)) or not _NAME_OF_CODE.fullmatch(value)


def _known(text: str) -> Iterator[tuple[str, int, int]]:
    for match in _PRIVATE_KEY.finditer(text):
        if _KEY_BODY.search(text, match.end(), match.end() + 400):
            yield "private_key", *match.span()
    for match in _TOKENS.finditer(text):
        if _is_varied(match[0], 10):
            yield str(match.lastgroup), *match.span()
    for match in _WEB_TOKEN.finditer(text):
        yield "web_token", *match.span()


def _assigned(text: str) -> Iterator[tuple[str, int, int]]:
    for match in _BEARER.finditer(text):
        if _is_varied(match[1]) and any(map(str.isdigit, match[1])):
            yield "password", *match.span(1)
    for match in _ASSIGNED.finditer(text):
        if _looks_real(match[2], quoted=bool(match[1])):
            yield "password", *match.span(2)
    for match in _IN_ADDRESS.finditer(text):
        if _is_varied(match[1], 5) and not match[1].isalpha():
            yield "password", *match.span(1)


def secrets(read: Read) -> Iterator[Finding]:
    for found in (_known, _assigned):
        for kind, start, end in found(read.text):
            yield Finding(kind, Grade.SECRET, start, end)
