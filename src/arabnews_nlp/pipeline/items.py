"""What goes into ``pipe()``: texts, mappings and documents, as a text to annotate and what waits for the result."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple, Self, TypeAlias, TypedDict

from arabnews_nlp.document.doc import Doc
from arabnews_nlp.document.given import checked_id, checked_meta, moment
from arabnews_nlp.errors import ArabNewsError, ArgumentTypeError, RecordError, plain_text

__all__ = ["Fields", "Given", "OnError", "Options", "read_item", "text_of"]


OnError: TypeAlias = Literal["raise", "record"]


class Options(TypedDict, total=False):
    """Arguments of ``pipe()`` that say nothing of what it yields."""

    text_field: str
    id_field: str
    date_field: str | None
    batch_size: int
    n_process: int


class Fields(NamedTuple):
    """Keys of a mapping that mean something."""

    text: str
    id: str
    date: str | None

    @classmethod
    def checked(cls, text: object, id: object, date: object) -> Self:
        """The keys that ``pipe()`` was given.

        :raises ArgumentTypeError: one that is no string.
        """
        if date is not None:
            date = _name("date_field", date)
        return cls(_name("text_field", text), _name("id_field", id), date)


class Given(NamedTuple):
    """An item as it is annotated, and what its result gets."""

    item: Any
    """The text, the text and its reference, or why there is none."""
    id: str | int | None = None
    meta: Mapping[str, Any] = {}

    def onto(self, result: Doc | RecordError) -> Doc | RecordError:
        """The result with the id and the fields of its item."""
        if isinstance(result, RecordError):
            if self.id is None and not self.meta:
                return result
            return RecordError(result.location, result.reason, self.id, self.meta)
        if self.id is not None:
            result.id = self.id
        if self.meta:
            result.meta = self.meta
        return result


def _name(argument: str, value: object) -> str:
    if not isinstance(value, str):
        raise ArgumentTypeError(argument, value, "the name of a field")
    return value


def text_of(item: Any) -> Any:
    """The text of an item as it is annotated."""
    return item[0] if type(item) is tuple else item


def read_item(item: Any, number: int, fields: Fields) -> Given:
    """An item of ``pipe()``; what is none becomes its error."""
    if type(item) is str:
        return Given(item)
    try:
        if isinstance(item, Doc):
            return Given(item.text if item.reference is None else (item.text, item.reference), item.id, item.meta)
        if isinstance(item, Mapping):
            return _mapping(item, number, fields)
        return Given(plain_text(item))
    except ArabNewsError as error:
        return Given(RecordError(f"record {number}", str(error)))


def _mapping(item: Mapping[str, Any], number: int, fields: Fields) -> Given:
    rest = {key: value for key, value in item.items() if key not in (fields.text, fields.id)}
    known = checked_id(item.get(fields.id))
    reason: str | None = None
    meta: Mapping[str, Any] = {}
    try:
        meta = checked_meta(rest)
    except ArabNewsError as error:
        reason = str(error)
    text = item.get(fields.text)
    if fields.text not in item:
        reason = f"no field {fields.text!r}; fields: {', '.join(map(str, item)) or 'none'}"
    elif not isinstance(text, str):
        reason = str(ArgumentTypeError(fields.text, text, "str"))
    reference = None
    if reason is None and fields.date is not None and (given := item.get(fields.date)) not in (None, ""):
        try:
            reference = moment(given)
        except ArabNewsError as error:
            reason = f"field {fields.date!r}: {error}"
    if reason is not None:
        return Given(RecordError(f"record {number}", reason), known, meta)
    text = plain_text(text)
    return Given(text if reference is None else (text, reference.isoformat()), known, meta)
