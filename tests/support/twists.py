"""Sentences made of a true sentence's own words that say something else."""

from __future__ import annotations

# (what the source says, what a bad model makes of it)
TWISTS = [
    # a cause that nobody named
    (
        "The ministry stayed away, and prices rose in May.",
        "The ministry stayed away because prices rose in May.",
    ),
    ("The mill closed. Prices rose.", "The mill closed due to prices."),
    # modal verbs and tenses
    ("Fares rise in June.", "Fares must rise in June."),
    ("The dam will open in May.", "The dam opened in May."),
    ("The dam opens in May.", "The dam will open in May."),
    ("The company was ordered to close the mine.", "The company closed the mine."),
    ("The minister is expected to resign in May.", "The minister resigned in May."),
    ("The bridge is to close on Sunday.", "The bridge is closed on Sunday."),
    ("Marr raises taxes.", "Marr raised taxes."),
    # who, and how many
    ("Members voted to hold the rate.", "One member voted to hold the rate."),
    ("Ministers resigned in March.", "The minister resigned in March."),
    ("The deputy prime minister resigned.", "The prime minister resigned."),
    ("Vice President Kole resigned.", "The President resigned."),
    ("The court jailed the son of the mayor.", "The court jailed the mayor."),
    ("The court cleared the deputy minister.", "The court cleared the minister."),
    ("Besk's party lost twelve of its forty seats.", "Besk's party lost forty seats."),
    ("The ex-minister of works resigned.", "The minister of works resigned."),
    ("President Lunt met Oriana Besk in Palmeth.", "President Besk in Palmeth."),
    ("Kevin Kim and Ann Lee led the delegation.", "Kevin Lee led the delegation."),
    # pronouns
    ("He told her to resign.", "She told him to resign."),
    ("Besk conceded defeat before midnight.", "He conceded defeat before midnight."),
    ("Besk conceded defeat before midnight.", "We conceded defeat before midnight."),
    # prepositions
    ("Kim travelled from Oslo to Lomund.", "Kim travelled to Oslo from Lomund."),
    ("The council voted for the law.", "The council voted on the law."),
    ("He called for an attack on Kessland.", "He called on Kessland."),
    # conditions and doubts, before and behind
    ("The dam will open in May if the river allows.", "The dam will open in May."),
    ("If the river allows, the dam will open in May.", "The dam will open in May."),
    ("Without help, the dam will fail.", "The dam will fail."),
    (
        "The mayor took bribes, according to a rumour that proved false.",
        "The mayor took bribes.",
    ),
    ("It is false, the ministry found, that Keane resigned.", "Keane resigned."),
    ("Did Keane resign in May?", "Keane resigned in May."),
    ("Did Keane steal the crown?", "Keane steal the crown."),
    ("Is Keane the thief?", "Keane is the thief."),
    ("It is unclear whether Keane stole the crown.", "Keane stole the crown."),
    ("Besk hopes that Lunt resigns in May.", "Lunt resigns in May."),
    ("The court found Keane not guilty.", "The court found Keane guilty."),
    ("The court found Keane not guilty.", "The court found Keane."),
    ("Neither Lunt nor Besk resigned.", "Lunt resigned."),
    ("Nobody on the board knew of the leak.", "The board knew of the leak."),
    ("The bridge may open at the earliest in May.", "The bridge may open in May."),
    # what holds only within what is left out
    ("Vanterpool rarely speaks in public.", "Vanterpool rarely speaks."),
    ("Dore did not resign over the warnings.", "Dore did not resign."),
    ("Ombria promised to stop work in dry months.", "Ombria promised to stop work."),
    ("Ombria stopped work in dry months until 2028.", "Ombria stopped work until 2028."),
    ("It was the largest march in Tarvik since 2011.", "It was the largest march."),
    ("Lorries must go on using the road at Hammerfold.", "Lorries must go at Hammerfold."),
    ("Shares fell by between 2 and 4 per cent.", "Shares fell by between 2."),
    ("Rents rose from 3 to 9 crowns.", "Rents rose from 3."),
    (
        "A report put the dead at 14; the ministry corrected it to 11.",
        "A report put the dead at 14.",
    ),
    # parts of names
    ("North Korea has answered none of the offers.", "Korea has answered none of the offers."),
    ("Jeong led the South Korean delegation.", "Jeong led the Korean delegation."),
    ("The Republic of Maravel and Groen of Kessland have met.", "Groen of Kessland have met."),
    # whose words it is
    ("Besk said that Lunt stole votes.", "Lunt stole votes."),
    ("Lunt stole votes, Besk said.", "Lunt stole votes."),
    ("Keane is a crook, according to Dore.", "Keane is a crook."),
    ('"We won, and the mayor is a crook," Besk shouted.', "The mayor is a crook."),
    ("Keane is a crook, according to Dore.", "Keane is a crook, according."),
    ("Keane is a crook, in the view of his rivals.", "Keane is a crook."),
    ("Keane is a crook in the eyes of critics.", "Keane is a crook."),
    ("Keane, critics find, is a crook.", "Keane is a crook."),
    ("For his rivals Keane is a crook.", "Keane is a crook."),
    ("The film shows how Keane stole the crown.", "Keane stole the crown."),
    ("Had he known, Keane would have resigned.", "Keane would have resigned."),
    ("Keane, said Dore, is a crook in hiding.", "Keane said Dore is a crook."),
    ("Keane said Dore is a crook in hiding.", "Keane, said Dore, is a crook."),
    # quotations
    (
        "Torvald said the crossing takes 35 minutes.",
        'Torvald said "the crossing takes 35 minutes".',
    ),
    ("Torvald said the crossing takes 35 minutes.", 'Torvald said "the crossing takes 35 minutes.'),
    (
        "Torvald said the crossing takes 35 minutes.",
        "Torvald said ‘the crossing’ takes 35 minutes.",
    ),
    (
        "Torvald said the crossing takes 35 minutes.",
        "Torvald said 'the crossing' takes 35 minutes.",
    ),
    ("The minister resigned in May.", 'The "minister" resigned in May.'),
    # cut short
    ("The mayor resigned in May, the council said.", "The mayor resigned in May, the."),
    # words left out that carry the sentence
    ("The ministry cancelled talks in Palmeth.", "The ministry talks in Palmeth."),
    ("Police foiled an attempted coup in May.", "Police foiled an coup in May."),
    ("The man who attacked the mayor resigned in May.", "The mayor resigned in May."),
    ("The union ended strikes in May.", "The union strikes in May."),
    ("Rovers lost the final of the cup.", "Rovers the final of the cup."),
    ("Lunt beat Besk, won 61 seats and resigned in May.", "Besk won 61 seats and resigned in May."),
    ("Lunt beat Besk, won 61 seats and resigned in May.", "Besk resigned in May."),
    # less, more and nearly
    ("At least 40 people died.", "40 people died."),
    ("Fewer than 40 people died.", "40 people died."),
    ("Some 9,000 people attended.", "9,000 people attended."),
    ("Keane all but resigned in May.", "Keane resigned in May."),
    ("The bridge cost 61 million crowns more.", "The bridge cost 61 million crowns."),
    ("Turnout fell 5 points to 61 per cent.", "Turnout fell to 61 per cent."),
    ("Ombria sold Kessland water in May.", "Kessland sold Ombria water in May."),
    ("Police arrested Keane's brother in May.", "Police arrested Keane in May."),
    ("Keane must go or pay 5 marks.", "Keane must go."),
    # numbers, units and signs
    ("The repair cost $5 million in May.", "The repair cost €5 million in May."),
    ("The temperature fell to -5 degrees in May.", "The temperature fell to 5 degrees in May."),
    ("The temperature fell to −5 degrees in May.", "The temperature fell to 5 degrees in May."),
    ("Rovers won the match by 3–1 in May.", "Rovers won the match by 1–3 in May."),
    ("Rovers won the match by 3:1 in May.", "Rovers won the match by 1:3 in May."),
    ("Prices rose by 3 per cent to 9 crowns.", "Prices rose by 9 crowns."),
    ("Prices rose by 3 per cent to 9 crowns.", "Prices rose to 3 per cent."),
    ("The repair cost 1.4 million crowns.", "The repair cost 1.4 crowns."),
    ("The team won seven of ten games.", "The team won ten games."),
    # comments in signs
    ("The crossing takes 35 minutes.", "The crossing takes 35 minutes 😂."),
    ("The crossing takes 35 minutes.", "✗ The crossing takes 35 minutes."),
    ("The crossing takes 35 minutes.", "The crossing takes 35 minutes?!"),
    ("The crossing takes 35 minutes.", "The crossing ≠ takes 35 minutes."),
    ("The crossing takes 35 minutes.", "The crossing takes >35 minutes."),
    ("The crossing takes 35 minutes.", "The crossing takes ~35 minutes."),
    # letters that look alike, and names by case
    ("The mayor resigned in March.", "The mаyor resigned in March."),
    ("The minister will march in May.", "The minister Will march in may."),
    # a language whose verb comes last
    ("장관은 회담에 참석하지 않았다.", "장관은 회담에 참석하지."),
    ("Der Minister kam nach Angaben der Polizei nicht.", "Der Minister kam."),
]

