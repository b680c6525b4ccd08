"""English words that decide whether a sentence still says the same once others are left out."""

from __future__ import annotations

import re

from rag.language.en.negation import NEGATION, NO
from rag.language.modality import Modality
from rag.language.parts import word_set

MODALITY = Modality(
    articles=word_set("a an the"),
    free=word_set("also additionally furthermore moreover meanwhile overall however")
    | {"in addition"},
    turning=(
        NEGATION.words
        | NEGATION.verbs
        | word_set(
            """denying false falsely wrong hoax untrue if unless might
    may could would should allegedly alleged reportedly claimed claims claim accused accuses rumour
    rumours doubt doubts plan plans planned want wants wanted promise promised promises propose
    proposed proposes demand demands demanded hope hopes hoped threaten threatened
    forecast predicted likely unlikely possible possibly perhaps nearly almost barely
    former formerly except against before after until below above under over less more fewer least
    most only half twice first last all both every few instead rather than thought thinks believe
    believes believed feared fears suspect suspects suspected assumed seems seemed appears appeared
    suggests suggested off up down out by earliest latest partly"""
        )
    ),
    plain_behind=word_set(
        "after before by last first all every over under above below up down out off former few"
    ),
    doubt=word_set(
        """if unless provided allegedly alleged alleges reportedly supposedly purportedly apparently
    claimed claims claim claiming denied denies deny denying false falsely fake faked hoax untrue
    wrongly mistakenly incorrectly rumour rumours rumor rumors accused accuses accusing doubt doubts
    doubtful satire joke joked myth legend fiction novel film rumoured
    pretended imagined retracted neither nor none nobody whether possibly
    perhaps maybe hypothetically disputed disputes contested unproven unconfirmed unverified
    corrected corrects correction correcting mistake mistaken error erroneous revised"""
    ),
    scoped=NO
    | word_set(
        """rarely seldom hardly barely scarcely
    only all every each any always both between either most least first last few little stop stops
    stopped stopping end ends ended ending ban bans banned banning halt halted prevent prevents
    prevented avoid avoids avoided prohibit prohibits prohibited forbid forbids forbidden lack
    lacks lacked refuse refuses refused fail fails failed cancel cancelled lose loses lost"""
    ),
    speech=word_set(
        """said says say saying told tells telling added adds argued argues insisted insists warned
    warns according wrote writes reported reports stated states asserted asserts alleged believes
    believed thinks thought suggested suggests predicted predicts estimated estimates declared
    testified testifies boasted complained hinted view views eyes opinion feel feels felt finds
    regard regards regarded consider considers considered critics opponents rivals supporters"""
    ),
    opening=word_set("but while whereas because although though"),
    determiners=word_set(
        "a an the this these those his her its their our my your each every all both no"
    ),
    attached=word_set(
        """about across after against along among around at because before behind between but by
    during
    except for from in inside into near of on onto out outside over since through throughout to
    toward towards under until when where while with within without and although though as"""
    ),
    clausal=word_set(
        "that who whom whose which and or but because if when while as than where whereas"
    ),
    adverbs=word_set("now again then still already also later yesterday today meanwhile however"),
    pronouns=word_set(
        """he she they it him her them his its their this these those we you i our us such there
    both
    neither each"""
    ),
    scoped_word=re.compile(r".*n't"),
    scoped_form=re.compile(r".{3,}est"),
    copula=word_set("is are was were be been being has have had will would shall"),
    silent=frozenset({"that"}),
    joining=frozenset({"or", "and", "not"}),
    adding=frozenset({"and"}),
    towards=frozenset({"to"}),
    among=frozenset({"of"}),
    joint=re.compile(r"(?<!\s)(?:\s*;|(?:\s*,)?\s++(?:and|but|while|whereas)\b)\s*"),
    source=re.compile(
        r"^\s*(?:(?:according to|as (?:reported|stated) (?:by|in)) (?:the|these|this) "
        r"(?:articles?|reports?|sources?|sentences?|passages?|texts?),?\s+"
        r"|the (?:articles?|reports?|sources?|sentences?|passages?|texts?) "
        r"(?:says?|states?|reports?|said|stated|reported) that\s+)",
        re.IGNORECASE,
    ),
    refusal=re.compile(
        r"\b(?:i(?:'m| am) (?:sorry|unable|not able)|i (?:can(?:no|')t|do not|don't|won't|will not)"
        r"|as an? (?:ai|language model)|no answer\b"
        r"|(?:sources?|sentences?|articles?|evidence|context|texts?)"
        r" (?:do(?:es)?|did) not (?:answer|say|contain|provide|mention|include|specify)"
        r"|(?:is|are) not (?:mentioned|specified|stated|provided) in"
        r"|cannot be (?:answered|determined)|not enough information|no information)",
        re.IGNORECASE,
    ),
)
