"""Names of places that are known beforehand: countries, and cities that zones are named for."""

from __future__ import annotations

from functools import cache

from index.names.words import REGIONS

_NO_CITIES = frozenset("Etc SystemV US Brazil Canada Chile Mexico posix right".split())


@cache
def known() -> frozenset[str]:
    """Return known places' names, casefolded.

    Countries and continents come from CLDR through Babel, cities from the names of time zones.
    """
    from zoneinfo import available_timezones

    from babel import Locale

    territories = Locale.parse("en").territories
    countries = {name.casefold() for code, name in territories.items() if code != "ZZ"}
    cities = {
        zone.rpartition("/")[2].replace("_", " ").casefold()
        for zone in available_timezones()
        if "/" in zone and zone.partition("/")[0] not in _NO_CITIES
    }
    return frozenset(countries | cities | REGIONS)
