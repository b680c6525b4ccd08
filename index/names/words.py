"""The English words that tell names from other words, and one kind of name from another."""

from __future__ import annotations

PERSON, PLACE, ORGANISATION, OTHER = "person", "place", "organisation", "other"

TITLES = frozenset(
    "mr mrs ms miss dr prof professor vice prime sir dame lord lady "
    "president vice-president chancellor king queen prince princess pope cardinal archbishop "
    "bishop rabbi imam reverend rev father sister "
    "senator sen representative rep congressman congresswoman governor gov mayor minister premier "
    "secretary ambassador judge justice attorney sheriff detective officer sergeant sgt "
    "lieutenant lt captain capt major colonel col general gen admiral adm commander coach "
    "chairman chairwoman chair spokesman spokeswoman spokesperson director chief ceo founder "
    "actor actress singer author economist analyst candidate deputy inspector".split()
)
"""Words before a name that say that it is a person's; they are no part of it."""

SAYING = frozenset(
    "said says told tells added tweeted wrote testified argued insisted replied recalled "
    "acknowledged admitted joked warned explained stressed who whose".split()
)
"""Words behind a name that say that it is somebody's who can speak."""

PLACED = frozenset("in near across outside around throughout inside toward towards".split())
"""Words before a name that say that it is a place's."""

ORGANISATIONS = frozenset(
    "administration agency alliance army assembly association authority bank board brigade bureau "
    "cabinet center centers centre church clinic club coalition college commission committee "
    "company conference congress corporation corp co council court department division embassy "
    "enterprises exchange federation force forces foundation front fund group guard hospital house "
    "inc industries institute institution institutes journal laboratory league legion ltd llc "
    "ministry monitor motors museum navy network news office organization organisation parliament "
    "partners party police post press reserve school senate service services society staff studios "
    "systems team technologies times tribune tribunal trust union university watch watchdog "
    "airlines airways brothers holdings herald gazette guardian".split()
)
"""Words of an organisation's name."""

PLACES = frozenset(
    "avenue bay beach boulevard bridge canyon city county creek desert district falls forest fort "
    "gulf harbor heights hill hills island islands lake mountain mountains ocean park peninsula "
    "plaza port prefecture province region republic ridge river road sea springs square state "
    "states strait street territory town township valley village airport".split()
)
"""Words of a place's name."""

GENERIC = (ORGANISATIONS | PLACES) - frozenset("congress senate parliament house cabinet".split())
"""Words that name nothing by themselves."""

THINGS = frozenset(
    "act agreement amendment award awards bill bowl championship championships constitution cup "
    "day deal fair festival game games law medal month olympics open order plan prize pact "
    "resolution season series show summit tour treaty trophy war week code covid christmas easter "
    "ramadan internet bible koran medicaid medicare obamacare".split()
)
"""Words of the names of what is neither."""

HEADS = frozenset(
    "administration agency army association bank board bureau center centers centre chamber "
    "college commission committee council court department federation house institute institutes "
    "kingdom league ministry office organization organisation republic school society states "
    "union university isle bay gulf strait city cape".split()
)
"""Words after which "of" or "for" goes on with the name."""

SMALL = frozenset("de la le du del della di da dos van von der den ter bin ibn al el".split())
"""Small words inside names of people and places."""

OPENERS = frozenset(
    "a about according across after again against all also although always among an and another "
    "any anyone are as at back because been before behind being below between both but by can "
    "could critics despite did do does doing down during each earlier either else even ever "
    "every everyone experts few finally first following for former from further given had has "
    "have having he health her here hers him his how however i if in indeed instead into is it "
    "its itself just last later least less like local many may maybe meanwhile might more "
    "moreover most much must my nearly neither never new next no nobody none nor not nothing now "
    "of off officials often old on once one only or other others our out over own people perhaps "
    "please police possibly put rather recent recently researchers residents same scientists "
    "second see several she should since so some someone soon still such than that the their "
    "them then there these they thing this those though three through thus to today together "
    "tomorrow too two under unlike until up upon us use very was we well were what when where "
    "whether which while who whom whose why will with within without would yes yesterday yet you "
    "your video photo photos read watch updated update exclusive opinion analysis image images "
    "story stories share email copyright reuters getty".split()
)
"""Words that begin a sentence with a capital and no name."""

CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december jan feb mar apr jun jul aug sept sep "
    "oct nov dec mon tue tues wed thu thurs fri sat sun spring summer autumn fall winter".split()
)

DEMONYMS = frozenset(
    "american americans african africans arab arabs argentine asian asians australian australians "
    "austrian belgian brazilian british briton britons canadian canadians catholic catholics "
    "chinese christian christians cuban czech danish democrat democratic democrats dutch egyptian "
    "english european europeans finnish french german germans greek haitian hindu hispanic "
    "hungarian indian indians indonesian iranian iranians iraqi irish islamic islamist israeli "
    "israelis italian italians japanese jewish jew jews jordanian kenyan korean koreans kurdish "
    "kremlin latino latinos lebanese libyan malaysian mexican mexicans muslim muslims nazi nazis "
    "nigerian norwegian pakistani palestinian palestinians persian philippine polish portuguese "
    "protestant republican republicans roman romanian russian russians saudi saudis scottish "
    "serbian somali spanish sunni swedish swiss syrian syrians taiwanese thai tibetan turkish "
    "ukrainian ukrainians venezuelan vietnamese welsh western yemeni gop".split()
)
"""Words of people of a nation, faith or party; no names of the three kinds by themselves."""

SHORT = frozenset(
    "zip ai ceo cfo coo tv dna rna hiv aids pc gdp gps vip usd pm am est et gmt utc ap faq id url "
    "pdf covid sars ipo ok ii iii iv lgbt lgbtq lgbtq+ suv atm diy qr phd md".split()
)
"""Words in capitals that are no names."""

SAME = {
    "u.s": "United States",
    "us": "United States",
    "u.s.a": "United States",
    "usa": "United States",
    "america": "United States",
    "united states of america": "United States",
    "u.k": "United Kingdom",
    "uk": "United Kingdom",
    "britain": "United Kingdom",
    "great britain": "United Kingdom",
    "u.n": "United Nations",
    "un": "United Nations",
    "e.u": "European Union",
    "eu": "European Union",
    "holland": "Netherlands",
    "burma": "Myanmar",
    "turkey": "Türkiye",
    "d.c": "Washington",
}
"""Names that are always another way of saying one."""

STATES = (
    "Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Hawaii Idaho "
    "Illinois Indiana Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan "
    "Minnesota Mississippi Missouri Montana Nebraska Nevada Ohio Oklahoma Oregon Pennsylvania "
    "Tennessee Texas Utah Vermont Virginia Washington Wisconsin Wyoming England Scotland Wales "
    "Gaza Crimea Kashmir Tibet Siberia Quebec Ontario Alberta Queensland Bavaria Catalonia"
).split()
_LONG = (
    "New Hampshire,New Jersey,New Mexico,New York,New York City,North Carolina,North Dakota,"
    "Rhode Island,South Carolina,South Dakota,West Virginia,Northern Ireland,West Bank,"
    "Middle East,Gaza Strip,British Columbia,Washington DC,San Francisco,San Diego,Las Vegas,"
    "New Orleans,Silicon Valley,Hong Kong,Tel Aviv,White House"
)
REGIONS = frozenset(name.casefold() for name in (*STATES, *_LONG.split(",")))
