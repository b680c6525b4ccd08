"""Lines that speak of the story, its makers and its readers, and say nothing of the news."""

from __future__ import annotations

import re

_NAME = r"[A-Z][\w.'’-]+(?: (?:[A-Z][\w.'’-]*|de|da|del|van|von|al|bin)){1,3}"
_DESK = r"(?:reporter|editor|columnist|correspondent|journalist|writer|producer|contributor|intern)"
_CONTACT = (
    r"(?:(?:you can )?(?:also )?"
    r"(?:reach|follow|contact|email|e-mail|find|message|tweet at|write to)(?: out to)? "
    r"(?:him|her|them|me|us|the reporter|the writer|[A-Z][\w.'’-]+ [A-Z][\w.'’-]+)\b)"
)
_WHO_CAN = re.compile(
    rf"{_CONTACT}|@\w+(?:\.\w+)+"
    r"|(?:on|at) (?:X|Twitter|Threads|Instagram|Bluesky|TikTok)\b.{0,300}@",
    re.IGNORECASE,
)
_BIOGRAPHY = re.compile(
    rf"[-–—\s]*{_NAME}(?:,? [JS]r\.)?,? (?:is|covers|reports|writes|can be reached|leads|hosts)\b"
)
_AT_OUTLET = re.compile(rf"\b{_DESK}s?\b.{{0,60}} (?:for|at|with) (?:the )?[A-Z]", re.DOTALL)
_SIGNED = re.compile(
    rf"(?:[-–—−]{{1,2}}\s?|[Bb]y |BY )(?:{_NAME}|[A-Z][A-Z.'’ -]{{4,40}})"
    r"(?:(?:,| and| &|,? with) .{2,60})?|—\s?[A-Z][a-z]+|\S+@\S+\.\w+"
)
_STAMP = re.compile(
    r"(?:(?:(?:first )?published|updated|posted|last updated)?:?\s*"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}(?:, \d{4})?"
    r"(?:,? (?:at )?\d{1,2}(?::\d\d)? ?[ap]\.?m\.?)?(?: [ECMP][DS]?T| GMT| BST)?\s*[|·•]?\s*){1,3}",
    re.IGNORECASE,
)
_TIMED = re.compile(r"\d{4}|updated|published|posted|[ap]\.?m", re.IGNORECASE)

