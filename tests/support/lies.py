"""What bad models say of true sentences: one scene a set of sentences, one lie a case.

`[n]` in a lie is what the model cites; a lie stands for a kind of error.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Scene:
    """Sentences, a question, what may be said of them and what may not."""

    name: str
    question: str
    text: str
    truths: tuple[str, ...]
    lies: dict[str, str]


SCENES = (
    Scene(
        "talks",
        "Why did the ministry stay away from the talks?",
        "The Unification Ministry stayed away from the talks because there was not much to "
        "discuss, an official said. Kevin Kim led the American delegation of six. The talks "
        "lasted three hours and ended without a statement. The ministry had been invited on "
        "8 December.",
        (
            "The Unification Ministry stayed away from the talks because there was not much to "
            "discuss, an official said [1].",
            "Kevin Kim led the American delegation [2].",
        ),
        {
            "cause": "The ministry stayed away because of the lack of participation from the US "
            "Department of State [1].",
            "negation": "The ministry stayed away because there was much to discuss [1].",
            "number": "Kevin Kim led the American delegation of sixteen [2].",
            "name": "Kevin Kane led the American delegation [2].",
            "role": "Kevin Kim led the South Korean delegation [2].",
            "turned": "The ministry had not been invited [4].",
            "date": "The ministry had been invited on 18 December [4].",
            "outcome": "The talks ended with a statement [3].",
            "length": "The talks lasted three days [3].",
            "opinion": "The ministry acted irresponsibly and should resign [1].",
            "uncited": "The ministry boycotted the talks in protest against Washington.",
        },
    ),
    Scene(
        "ferry",
        "How long does the crossing take?",
        "The ferry to Osk sailed again on Tuesday after nine weeks in the yard. Marn Lines "
        "replaced both propellers at a cost of 1.4 million crowns. Captain Elin Torvald said that "
        "the crossing now takes 35 minutes, ten fewer than before. Fares stay the same until June.",
        (
            "Captain Elin Torvald said that the crossing takes 35 minutes [3].",
            "Fares stay the same until June [4].",
        ),
        {
            "unit": "The crossing now takes 35 hours [3].",
            "compare": "The crossing now takes ten minutes more than before [3].",
            "number": "Marn Lines replaced both propellers at a cost of 14 million crowns [2].",
            "sank": "The ferry to Osk sank on Tuesday [1].",
            "fares": "Fares rise in June [4].",
            "before": "Fares stay the same after June [4].",
            "who": "Captain Marn Lines said that the crossing takes 35 minutes [3].",
            "part": "Marn Lines replaced the engine at a cost of 1.4 million crowns [2].",
            "invented": "Passengers were delighted by the quick crossing [1][3].",
            "quotation": 'Captain Elin Torvald said: "We are proud of our ship" [3].',
        },
    ),
    Scene(
        "rate",
        "What did the central bank decide?",
        "The Central Bank of Belmora left its key rate at 5.75 per cent on Thursday. Six of the "
        "seven members voted to hold, and Wilhelmina Cray wanted a cut. The Chamber of Industry "
        "said that the bank had missed an opportunity. The Trade Union Congress took the bank's "
        "side. Inflation stood at 3.4 per cent in November, against 5.2 per cent in February.",
        (
            "The Central Bank of Belmora left its key rate at 5.75 per cent [1].",
            "Inflation stood at 3.4 per cent in November [5].",
        ),
        {
            "raised": "The Central Bank of Belmora raised its key rate to 5.75 per cent [1].",
            "swapped months": "Inflation stood at 5.2 per cent in November [5].",
            "swapped bodies": "The Trade Union Congress said that the bank had missed an "
            "opportunity [3][4].",
            "dissent": "Wilhelmina Cray voted to hold [2].",
            "all": "All seven members voted to hold [2].",
            "rose": "Inflation rose to 3.4 per cent in November [5].",
            "forecast": "The rate will fall to 5.5 per cent in January [1].",
            "day": "The Central Bank of Belmora left its key rate at 5.75 per cent on Friday [1].",
            "fabricated": "Belmora's florin crashed after the decision [1].",
            "wrong number cited": "The finance minister criticised the bank [12].",
        },
    ),
    Scene(
        "election",
        "Who won the election?",
        "The Reform Bloc of Dario Lunt won 61 of the 120 seats, the election commission said. "
        "The Civic Union of Oriana Besk won 46 seats. Besk conceded defeat before midnight on "
        "Sunday. Lunt promised that the pension age would return to 63. A recount confirmed the "
        "seat of Monte Cereo by 87 votes.",
        (
            "A recount confirmed the seat of Monte Cereo [5].",
            "Besk conceded defeat before midnight [3].",
        ),
        {
            "swapped winner": "Oriana Besk won 61 of the 120 seats [1][2].",
            "conceded": "Dario Lunt conceded defeat before midnight on Sunday [3].",
            "promise done": "The pension age returned to 63 [4].",
            "higher": "Lunt promised that the pension age would return to 66 [4].",
            "margin": "A recount confirmed the seat of Monte Cereo by 112 votes [5].",
            "fraud": "The election commission found fraud in Monte Cereo [5].",
            "majority": "The Reform Bloc won two thirds of the seats [1].",
            "refusal": "Besk refused to concede defeat [3].",
            "turnout": "Turnout was 67.8 per cent [1].",
            "time": "Besk conceded defeat after midnight [3].",
            "coalition": "The Civic Union will govern with the Greens [2].",
        },
    ),
    Scene(
        "mine",
        "How many miners died?",
        "The explosion at Karsk killed eleven miners and injured 25, the inquiry found. The "
        "ministry had first counted 14 dead because three names stood on the list twice. The main "
        "fan had been switched off for nine hours to save electricity. Karsk Carbon denied that "
        "it had ignored warnings. The union demanded 400,000 marks for each family.",
        (
            "The explosion at Karsk killed eleven miners [1].",
            "The main fan had been switched off for nine hours to save electricity [3].",
        ),
        {
            "old count": "The explosion at Karsk killed 14 miners [1].",
            "denial gone": "Karsk Carbon had ignored warnings [4].",
            "fan": "The main fan had been switched on for nine hours [3].",
            "reason": "The main fan had been switched off for nine hours to repair it [3].",
            "paid": "The union received 400,000 marks for each family [5].",
            "payer": "Karsk Carbon demanded 400,000 marks for each family [5].",
            "injured": "The explosion at Karsk injured eleven miners and killed 25 [1].",
            "blame": "The miners caused the explosion by smoking [1].",
            "inquiry": "The inquiry cleared Karsk Carbon of blame [1][4].",
            "list": "The ministry had first counted 14 dead because three bodies were missing [2].",
        },
    ),
    Scene(
        "treaty",
        "What does the treaty say about water?",
        "Ombria and Kessland signed a treaty on the river Sarn on 14 October. Ombria guarantees "
        "90 cubic metres a second in the dry season and 60 in a drought. Kessland's farmers "
        "called the treaty a good beginning. National Harvest opposes it and wants a vote put off "
        "until June. The Adun Dam belongs to Ombria Hydro.",
        (
            "Ombria guarantees 90 cubic metres a second in the dry season [2].",
            "The Adun Dam belongs to Ombria Hydro [5].",
        ),
        {
            "swapped season": "Ombria guarantees 60 cubic metres a second in the dry season [2].",
            "swapped party": "Kessland guarantees 90 cubic metres a second in the dry season [2].",
            "support": "National Harvest supports it [4].",
            "farmers": "Kessland's farmers called the treaty a bad beginning [3].",
            "owner": "Ombria Hydro belongs to the Adun Dam [5].",
            "date": "Ombria and Kessland signed a treaty on 14 November [1].",
            "river": "Ombria and Kessland signed a treaty on the river Adun [1][5].",
            "war": "Ombria and Kessland went to war over the river Sarn [1].",
            "vote": "The vote was put off until June [4].",
            "unit": "Ombria guarantees 90 cubic metres a day in the dry season [2].",
        },
    ),
    Scene(
        "crown",
        "Who found the crown?",
        "The farmer Odile Brandt found the Salt Crown in a milk can in a barn near Ostel. "
        "Investigators now believe that four people broke into the museum, not three. The crown "
        "was insured for 18 million talers and the reward was 200,000. The guard thought that the "
        "alarm was a false one. The director, Balthasar Keane, resigned in March.",
        (
            "The farmer Odile Brandt found the Salt Crown in a milk can [1].",
            "The director, Balthasar Keane, resigned in March [5].",
        ),
        {
            "who": "The police found the Salt Crown in a milk can [1].",
            "where": "Odile Brandt found the Salt Crown in a river near Ostel [1].",
            "count": "Investigators now believe that three people broke into the museum [2].",
            "swapped sums": "The crown was insured for 200,000 talers [3].",
            "paid": "Odile Brandt stole the Salt Crown [1].",
            "guard": "The guard switched the alarm off [4].",
            "true alarm": "The alarm was a false one [4].",
            "dismissed": "The director, Balthasar Keane, was dismissed in March [5].",
            "month": "The director, Balthasar Keane, resigned in May [5].",
            "helped": "Balthasar Keane was one of the burglars [2][5].",
        },
    ),
    Scene(
        "cholera",
        "How many people died of cholera?",
        "The health ministry of Maravel counted 1,340 cases and 27 deaths. The Relief League "
        "counted 34 deaths because it included people who died at home. Flood water washed sewage "
        "into a public well. The works minister, Anselm Dore, resigned over the warnings. Vaccine "
        "for 120,000 people arrived on Monday.",
        (
            "The health ministry of Maravel counted 1,340 cases and 27 deaths [1].",
            "Vaccine for 120,000 people arrived on Monday [5].",
        ),
        {
            "swapped counters": "The Relief League counted 27 deaths [1][2].",
            "averaged": "About 30 people died [1][2].",
            "cause": "A factory poisoned a public well [3].",
            "minister": "The health minister resigned over the warnings [4].",
            "vaccine": "Vaccine for 12,000 people arrived on Monday [5].",
            "not arrived": "Vaccine for 120,000 people never arrived [5].",
            "cases": "The health ministry counted 27 cases and 1,340 deaths [1].",
            "hospital": "The Relief League counted people who died in hospital [2].",
            "arrested": "Anselm Dore was arrested over the warnings [4].",
            "advice": "Readers should boil their water for ten minutes.",
        },
    ),
    Scene(
        "bridge",
        "When did the bridge open again?",
        "The Kestrel Bridge opened again on Saturday after sixteen months. Cracks in two hangers "
        "had forced the city to close it in May 2024. The repair cost 61 million crowns, 15 "
        "million more than planned. The builder would have paid a penalty if it had finished a "
        "day later. Lorries may not cross it before spring.",
        (
            "The Kestrel Bridge opened again on Saturday [1].",
            "The repair cost 61 million crowns [3].",
        ),
        {
            "closed": "The Kestrel Bridge closed again on Saturday [1].",
            "cost": "The repair cost 15 million crowns [3].",
            "less": "The repair cost 15 million less than planned [3].",
            "penalty": "The builder paid a penalty [4].",
            "lorries": "Lorries may cross it [5].",
            "after spring": "Lorries may not cross it after spring [5].",
            "year": "Cracks in two hangers had forced the city to close it in May 2023 [2].",
            "pillars": "Cracks in two pillars had forced the city to close it [2].",
            "collapse": "The Kestrel Bridge collapsed after sixteen months [1].",
            "months": "The Kestrel Bridge opened again after six months [1].",
        },
    ),
    Scene(
        "cup",
        "Who won the cup?",
        "Rovers beat Holmefield 3-2 after extra time. Jonas Adeyra, nineteen, scored the winner "
        "in the 118th minute. Coach Lena Morrow left in July to coach Velland. Piet Sandoval has "
        "coached Rovers since August. Castle Row knocked out Rovers in the third round.",
        (
            "Rovers beat Holmefield 3-2 after extra time [1].",
            "Piet Sandoval has coached Rovers since August [4].",
        ),
        {
            "swapped teams": "Holmefield beat Rovers 3-2 after extra time [1].",
            "score": "Rovers beat Holmefield 4-2 after extra time [1].",
            "minute": "Jonas Adeyra scored the winner in the 18th minute [2].",
            "age": "Jonas Adeyra, ninety, scored the winner [2].",
            "knocked out": "Rovers knocked out Castle Row in the third round [5].",
            "coach": "Lena Morrow has coached Rovers since August [3][4].",
            "dismissed": "Coach Lena Morrow was sacked in July [3].",
            "penalties": "Rovers beat Holmefield on penalties [1].",
            "round": "Castle Row knocked out Rovers in the first round [5].",
            "since": "Piet Sandoval has coached Rovers until August [4].",
        },
    ),
    Scene(
        "satellite",
        "What did the satellite cost?",
        "Lumen-3 cost 92 million guilders and not 84 million, the agency said. Its heat camera "
        "failed in March and cannot be repaired. The satellite weighs 620 kilograms and should "
        "work for seven years. It warned the village of Dorn eleven hours before the flood. "
        "Farmers could use its pictures without paying until June.",
        (
            "Lumen-3 cost 92 million guilders and not 84 million, the agency said [1].",
            "Its heat camera failed in March and cannot be repaired [2].",
        ),
        {
            "old price": "Lumen-3 cost 84 million guilders [1].",
            "repair": "Its heat camera failed in March and can be repaired [2].",
            "weight": "The satellite weighs 62 kilograms [3].",
            "years": "The satellite has worked for seven years [3].",
            "after": "It warned the village of Dorn eleven hours after the flood [4].",
            "free": "Farmers can use its pictures without paying [5].",
            "exploded": "Lumen-3 exploded in March [1][2].",
            "guess": "The satellite probably cost about 90 million guilders [1].",
            "drowned": "Eleven people drowned in the village of Dorn [4].",
            "maker": "Lumen-3 was built by Meridian Wire [1].",
        },
    ),
)

CASES = [(scene, kind, lie) for scene in SCENES for kind, lie in scene.lies.items()]
