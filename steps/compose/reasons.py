"""What is said of whole files: why each stands where it stands, and how many errors it holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from schema.findings import Lang, is_error, message
from schema.records import Finding, Submission
from schema.summary import Summary

Named = Mapping[tuple[str, str], Finding]


def of_files(summary: Summary) -> Named:
    """The first finding of each (file, code): it holds what the reason's sentence needs."""
    named: dict[tuple[str, str], Finding] = {}
    for finding in summary.findings:
        named.setdefault((finding.file, finding.code), finding)
    return named


def errors(summary: Summary) -> Counter[str | None]:
    """How many errors the files of each sender (registry code) hold; None = nobody knows whose."""
    senders = {sent.path: sent.district for sent in summary.submissions}
    return Counter(senders.get(f.file) for f in summary.findings if is_error(f.code))


def reason(sent: Submission, named: Named, lang: Lang) -> str:
    """The sentence for one file; of an accepted one, what it took over.

    A duplicate names its first file; what staff set aside has their own words.
    """
    if sent.status == "excluded":
        return sent.reason
    if sent.status == "duplicate":
        first = Finding("file_duplicate", sent.path, details={"first": sent.reason})
        return message(first, lang)
    if not sent.reason:
        return _applied(sent, lang)
    return message(named.get((sent.path, sent.reason), Finding(sent.reason, sent.path)), lang)


def _applied(sent: Submission, lang: Lang) -> str:
    """How many proposals a returned workbook accepts; "" where it is none."""
    if not sent.applied:
        return ""
    if lang == "en":
        return f"{sent.applied} proposals applied."
    return f"Đã áp dụng {sent.applied} đề nghị."