# (sentences in order, one sentence that joins them wrongly)
JOINED = [
    (
        ["Dario Lunt won 61 seats.", "Besk conceded defeat before midnight."],
        "Dario Lunt won 61 seats and conceded defeat before midnight.",
    ),
    (
        ["Dario Lunt won 61 seats.", "He resigned in May."],
        "Dario Lunt won 61 seats and he resigned in May.",
    ),
    (
        ["Keane spoke in March.", "Lunt praised Besk, won 61 seats and resigned in May."],
        "Keane spoke in March and resigned in May.",
    ),
    (
        ["Kevin Kim led the delegation.", "The talks lasted three hours."],
        "Kevin Kim led the delegation, and the talks lasted three hours and collapsed.",
    ),
    (
        ["Kevin Kim led the delegation.", "The talks lasted three hours."],
        "Kevin Kim led the delegation; lied; and the talks lasted three hours.",
    ),
    (
        ["Ombria had wanted ten years and Kessland fifty.", "It gives Besk's party 37 per cent."],
        "Ombria had wanted ten years and Besk's party 37 per cent.",
    ),
    (
        ["The works minister of Karsk resigned.", "The bridge opened in May."],
        "The works minister and the bridge opened in May.",
    ),
    (
        ["The repair cost 61 million crowns.", "The bridge opened in May."],
        "The repair cost 61 million crowns because the bridge opened in May.",
    ),
    (
        ["The repair cost 61 million crowns.", "The bridge opened in May."],
        "The repair cost 61 million crowns and the bridge opened in May, a scandal.",
    ),
]

# (what the source says, what may be made of it)
KEPT = [
    ("The ferry sailed again on Tuesday after nine weeks.", "The ferry sailed again on Tuesday."),
    ("The ferry sailed again on Tuesday after nine weeks.", "The ferry sailed on Tuesday."),
    ("The dam belongs to Ombria Hydro.", "Also, the dam belongs to Ombria Hydro."),
    (
        "The dam belongs to Ombria Hydro.",
        "According to the article, the dam belongs to Ombria Hydro.",
    ),
    ("Prime Minister Marr resigned in May.", "Marr resigned in May."),
    ("Keane found the crown in a can in a barn.", "Keane found the crown in a can."),
    ("Dore, the works minister, resigned in May.", "Dore resigned in May."),
    ("The vote came late, and Besk conceded defeat.", "Besk conceded defeat."),
    ("It was late because the strike lasted forty days.", "The strike lasted forty days."),
    ("Besk said that Lunt stole votes in May.", "Besk said Lunt stole votes."),
    (
        'Ekholm called it "a fence and a castle" in May.',
        'Ekholm called it "a fence and a castle".',
    ),
    ("The U.S. Army left on 3.5 acres of land.", "The U.S. Army left on 3.5 acres."),
]
