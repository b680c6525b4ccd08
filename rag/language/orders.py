"""Words with which a text speaks to a machine in place of a reader.

They are looked for in all languages at once: an article in one may give its orders in another.
"""

from __future__ import annotations

import re

_MACHINE = (
    r"(?:(?:ai|a\.i\.|artificial|automated|automatic|machine|language|digital|virtual|chat)[\s-]+"
    r"(?:intelligence|assistants?|agents?|systems?|models?|readers?|bots?|tools?)"
    r"|(?:large )?language models?|llms?|chat ?bots?|chatgpt|assistants?|the ai\b|for ai\b|to ai\b"
    r"|search program|this (?:system|program|bot))"
)
_DIRECTIVE = (
    r"(?:must|shall|should|please|tell|say|state|report|answer|respond|reply|repeat|ignore|add"
    r"|include|recommend|warn|remember|note|message|instruct\w{0,12}|annotation|correction|obey|follow"
    r"|cite|not (?:allowed|licensed|permitted)|:)"
)
SIGNS = re.compile(
    rf"\b{_MACHINE}.{{0,120}}?{_DIRECTIVE}|{_DIRECTIVE}.{{0,60}}?\b{_MACHINE}"
    r"|\b(?:ignore|disregard|forget|discard|override|bypass)\b.{0,40}\b(?:instructions?|prompts?"
    r"|rules|passages|sources|articles|above|previous|prior|context)\b"
    r"|\b(?:system|developer|hidden|secret) (?:prompt|message|instruction)s?\b"
    r"|\bnew instructions?\b|\bfrom (?:now|here) on,? (?:you|answer|reply|respond|write)\b"
    r"|\b(?:answer|reply|respond|write)\b.{0,30}\bfrom (?:now|here) on\b"
    r"|\b(?:begin|start|end|open) with the (?:sentence|words?|phrase)\b"
    r"|\byou are now\b|\bstay in character\b|\b(?:maintenance|developer|debug) mode\b"
    r"|\b(?:your|final|exact|every|the) (?:answer|reply|response|output)s?\b.{0,30}"
    r"(?:\b(?:must|should|only|with|override|open|begin|end)\b|is:)"
    r"|\b(?:in|of|to|end|begin) (?:your|their|its|the) (?:final )?"
    r"(?:answer|reply|response|output)\b"
    r"|\b(?:is|then) the (?:exact )?answer (?:is:|to)|\bif the (?:question|user|prompt|query)\b"
    r"|\bthe (?:reader|user|asker|customer)['’]?s? (?:full )?(?:questions?|conversation|prompt)\b"
    r"|\bpriority over\b"
    r"|\b(?:cite|quote) this (?:sentence|article|text|passage|source)\b"
    r"|\bwhen(?:ever)? (?:you|asked|summari[sz]ing|answering)\b.{0,40}"
    r"\b(?:summari[sz]e|answer|article|add|say|write)\b"
    r"|\b(?:reply|respond|answer) (?:only |just )?(?:with|that|in \w+ only)\b"
    r"|\bif you do not (?:write|say|answer)\b|\b(?:decode|rot13|base64|decrypt)\b"
    r"|\bremember the (?:phrase|word)\b|\bpart (?:one|two|three)\b.{0,20}:"
    r"|\bjoin (?:both|the) phrases\b|\brender this\b|\breplace (?:every|each|all) (?:source|link)",
    re.IGNORECASE,
)
FOREIGN = re.compile(
    r"\b(?:ignor(?:iere|ieren|a|ez|ar|are|e)\b.{0,40}\b(?:anweisung\w*|instruc\w+|istruzion\w+|instru\w+)"
    r"|(?:asistente|assistente|assistant|sprachmodell|ki-assistent)\s*:|antworte,? dass"
    r"|responde que|r[ée]ponds? que|rispondi che|odpowiedz)",
    re.IGNORECASE,
)
# Every sign has one of these in it, and reaches no further around it.
HINTS = (
    *"intelligence assistant asistent agent system model reader bot tool llm chatgpt".split(),
    *"program ignor disregard forget discard overrid bypass prompt instruc instru".split(),
    *"anweisung istruzion mode answer reply replies response output user asker customer".split(),
    *"respond decode rot13 base64 decrypt antwort répond repond rispondi odpowiedz".split(),
    *("the ai", "for ai", "to ai", "here on", "now on", "begin with", "start with", "end with"),
    *("open with", "are now", "in character", "priority over", "cite this", "quote this"),
    *("when you", "whenever you", "when asked", "whenever asked", "when summari"),
    *("whenever summari", "when answering", "whenever answering", "remember the", "part one"),
    *("part two", "part three", "join both", "join the", "render this"),
    *("replace every", "replace each", "replace all", "if you do not", "if the", "assistent"),
    *("secret message", "hidden message", "developer message"),
)