_PROMOTED = (
    r"newsletters?|inbox|e-?mail|alerts?|texts?|podcasts?|crosswords?|puzzles?|games|app|apps|WhatsApp"
    r"|channel|updates|for free|today|here|offers?|watch party|subscri\w+|briefing|analysis"
)
_PARAGRAPH = re.compile(
    r"\W{0,4}(?:"
    rf"(?:sign[- ]?up|subscribe|(?:download|get) the .{{0,40}}\bapp)\b.{{0,200}}\b(?:{_PROMOTED})\b"
    r"|subscribe to [A-Z]|get .{0,60}\bnewsletter\b"
    r"|need a (?:news )?break\?|what['’]s everyone talking about\?|just for subscribers:"
    r"|join (?:our|the|us).{0,60}(?:watch party|whatsapp|newsletter|facebook|discord|community)"
    r"|support (?:local|quality) journalism|(?:the )?[A-Z][\w ]{2,30} app gets you"
    r"|(?:read|see|learn|find out) more(?: here)?[.:>]*$|read more:|click here\b.{0,60}$"
    r"|unable to view|can['’]t see (?:the|our) |(?:check|see) your local forecast"
    r"|what['’]s the weather today\?|prep for the polls:|we occasionally recommend"
    r"|prices were accurate|if you make a purchase|recommendations are independently"
    r"|(?:advertisement|story continues below|article continues below|recommended|trending)\W*$"
    r"|video ad feedback|.{0,40}replay more videos|must watch\b|sign[- ]?up (?:here|now|today)\b"
    r"|contributing(?: writers?)?:|contributors?:|(?:additional )?reporting by "
    r"|(?:edited|compiled) by "
    r"|health and patient safety coverage at|editor['’]s note:? ?click"
    r"|follow (?:us|every game|along|live|our)\b.{0,80}$|have a (?:news |story )?tip\b"
    r"|got (?:a )?(?:news |story )?(?:tips?|ideas?)\b|story ideas?\?"
    r"|©|copyright (?:©|\(c\)|\d{4})|all rights reserved"
    r"|<?저작권자|무단\s?전재|[▶☞]\s*[가-힣]|제보는|카카오톡"
    r")",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"\W{0,3}(?:"
    r"(?:this|the) (?:story|article|file|page|report|video|piece|interview|conversation|transcript|"
    r"column|headline)s? (?:was|were|is|has been|have been|may be|will be|first|originally)\b"
    r"(?! about| based| told)(?!.*\bcorrect).{0,40}"
    r"(?:published|updated|posted|produced|appeared|generated|republished|edited|translated)\b.{0,120}$"
    r"|(?:the )?(?:associated press|ap)\b.{0,60}\b(?:receives?|support(?:ed)?)\b.{0,80}"
    r"(?:support|funding|grants?|foundations?|institute|department)"
    r"|the ap is solely responsible|.{0,120}\bsolely responsible for all content"
    r"|.{0,80}\b(?:is|are) made possible (?:in part )?by (?:a )?(?:grant|support|partnership)"
    r"|.{0,80}\bdo(?:es)? not provide editorial input"
    r"|.{2,160}\bcontributed (?:to )?(?:this|the) (?:report|story|article|reporting)\W*$"
    r"|(?:ap|cnn|reuters|usa today|associated press)(?:['’]s)? [^.]{2,120}\bcontributed\W*$"
    rf"|{_CONTACT}.{{0,120}}(?:@|\b(?:X|twitter|threads|instagram|facebook)\b)"
    rf"|(?:sign[- ]?up|subscribe)\b.{{0,160}}\b(?:newsletters?|inbox|here|podcast)\b"
    r"|(?:click|tap) here\b|read more\W*$|see (?:photos|full|the full)\b.{0,40} here\W*$"
    r")",
    re.IGNORECASE,
)
_PICTURE = re.compile(
    r"\((?:[A-Z][\w ]{1,20} )?(?:photo|image|graphic)s?"
    r"(?:/| by\b|:| via\b| courtesy\b|illustration)"
    r"|^(?:file|file photo|photos?|pictured|image|watch|video)(?: -| –| —|:) "
    r"|\bphoto (?:by|credit|courtesy|illustration)\b.{2,60}$",
    re.IGNORECASE,
)
_AGENCIES = (
    r"(?:getty(?: images)?|AP(?: photo)?|reuters|AFP|NASA|NOAA|shutterstock|alamy|adobe stock"
    r"|zuma(?: press)?|CNN|USA TODAY(?: sports)?|imagn(?: images)?|handout|bloomberg|instagram"
    r"|facebook|file)"
)
_CREDITED = re.compile(
    rf"(?:^|[.!?”\"’)]\s+)(?:(?:[^\W_][^.!?\n]{{0,60}})?\b{_AGENCIES}|courtesy [^.!?\n]{{2,60}})$",
    re.IGNORECASE,
)
# "… in Friday's rain. Ada Lind/Lomund Pictures".
_SLASHED = re.compile(r"[.!?”\"’)]\s+[^\W_][^.!?\n/]{1,60}/[A-Z][^.!?\n]{1,60}$")
_LONGEST_CAPTION = 450
_LONGEST_SIGNATURE = 110
_LAST = 5


def is_credit(paragraph: str, *, left: int) -> bool:
    """Return whether a whole paragraph is a byline, a credit, a caption, a stamp or a promotion.

    Args:
        paragraph: without white space around it.
        left: how many paragraphs come after it.
    """
    if not any(map(str.isalnum, paragraph)):
        return True
    if _PARAGRAPH.match(paragraph):
        return True
    if len(paragraph) <= _LONGEST_SIGNATURE:
        if _SIGNED.fullmatch(paragraph):
            return True
        if _STAMP.fullmatch(paragraph) and _TIMED.search(paragraph):
            return True
    if len(paragraph) <= _LONGEST_CAPTION and (
        _PICTURE.search(paragraph)
        or (
            paragraph[-1] not in ".!?:;"
            and (_CREDITED.search(paragraph) or _SLASHED.search(paragraph))
        )
    ):
        return True
    if left >= _LAST or not _BIOGRAPHY.match(paragraph):
        return False
    return bool(_WHO_CAN.search(paragraph) or (left < 2 and _AT_OUTLET.search(paragraph)))


def is_credit_sentence(sentence: str) -> bool:
    """Return whether a sentence speaks of the story, its makers or its readers alone."""
    return _SENTENCE.match(sentence) is not None
