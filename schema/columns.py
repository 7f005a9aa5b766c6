"""Columns: the metadata on a row model's fields, and the row models' common base.

A field of a row model is declared once:

    leader_phone: Annotated[Cell, Column("Số điện thoại", PHONE, group=LEADER, must=ALWAYS)] = None

and the template, the reader, the checks, the list sheets, the returned workbook and the docs are
made from it. Judging runs inside pydantic: a faulty cell is a pydantic error whose type is a code
of the catalogue; a normalised one leaves a note in the validation context.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache
from typing import Any, Literal, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, ValidationError, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError, core_schema

from schema.readings import Broken, Value
from schema.units import Registry, Unit
from schema.verdicts import About, Remark, Verdict, error

Cell = object  # the type of every field: what a cell holds is its kind's business
Judge = Callable[[Value, About], Verdict]
Expected = Callable[[Unit, Registry, Mapping[str, str]], str]  # patterns by level
NEVER, ALWAYS = "", "always"  # Column.must; any other word names a condition of the row model


class Kind(NamedTuple):
    """One kind of cell: how it is judged and how Excel shows it and helps to type it."""

    name: str
    judge: Judge
    format: str = "General"  # Excel's number format; "@" = text
    show: Callable[[Any], Any] = lambda value: value  # the tidy value -> what a sheet shows
    choices: tuple[str, ...] = ()  # the drop-down list
    align: str = "left"
    privacy: Literal["open", "text", "contact"] = "text"  # as it is, contacts masked, all masked
    expected: Expected | None = None  # what a unit's cell must say, where it is known beforehand
    none: str = ""  # what is written where there is nothing yet to tell
    in_period: bool = False  # a day of the reporting period
    example: str = ""  # what a good cell may say; {day} stands for the deadline's date


class Column(NamedTuple):
    """One column of the appendix (or one line of its first sheet)."""

    label: str
    kind: Kind
    group: str = ""  # the first header level, spanning its columns
    also: tuple[str, ...] = ()  # other labels in use
    must: str = NEVER
    repeats: bool = False  # may be filled again on further lines of the same unit
    width: float = 14
    hint: str = ""  # the input hint on the cell
    example: str = ""  # instead of the kind's own
    field: str = ""

    def lines(self, values: Iterable[object]) -> str:
        """What several lines of a unit say in this column, as one cell of the summary shows it."""
        return "\n".join("–" if value is None else str(self.kind.show(value)) for value in values)

    @property
    def title(self) -> str:
        """The label with its group: `Lãnh đạo phụ trách: Họ tên`."""
        return f"{self.group}: {self.label}" if self.group else self.label

    def __get_pydantic_core_schema__(self, _source: Any, _handler: Any) -> core_schema.CoreSchema:
        """Let pydantic judge the cell by the column's kind."""
        return core_schema.with_info_plain_validator_function(self._validate)

    def _validate(self, value: Value, info: ValidationInfo) -> object:
        if value is None:
            return None
        context: Judging = info.context  # type: ignore[assignment]
        name = info.field_name or self.field
        verdict = _broken(value) if isinstance(value, Broken) else context.judge(self, name, value)
        if verdict.remarks:
            if verdict.is_error:
                raise _fault(verdict.remarks[0])
            context.notices.extend(Noted(name, remark) for remark in verdict.remarks)
        return verdict.value


class Noted(NamedTuple):
    """A remark with its field."""

    field: str
    remark: Remark


class Judging:
    """The context of one row's validation: what is known around it, and what was noted."""

    def __init__(
        self,
        about: About,
        hints: Mapping[str, About] | None = None,
        excused: Collection[str] = (),
    ) -> None:
        self.about = about
        self.hints = hints or {}  # field -> what is known around that cell alone
        self.excused = excused  # fields that may be blank here
        self.notices: list[Noted] = []
        self.errors: list[Noted] = []

    def judge(self, column: Column, field: str, value: Value) -> Verdict:
        """The verdict of the column's kind on one cell."""
        return column.kind.judge(value, self.hints.get(field, self.about))

    def is_faulty(self, field: str) -> bool:
        """Whether this cell already has an error."""
        return any(noted.field == field for noted in self.errors)

    def refuse(self, field: str, code: str, *suggestions: str, **details: str) -> None:
        """Record an error that a rule of the row found in one of its cells."""
        self.errors.append(Noted(field, Remark(code, suggestions, details)))

    def note(self, field: str, code: str, **details: str) -> None:
        """Record a notice that a rule of the row has on one of its cells."""
        self.notices.append(Noted(field, Remark(code, (), details)))


def _broken(value: Broken) -> Verdict:
    return error(value.code, shown=value.text)


def _fault(remark: Remark) -> PydanticCustomError:
    context = {"remark": remark}
    return PydanticCustomError(remark.code, "see the catalogue of findings", context)


Rule = Callable[[Any, Judging], None]


def rule(check: Rule) -> Rule:
    """Mark a method of a row model as a rule across its cells, run after they are judged."""
    check.is_rule = True  # type: ignore[attr-defined]
    return check


class Row(BaseModel):
    """Base of the row models: a faulty cell is recorded and left blank, the row lives on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @model_validator(mode="wrap")
    @classmethod
    def _keep_good_cells(cls, data: Any, handler: Any, info: ValidationInfo) -> Self:
        context: Judging = info.context  # type: ignore[assignment]
        try:
            row = handler(data)
        except ValidationError as caught:
            context.errors = [_noted(fault) for fault in caught.errors(include_input=False)]
            context.notices.clear()
            row = handler({name: v for name, v in data.items() if not context.is_faulty(name)})
        for check in rules(cls):
            check(row, context)
        return row  # type: ignore[no-any-return]

    @rule
    def required(self, judging: Judging) -> None:
        """A blank cell is an error where its column must be filled."""
        for column in columns(type(self)):
            blank = getattr(self, column.field) is None and not judging.is_faulty(column.field)
            if blank and column.field not in judging.excused and self.must(column):
                judging.refuse(column.field, "cell_required")

    def must(self, column: Column) -> bool:
        """Whether this row must fill the column: always, or where its condition holds."""
        return column.must == ALWAYS or bool(column.must and getattr(self, column.must, False))


def _noted(fault: Any) -> Noted:
    return Noted(str(fault["loc"][0]), fault["ctx"]["remark"])


@cache
def rules(model: type[Row]) -> tuple[Rule, ...]:
    """The rules of a row model, in the order in which they are declared."""
    return tuple(
        check
        for base in reversed(model.__mro__)
        for check in vars(base).values()
        if getattr(check, "is_rule", False)
    )


@cache
def columns(model: type[Row]) -> tuple[Column, ...]:
    """The columns of a row model, left to right."""
    return tuple(
        mark._replace(field=name)
        for name, info in model.model_fields.items()
        for mark in info.metadata
        if isinstance(mark, Column)
    )
