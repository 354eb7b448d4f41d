"""Reading a CSV file whole: UTF-8, exactly the columns asked for, lines as an editor counts them, cells
parted by commas or by semicolons.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from twinning.core.importing import Fault, Faulty, Row, Sheet

CONTROL = {chr(code) for code in range(32)} - {"\t", "\n"}


def read_sheet(content: bytes, *, columns: Sequence[str], key: str | Sequence[str]) -> Sheet:
    """Read a whole CSV file in UTF-8 that has exactly these columns; `key`, one column or several
    together, tells its rows apart.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        reason = _("This is not UTF-8. Save the file as “CSV UTF-8”.")
        return Sheet(faults=[Fault(line, "", reason)])
    sheet = Sheet()
    try:
        _read_rows(sheet, _records(text), columns, [key] if isinstance(key, str) else key)
    except Faulty as torn:
        sheet.faults += torn.faults
    return sheet


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each record that is not blank with the line on which it begins: a cell may hold many lines."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_parted_by(text), strict=True)
    begins = 1
    while (record := _next(reader, begins)) is not None:
        cells = [cell.replace("\r\n", "\n").replace("\r", "\n").strip() for cell in record]
        if any(cells):
            yield begins, cells
        begins = reader.line_num + 1


def _parted_by(text: str) -> str:
    """Spreadsheets write semicolons wherever numbers have a decimal comma; the headings tell."""
    headings = next((line for line in text.splitlines() if line.strip(" ,;")), "")
    return ";" if headings.count(";") > headings.count(",") else ","


def _next(reader: Any, begins: int) -> list[str] | None:
    try:
        return next(reader, None)
    except csv.Error as error:
        reason = _("The quotation marks do not match up from here on.")
        if "field limit" in str(error):
            reason = _("A cell is longer than any that can be read, or its quotation marks do not match up.")
        raise Faulty([Fault(begins, "", reason)]) from error


def _read_rows(
    sheet: Sheet, records: Iterator[tuple[int, list[str]]], columns: Sequence[str], key: Sequence[str]
) -> None:
    line, written = next(records, (1, []))
    headings = [heading.casefold() for heading in written]  # a spreadsheet's first letters are capital
    sheet.faults += _faults_of_headings(line, headings, columns)
    if sheet.faults:
        return
    seen: dict[tuple[str, ...], int] = {}
    for line, cells in records:
        row = Row(line, dict(zip(headings, cells, strict=False)))
        if unreadable := _unreadable(row, cells, headings):
            sheet.faults += unreadable
            continue
        if misnamed := _faults_of_key(row, key, seen):
            sheet.faults += misnamed
            continue
        sheet.rows.append(row)
    if not sheet.rows and not sheet.faults:
        sheet.faults.append(Fault(line, "", _("There is no row below the headings.")))


def _faults_of_headings(line: int, headings: list[str], columns: Sequence[str]) -> Iterator[Fault]:
    if not headings:
        yield Fault(line, "", _("The file is empty."))
        return
    for column in columns:
        if column not in headings:
            yield Fault(line, column, _("This column is missing."))
    for number, heading in enumerate(headings):
        if heading not in columns:
            known = ", ".join(columns)
            reason = _("This column is not known. The columns are: %(known)s.") % {"known": known}
            yield Fault(line, heading, reason)
        elif heading in headings[:number]:
            yield Fault(line, heading, _("This column is there twice."))


def _unreadable(row: Row, cells: list[str], headings: list[str]) -> list[Fault]:
    if len(cells) != len(headings):
        counts = {"cells": len(cells), "headings": len(headings)}
        return [row.fault("", _("%(cells)s cells below %(headings)s headings.") % counts)]
    reason = _("There is a character that cannot be shown.")
    return [row.fault(column, reason) for column, cell in row.cells.items() if CONTROL & set(cell)]


def _faults_of_key(row: Row, key: Sequence[str], seen: dict[tuple[str, ...], int]) -> list[Fault]:
    names = tuple(row[column] for column in key)
    if missing := [column for column, name in zip(key, names, strict=True) if not name]:
        return [row.fault(column, _("Every row needs one.")) for column in missing]
    if names in seen:
        reason = _("“%(name)s” is already on line %(line)s.")
        return [row.fault(key[-1], reason % {"name": ", ".join(names), "line": seen[names]})]
    seen[names] = row.line
    return []
