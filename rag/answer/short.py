"""The short answer, and where it stands."""

from __future__ import annotations

from typing import Any

from pydantic_core import core_schema


class Short(str):
    """The short answer: a slice of a cited article that knows where it stands.

    It is a string, so that it can be printed and searched; as JSON it is an object.

    Attributes:
        citation: number of the citation whose sentence it stands in.
        start: first character, an offset into the cited article's text.
        end: one past the last character.
    """

    __slots__ = ("citation", "end", "start")
    citation: int
    start: int
    end: int

    def __new__(cls, text: str, citation: int, start: int, end: int) -> Short:
        """Make one of its words and their address."""
        own = super().__new__(cls, text)
        own.citation, own.start, own.end = citation, start, end
        return own

    @property
    def text(self) -> str:
        """Its words as a plain string."""
        return str(self)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        """Read it from its JSON object, and write it as one."""
        parts = core_schema.typed_dict_schema(
            {
                name: core_schema.typed_dict_field(schema)
                for name, schema in (
                    ("text", core_schema.str_schema()),
                    ("citation", core_schema.int_schema(ge=1)),
                    ("start", core_schema.int_schema(ge=0)),
                    ("end", core_schema.int_schema(ge=0)),
                )
            }
        )
        made = core_schema.no_info_after_validator_function(lambda value: cls(**value), parts)
        return core_schema.json_or_python_schema(
            json_schema=made,
            python_schema=core_schema.union_schema([core_schema.is_instance_schema(cls), made]),
            serialization=core_schema.plain_serializer_function_ser_schema(
                lambda value: {
                    "text": value.text,
                    "citation": value.citation,
                    "start": value.start,
                    "end": value.end,
                },
                return_schema=parts,
            ),
        )
