"""Names of months as news writes them, by language."""

from __future__ import annotations

from collections.abc import Mapping

# Names of January to December by ISO 639-1 code, each with its short forms behind it.
MONTHS: Mapping[str, tuple[str, ...]] = {
    code: tuple(names.split(", "))
    for code, names in {
        "en": "january jan, february feb, march mar, april apr, may, june jun, july jul, "
        "august aug, september sept sep, october oct, november nov, december dec",
        "de": "januar jänner jan, februar feb, märz maerz mrz, april apr, mai, juni jun, juli jul, "
        "august aug, september sept sep, oktober okt, november nov, dezember dez",
        "fr": "janvier, février fevrier fév, mars, avril avr, mai, juin, juillet juil, août aout, "
        "septembre, octobre, novembre, décembre déc",
        "es": "enero, febrero, marzo, abril, mayo, junio, julio, agosto, septiembre, octubre, "
        "noviembre, diciembre",
        "it": "gennaio, febbraio, marzo, aprile, maggio, giugno, luglio, agosto, settembre, "
        "ottobre, novembre, dicembre",
        "pt": "janeiro, fevereiro, março, abril, maio, junho, julho, agosto, setembro, outubro, "
        "novembro, dezembro",
        "nl": "januari, februari, maart, april, mei, juni, juli, augustus, september, oktober, "
        "november, december",
    }.items()
}


def numbered(*codes: str) -> dict[str, int]:
    """Return the number of each month's name, 1 to 12.

    Args:
        *codes: of the languages; none for all of them.
    """
    return {
        name: number
        for code in codes or MONTHS
        for number, names in enumerate(MONTHS[code], 1)
        for name in names.split()
    }
