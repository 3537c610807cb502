"""What a file shows of people before anybody opens it: text by its content, tables by their headings, DICOM, pictures' metadata."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import ExifTags, Image

from . import look
from .findings import Grade, line_of

READ = 512 * 1024
MOST = 50
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_TELLING = re.compile(
    r"(?:dob|dateofbirth|birthdate|birthday|mrn|medicalrecordnumber|patient(?:name|initials|id)?|subject(?:name|initials)"
    r"|ssn|nhs(?:number|no)?|firstname|lastname|surname|geburtsdatum|datedenaissance|fechadenacimiento)"
)
_AUTHOR = (ExifTags.Base.Artist, ExifTags.Base.XPAuthor, ExifTags.Base.Copyright)
_COMMENT = (ExifTags.Base.ImageDescription, ExifTags.Base.XPComment, ExifTags.Base.XPTitle, ExifTags.Base.XPSubject)


@dataclass(frozen=True)
class Trace:
    kind: str
    grade: Grade
    line: int = 0


def text_of(head: bytes) -> str | None:
    """The beginning of a file as text; None where it is none."""
    if head.startswith(_UTF16):
        return head.decode("utf-16", "ignore")
    if b"\x00" in head:
        return None
    try:
        return head.decode()
    except UnicodeDecodeError as broken:
        return head.decode("utf-8", "ignore") if broken.start > len(head) - 4 else head.decode("latin-1")


def _is_table_of_people(text: str) -> bool:
    """A heading that tells of people, and at least one row below it."""
    first, _, rest = text.lstrip("\ufeff\n\r ").partition("\n")
    cells = re.split(r"[,;\t|]", first[:2000])
    telling = {name for cell in cells if _TELLING.fullmatch(name := re.sub(r"[^a-z]", "", cell.lower()))}
    return len(cells) > 1 and bool(telling) and bool(rest.strip())


def traces_in(head: bytes) -> Iterator[Trace]:
    """Of the first `READ` bytes of a file that is no picture."""
    if head[128:132] == b"DICM":
        yield Trace("dicom", Grade.PATIENT)
    if (text := text_of(head)) is None:
        return
    if _is_table_of_people(text):
        yield Trace("patient_table", Grade.PATIENT, 1)
    for finding in look(text)[:MOST]:
        yield Trace(finding.kind, finding.grade, line_of(text, finding))


def _said(value: object) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-16-le" if b"\x00" in value else "utf-8", "ignore").replace("\x00", "")
    return str(value)


def metadata_of(image: Image.Image) -> dict[str, list[str]]:
    """What a picture carries beside what one sees: 'position', 'author', 'comment', with their words."""
    exif = image.getexif()
    found: dict[str, list[str]] = {"position": [], "author": [], "comment": []}
    if exif.get_ifd(ExifTags.IFD.GPSInfo):
        found["position"].append("")
    found["author"] += [_said(exif[tag]) for tag in _AUTHOR if tag in exif]
    found["comment"] += [_said(exif[tag]) for tag in _COMMENT if tag in exif]
    if (note := exif.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.UserComment)) is not None:
        found["comment"].append(_said(note)[8:])
    told = getattr(image, "text", None) or {name: image.info[name] for name in ("comment", "xmp") if name in image.info}
    for name, value in told.items():
        found["author" if name.lower() in {"author", "artist", "copyright"} else "comment"].append(_said(value))
    return {name: words for name, words in found.items() if words}


def traces_of_metadata(metadata: dict[str, list[str]]) -> Iterator[Trace]:
    """It is left out of the picture, so nothing in it is refused; but whose words name a patient may show one."""
    for words in metadata.values():
        for finding in look("\n".join(words)[:READ])[:MOST]:
            yield Trace(finding.kind, Grade.PATIENT)
