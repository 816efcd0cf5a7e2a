"""Patterns of what may name a person besides a name: numbers, dates, telephones, addresses, ages over 89."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|"
    r"Dec(?:ember)?|january|february|march|april|june|july|august|september|october|november|december)\.?"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_YEAR = r"(?:19|20)\d{2}"
_TOKEN = r"(?=[A-Za-z0-9/-]*\d)[A-Za-z0-9](?:[A-Za-z0-9/-]|(?<=\d) (?=\d{2})){2,30}[A-Za-z0-9]"  # noqa: S105
_NUMBER = r"(?:[ ]?(?:number|num|no|nr|id|code)\b\.?|[ ]?#|:)"
_IS = r"(?:[ ]?(?:is|was|of|:|=|#|-))?[ ]?"
_UNIT = r"(?! ?(?:mg|mcg|µg|ug|g|kg|ml|mL|l|L|mmol|mm|cm|%|IU|units?|years?|months?|weeks?|days?|hours?|patients|people|of)\b)"
_AREA = (
    "AB|AL|B|BA|BB|BD|BH|BL|BN|BR|BS|BT|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|E|EC|EH|EN|EX|FK|FY|G|GL|GU|GY|HA|"
    "HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW|KY|L|LA|LD|LE|LL|LN|LS|LU|M|ME|MK|ML|N|NE|NG|NN|NP|NR|NW|OL|OX|PA|PE|PH|PL|PO|PR|"
    "RG|RH|RM|S|SA|SE|SG|SK|SL|SM|SN|SO|SP|SR|SS|ST|SW|SY|TA|TD|TF|TN|TQ|TR|TS|TW|UB|W|WA|WC|WD|WF|WN|WR|WS|WV|YO|ZE"
)
_STATE = (
    "AL|AK|AZ|AR|CA|CO|CT|DE|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|OR|PA|RI|SC|SD|TN|TX|"
    "UT|VT|VA|WA|WV|WI|WY|DC|NSW|VIC|QLD|TAS|ACT"
)
_ROAD = (
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Court|Ct|Boulevard|Blvd|Way|Close|Crescent|Cres|Place|Pl|Terrace|Square|Sq|"
    r"Highway|Hwy|Gardens|Grove|Row|Parkway|Hill|Mews|Walk|Park|Green|Circle|Trail)"
)


@dataclass(frozen=True)
class Pattern:
    """One way in which an identifier is written; where the pattern has a group, that is the identifier."""

    kind: str
    pattern: re.Pattern[str]


def _p(kind: str, pattern: str, flags: re.RegexFlag = re.NOFLAG) -> Pattern:
    return Pattern(kind, re.compile(pattern, flags))


_I = re.IGNORECASE

# Citations and registrations of studies: numbers that name a publication and no person. Nothing that overlaps them counts.
CITATIONS = re.compile(
    r"\b(?:doi:? ?)?10\.\d{4,9}/[^\s\"<>]+|\b(?:pmid|pubmed(?: id)?|pmcid|medline|cochrane|issn|isbn|cas|chebi|mesh|omim|orpha|uniprot)"
    r"(?: (?:no|number|id))?\.?[:# ]{0,2} ?[A-Z]{0,3}\d[\d-]{2,16}[\dX]?|\bPMC\d{5,8}\b|\b(?:NCT|ISRCTN|ACTRN|ChiCTR|DRKS|UMIN|CRD|CTRI|JPRN|PACTR|"
    r"IRCT|EudraCT|SLCTR|NTR|CD)[ :-]?(?=[\w/-]*\d{4})[\w/-]{5,24}|\brs\d{3,12}\b|\b(?:https?://)?(?:\w+\.)?(?:doi\.org|ncbi\.nlm\.nih\.gov|"
    r"clinicaltrials\.gov|cochranelibrary\.com|who\.int|nice\.org\.uk)(?:/[^\s\"<>]*)?",
    _I,
)

PATTERNS: tuple[Pattern, ...] = (
    _p("e-mail", r"(?<![\w.+-])[\w.+-]{1,64}(?:@| ?[(\[]at[)\]] ?)[\w-]{1,63}(?:(?:\.| ?[(\[]dot[)\]] ?)[\w-]{1,63}){1,4}"),
    _p("web address", r"\b(?:https?://|www\.)[^\s<>\"]{3,300}(?<![.,;:!?)\]])", _I),
    _p(
        "web address",
        r"\b(?:[\w-]{1,63}\.)?(?:facebook|instagram|linkedin|twitter|tiktok|x|myspace|strava)\.com/[\w./?=&%-]{1,200}(?<![.,;:!?])",
        _I,
    ),
    _p("network address", r"(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\d.]\d|\d)"),
    _p(
        "network address",
        r"(?<![\w:])(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}(?![\w:])|(?<![\w:])(?:[0-9a-f]{1,4}:){1,6}(?::[0-9a-f]{1,4}){1,6}(?![\w:])",
        _I,
    ),
    _p("device number", r"(?<![\w:-])(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}(?![\w:-])", _I),
    _p("account", r"(?<![\w@.])@[A-Za-z_]\w{2,29}\b"),
    _p("social security number", r"(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])"),
    _p("social security number", rf"\b(?:ssn|social security|national insurance|nino?)\b{_NUMBER}?{_IS}({_TOKEN})", _I),
    _p("social security number", r"\b(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b"),
    _p(
        "record number",
        rf"\b(?:mrn|nhs|chi|medical record|health record|patient record|hospital|unit record|urn|emr|ehr|uhid|nric|aadhaar|hcn|phn|ohip)\b{_NUMBER}?{_IS}({_TOKEN}){_UNIT}",
        _I,
    ),
    _p(
        "record number",
        rf"\b(?:patient|record|chart|file|case|accession|specimen|sample|encounter|visit|admission|episode|study subject|subject){_NUMBER}{_IS}({_TOKEN}){_UNIT}",
        _I,
    ),
    _p("record number", r"(?<![\d-])\d{3}[ -]\d{3}[ -]\d{4}(?![\d-])"),
    _p(
        "insurance number",
        rf"\b(?:medicare|medicaid|insurance|health card|health insurance|krankenkasse|policy|member(?:ship)?|beneficiary|subscriber|plan|group|claim|hmo)(?: (?:card|plan|member|policy|id))?{_NUMBER}{_IS}({_TOKEN}){_UNIT}",
        _I,
    ),
    _p(
        "account",
        rf"\b(?:account|acct|a/c|bank|iban|credit card|card|customer|invoice)(?: (?:card|account))?{_NUMBER}{_IS}({_TOKEN}){_UNIT}",
        _I,
    ),
    _p("account", r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b(?<=\d)"),
    _p("account", r"(?<![\d-])\d{4}[ -]\d{4}[ -]\d{4}[ -]\d{4}(?![\d-])"),
    _p(
        "account",
        r"\b(?:username|user name|login|user id|skype|instagram|twitter|facebook|whatsapp)(?: (?:is|name|handle))?:? ([A-Za-z]\w*[\d_.]\w*)",
        _I,
    ),
    _p(
        "licence number",
        rf"\b(?:licen[cs]e|passport|certificate|driving licen[cs]e|driver'?s licen[cs]e|gmc|npi|dea|registration|permit|id card|identity card)(?: card)?{_NUMBER}{_IS}({_TOKEN}){_UNIT}",
        _I,
    ),
    _p(
        "licence number",
        r"\b(?:passport|driving licen[cs]e|driver'?s licen[cs]e|gmc|npi)(?: (?:is|was))? ((?=[A-Z0-9]*\d{4})[A-Z0-9]{6,20})\b",
    ),
    _p(
        "vehicle number",
        r"\b(?:(?:licen[cs]e|number|registration) plates?|plates?|reg|registration|vehicle|car|vin)\b(?: (?:number|no|reg|plate))?\.?(?: (?:is|was|reads))?[: ] ?((?=[A-Z0-9 -]*\d)(?=[A-Z0-9 -]*[A-Z])[A-Z0-9]{2,4}[ -]?[A-Z0-9]{2,5}(?:[ -]?[A-Z0-9]{2,8})?)\b",
    ),
    _p("vehicle number", r"\b(?=(?:[A-Z]*\d){3})(?=(?:\d*[A-Z]){3})[A-HJ-NPR-Z0-9]{17}\b"),
    _p(
        "device number",
        rf"\b(?:serial|s/n|udi|imei|device id|device serial|implant serial|imsi|lot){_NUMBER}?{_IS}({_TOKEN}){_UNIT}",
        _I,
    ),
    _p(
        "device number",
        rf"\b(?:device|implant|pacemaker|pump|sensor|meter|icd|prosthesis|cgm)(?: (?:serial|model|device))?{_NUMBER}{_IS}({_TOKEN}){_UNIT}",
        _I,
    ),
    _p("telephone", r"(?<![\w+])\+\d{1,3}[ .-]?\(?\d{1,4}\)?(?:[ .-]?\d{2,4}){2,4}(?!\d)"),
    _p("telephone", r"(?<![\w(.])\(\d{2,5}\) ?\d{3,4}[ .-]?\d{3,4}(?!\d)"),
    _p("telephone", r"(?<![\d.,-])(?:1[ .-])?\d{3}[.-]\d{3}[.-]\d{4}(?![\d-])"),
    _p("telephone", r"(?<![\d.,/-])0\d{2,4}[ -]?\d{3,4}[ -]?\d{3,4}(?![\d/-])"),
    _p("fax", r"\bfax\b(?: (?:number|no|is|to|at|it to))*[.:]? ?(\+?\(?\d[\d ().-]{4,18}\d)", _I),
    _p(
        "telephone",
        r"\b(?:phone|tel|telephone|mobile|cell|cellphone|call|ring|text|whatsapp|contact|reach|dial|pager|bleep)\b(?: (?:number|no|is|at|on|me|him|her|us|them|back|back on|extension))*[.:]* ?(\+?\(?\d[\d ().-]{4,18}\d)(?! ?(?:mg|ml|%|patients|people|times|years|days|weeks|hours|minutes))",
        _I,
    ),
    _p(
        "date of birth",
        rf"\b(?:dob|d\.o\.b\.?|date of birth|born(?: on)?(?: the)?|birth ?date|birthday)\b(?: (?:is|was|of))?[:= ]{{0,2}}((?:{_DAY}(?:st|nd|rd|th)?[ ./-](?:of )?(?:{_MONTH}|\d{{1,2}})[ ,./-]{{1,2}}(?:\d{{4}}|\d{{2}}))|(?:{_MONTH} {_DAY}(?:st|nd|rd|th)?(?:,? {_YEAR})?)|{_YEAR}[-/]\d{{1,2}}[-/]\d{{1,2}}|\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}|\d{{8}}|(?:{_MONTH},? {_YEAR}))\b",
        _I,
    ),
    _p("date", rf"(?<![\d./-])(?:{_DAY}[/.-](?:0?[1-9]|1[0-2])|(?:0?[1-9]|1[0-2])[/.-]{_DAY})[/.-]{_YEAR}(?![\d/-])"),
    _p("date", rf"(?<![\d./-]){_YEAR}[/.-](?:0[1-9]|1[0-2])[/.-](?:3[01]|[12]\d|0[1-9])(?![\d/-])"),
    _p(
        "date",
        rf"\b(?:on|dated?|seen|admitted|discharged|died|visit|appointment|since|surgery|operated|scan|until|from)(?: (?:on|the|of|is|was))*:? ({_DAY}/\d{{1,2}}/\d{{2}})(?![\d/]){_UNIT}",
        _I,
    ),
    _p("date", rf"(?<![\d.-]){_DAY}(?:st|nd|rd|th)?(?: of)?[ -]{_MONTH}(?:,?[ -]{_YEAR})?(?![\w-])"),
    _p("date", rf"\b(?!Sept(?:ember)?\.? 11\b){_MONTH} {_DAY}(?:st|nd|rd|th)?(?:,? {_YEAR})?(?![\d.,]\d|\d|-\d|/|%){_UNIT}"),
    _p(
        "address",
        rf"\b\d{{1,5}}[A-Za-z]?,? (?:[A-Z][\w'’.]{{1,20}} ){{1,4}}{_ROAD}\b\.?(?:,? (?:[A-Z][a-z]{{2,20}} ?){{1,3}}(?=,|\.|$| [A-Z]{{1,2}}\d))?",
    ),
    _p(
        "address",
        r"\b\d{1,5}[a-z]? (?:(?!in|of|the|and|on|to|per|for|with|at|patients|people)[a-z]{3,20} ){1,2}(?:street|road|avenue|lane|boulevard|crescent)\b",
    ),
    _p("address", r"\b(?:p\.? ?o\.? box|postbox|postfach) \d{1,6}\b", _I),
    _p(
        "address",
        r"\b(?:[Ff]lat|[Aa]pt\.?|[Aa]partment|[Uu]nit|[Ss]uite) \d{1,4}[A-Za-z]?,? (?=\d|[A-Z])(?:\d{1,5}[A-Za-z]?,? )?(?:[A-Z][\w'’]{1,20} ?){1,4}",
    ),
    _p("address", r"\b[A-ZÄÖÜ][a-zäöüß-]{2,25}(?:straße|strasse|weg|platz|allee|gasse) \d{1,4}[a-z]?\b"),
    _p(
        "address",
        r"\b\d{1,4},? (?:rue|avenue|boulevard|calle|via|rua) (?:(?:de|du|des|la|le|del|della|dos|das|d') ?){0,2}[A-Z][\w'’-]{1,25}(?: [A-Z][\w'’-]{1,25}){0,2}",
    ),
    _p("postcode", rf"\b(?:{_AREA})\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{{2}}\b"),
    _p("postcode", rf"\b(?:{_AREA})\d{{1,2}}[A-Z]?\d[ABD-HJLNP-UW-Z]{{2}}\b(?=[.,;)]|$)"),
    _p(
        "postcode",
        r"\b(?:zip|postcode|post code|postal code)(?: code)?(?: (?:is|of))?[: ] ?([A-Z]{0,2}\d[\dA-Z]{1,4}(?:[ -]?\d[A-Z\d]{1,3})?)\b",
        _I,
    ),
    _p("postcode", rf"(?<=[ ,])(?:{_STATE}),? \d{{5}}(?:-\d{{4}})?\b(?! (?:patients|people|participants|women|men|children))"),
    _p("postcode", r"\b(?!T\d[A-Z]? ?\dM)[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z] \d[ABCEGHJ-NPRSTV-Z]\d\b"),
    _p(
        "age over 89",
        r"(?<![\d.,–-])(?<!to )(?<!over )(?<!and )(?<![≥>])(?<!≥ )(?:9\d|1[01]\d|12[0-5])[- ]?(?:year|yr|y)s?\.?[- ](?:old|of[- ]age)\b(?! (?:or|and) (?:over|older|above)|s\b)|(?<![\d.,–-])(?:9\d|1[01]\d)[- ]?(?:yo|y/o|yof|yom)\b",
    ),
    _p(
        "age over 89",
        r"\b(?:(?<!adults )(?<!people )(?<!patients )(?<!women )(?<!men )(?<!individuals )(?<!persons )(?<!those )(?<!subjects )(?<!residents )aged|my age is|age(?: is)?:?|turned|turns|she is|he is|she's|he's|i am|i'm|is now|who is|(?:gran|grandmother|grandfather|grandma|grandpa|grandad|nan|nana|granny|mother|father|mum|mom|dad|aunt|uncle|husband|wife|neighbou?r|patient|pt) (?:is|was|just turned)) (9\d|1[01]\d)\b(?! ?(?:[-–%/]|to\b|mg|ml|kg|cm|mmhg|bpm|minutes|hours|days|weeks|months|percent|or (?:over|older)|and (?:over|older|above)|\.\d|,\d))",
        _I,
    ),
    _p(
        "age over 89",
        r"\b(?:aged?|turned|turns|(?:she|he|gran|grandmother|grandfather|grandma|grandad|nan|mother|father|mum|mom|dad|aunt|uncle|husband|wife|patient)(?:'s| is| was)) "
        r"((?:ninety(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|(?:a |one )hundred(?: and (?:one|two|three|four|five|six|seven|eight|nine|ten))?))"
        r"(?! (?:percent|per cent|times|thousand|kg|kilos|pounds|mg|days|weeks|months|minutes|or (?:over|older)|and (?:over|older|above)))\b|"
        r"\b(ninety(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|a hundred(?: and \w+)?)[- ]years?[- ]old\b(?!s)",
        _I,
    ),
    _p(
        "insurance number",
        r"\b(?!NCT|PMC)[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d-?[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d-?[AC-HJKMNP-RT-Y]{2}\d{2}\b",
    ),
    _p("number", r"(?<![\w.,/-])(?!\d*0{5})\d{9,19}(?![\w/]|[.,-]\d)"),
)
