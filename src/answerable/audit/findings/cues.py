"""The words by which the rules of the findings know what a sentence speaks of: one table of patterns, used by several."""

from __future__ import annotations

import re

# What a percentage is of, where it is of what became of people after something was done to them.
OUTCOME = re.compile(
    r"\b(?:effective\w*|efficac\w+|relie\w+|improv\w+|success\w*|cure[ds]?|recover\w+|respon[ds]\w*|remission|resol\w+|satisf\w+|"
    r"benefi\w+|heal(?:ed|ing|s)?|reduc\w+|prevent\w*|pain[- ]free|symptom[- ]free|surviv\w+|better|fail(?:ed|ure)|work(?:s|ed)|achiev\w+|"
    r"abstinen\w+|quit|(?:los(?:e|es|t|ing|s)|gain(?:s|ed|ing)?)\b[^;]{0,40}\bweight|weight loss)\b",
    re.IGNORECASE,
)

DONE = re.compile(
    r"\b(?:treat\w*|therap\w+|inject\w+|surg\w+|operat\w+|drugs?|medic\w+|tablets?|dose\w*|vaccin\w+|exercis\w*|diets?|intervention\w*|"
    r"procedure|given|receiv\w+|taking|after|with)\b",
    re.IGNORECASE,
)

OF_HOW_MANY = re.compile(
    r"\bn ?= ?\d|\b\d[\d,]* (?:of|out of|/) ?\d|\b\d[\d,]* (?:\w+ ){0,2}(?:patients?|people|participants?|persons?|subjects?|women|men|"
    r"children|adults|cases|individuals|volunteers|(?:ex-?|non-?)?smokers|infants|newborns|adolescents|girls|boys|workers|residents|students|"
    r"soldiers|athletes|users|survivors|trials?|studies)\b|\b(?:trial|study|series|cohort|survey) (?:of|in|among|with) \d",
    re.IGNORECASE,
)

# Designs by the words that name them; a claim that names one tells what stands behind its figure.
NAMES_DESIGN = re.compile(
    r"\b(?:case[- ](?:series|reports?|control)|series|randomi[sz]ed|trials?|cohort|cross-sectional|survey|observational|uncontrolled|"
    r"meta-analys\w+|systematic review|pilot|prospective|retrospective\w*|registry|opinion|open-label|stud(?:y|ies) of \d)\b",
    re.IGNORECASE,
)

LOOKED_BACK = re.compile(r"\bretrospective\w*|\blook\w* back\b|\bchart review\b", re.IGNORECASE)

SAYS_UNCOMPARED = re.compile(
    r"\b(?:un-?controlled|without (?:a |any )?(?:control|comparison|comparator)\w*|no (?:control|comparison|comparator)\w*|single[- ]arm|"
    r"open-label|natural recovery|not compared|nothing was compared)\b",
    re.IGNORECASE,
)

SAYS_NO_GROUP = re.compile(
    r"\bno (?:comparison|control|comparator)(?: group| arm)?\b|\buncontrolled\b|\bwithout (?:a )?control", re.IGNORECASE
)

RISK = (
    r"(?:risks?|odds|hazards?|rates?|incidence|mortality|deaths?|likelihood|chances?|probability|events?|infarctions?|strokes?|"
    r"fractures?|falls?|hospitali[sz]ations?|admissions?|relapses?|recurrences?|cases|infections?|exacerbations?)"
)

_CHANGES = (
    r"(?:reduc\w+|lower\w*|decreas\w+|cut\w*|rais\w+|increas\w+|fell|fall\w*|drop\w*|declin\w+|diminish\w*|lessen\w*|shrink\w*|shr[au]nk|slash\w*|"
    r"trim\w*|curb\w*|elevat\w+|rises?|rose|climb\w*|boost\w*|halv\w+|doubl\w+|tripl\w+)"
)

RELATIVE = re.compile(
    rf"\b{_CHANGES}\b(?:\W+[\w-]+){{0,8}}?\W+{RISK}\b"
    r"(?:\W+[\w-]+){0,8}?\W+(?:by|of)\W+(?:\w+\W+){0,2}?\d+(?:\.\d+)? ?%"
    rf"|\b\d+(?:\.\d+)? ?%\W+(?:relative\W+)?(?:lower|higher|fewer|less|more|greater|reduc\w+|decreas\w+|increas\w+)\b(?:\W+[\w-]+){{0,5}}?\W+{RISK}\b"
    rf"|\b(?:halves|halved|doubles|doubled|triples|tripled)\b(?:\W+[\w-]+){{0,4}}?\W+{RISK}\b"
    r"|\b(?:twice|three times|\d+(?:\.\d+)?[- ](?:times|fold)) (?:as |more |less )?(?:likely|high|the risk)\b"
    rf"|\b(?:reduc\w+|lower\w*|decreas\w+|cut\w*|increas\w+|fewer)\b(?:\W+[\w-]+){{0,4}}?\W+{RISK}\b\W+by (?:almost |about |nearly |more than |over )?"
    r"(?:a |one |two )?(?:half|thirds?|quarters?)\b"
    r"|\b(?:relative risk|risk ratio|odds ratio|hazard ratio|(?-i:RR|OR|HR))\b\W{0,12}(?:\w+\W+){0,4}?\d+\.\d+",
    re.IGNORECASE,
)

ABSOLUTE = re.compile(
    r"\babsolute\b|\bnumber needed\b|\bNNT\b|\bpercentage points?\b|\bfrom \d+(?:\.\d+)? ?%? to \d|\b\d+ (?:in|per|of|out of) (?:every )?\d[\d,]*\b|"
    r"\bper (?:100|1,?000|10,?000|100,?000)\b|\d ?%[^.;]{0,80}?\b(?:vs\.?|versus|against|compared (?:with|to)|v)\b[^;%]{0,60}?\d ?%",
    re.IGNORECASE,
)

# What tells a reader what to do, asks, or speaks of the article itself states nothing that a source could bear out.
NO_STATEMENT = re.compile(
    r"^(?:if you|ask |see |talk |speak |call |contact |consult |seek |tell |do not |don't |always |never |remember|this (?:article|page|"
    r"review|leaflet|guide|section)|in this (?:article|section|review)|we (?:describe|review|discuss)|here,? we|your |you )|\?$",
    re.IGNORECASE,
)

RESTS_ON_STUDIES = re.compile(
    r"\b(?:stud(?:y|ies)|trials?|research|evidence|meta-analys\w+|systematic reviews?|guidelines?|data) (?:\w+ ){0,2}"
    r"(?:show|shows|showed|shown|suggest|suggests|find|finds|found|recommend|recommends|indicate|indicates|demonstrate|demonstrates)\b",
    re.IGNORECASE,
)

DIVIDED = re.compile(
    r"\b(?:conflicting|controvers\w+|disagree\w*|disput\w+|contradict\w+|inconsistent|no consensus|debated?|uncertain whether|"
    r"whether .{0,60} is (?:unclear|unknown|uncertain))\b",
    re.IGNORECASE,
)

VARIES = re.compile(
    r"\b(?:estimates? (?:vary|varies|range|differ)|var(?:y|ies) (?:widely|from|between)|ranges? from)\b", re.IGNORECASE
)

# A share of those treated, or of those who have it, says nothing of how common it is.
OF_OUTCOME = re.compile(
    r"\b(?:treat\w*|inject\w+|surg\w+|operat\w+|relie\w+|effective\w*|improv\w+|satisf\w+|recover\w+|respon[ds]\w*|"
    r"surviv\w+|died|mortality)\b",
    re.IGNORECASE,
)

LAPSED = re.compile(
    r"\b(?:lapsed|(?:was|were|has been|have been|is) (?:withdrawn|superseded|replaced|retired|archived)|no longer (?:current|valid|in force)|"
    r"(?:count|counts|regarded) as withdrawn)\b",
    re.IGNORECASE,
)

REPLACES = re.compile(
    r"\b(?:replaces|supersedes|updates and replaces|replacing|superseding)\b[^.;]*?\b(?P<code>[A-Z]{1,4}\d{2,4})\b"
)

FOR_EVERYBODY = re.compile(
    r"\b(?:patients?|famil(?:y|ies)|parents?|carers?|caregivers?|public|everyone|everybody|lay|plain(?:er)?|easy|simple|"
    r"understand(?:able)?|non-?specialists?|general readers?|which best describes you)\b",
    re.IGNORECASE,
)

FOR_PROFESSIONALS = re.compile(r"\b(?:professionals?|physicians?|clinicians?|doctors?|nurses?|specialists?)\b", re.IGNORECASE)

WARNS = re.compile(
    r"\b(?:red flags?|warning signs?|danger signs?|alarm (?:signs?|symptoms?)|emergency|emergencies|urgent(?:ly)?|same[- ]day|immediate(?:ly)? "
    r"(?:medical|help|care|attention)|seek (?:medical |immediate |urgent )?(?:help|care|attention|advice)|call (?:999|911|112|an ambulance)|"
    r"(?:see|contact|consult) (?:a|your) (?:doctor|physician|gp|clinician)|go to (?:a|the) (?:hospital|emergency))\b",
    re.IGNORECASE,
)

# Words that name warning signs without saying which they are, or what to do.
NAMES_SIGNS = re.compile(r"\b(?:red flags?|(?:warning|danger|alarm) (?:signs?|symptoms?))\b", re.IGNORECASE)

# How often something is so, which somebody has to have counted.
HOW_OFTEN = re.compile(
    r"\b(?:most|many|few|often|rarely|seldom|usually|commonly|frequently|majority|minority|hardly any|nearly all)\b",
    re.IGNORECASE,
)

# What an article says of itself while nobody has reviewed it.
PENDING = re.compile(r"\b(?:pending|submitted|under review|draft|not (?:yet )?reviewed|unreviewed)\b", re.IGNORECASE)

# Words that say more than "is effective" does: nothing less than what never fails, or can no longer be doubted.
PROVES = re.compile(
    r"\b(?:prove[sd]?|proven|proof|beyond (?:any )?doubt|conclusively|definitively|undoubtedly|unquestionably)\b", re.IGNORECASE
)
CURES = re.compile(r"\bcur(?:es?|ed|ing|ative)\b", re.IGNORECASE)
ENDS = re.compile(
    r"\b(?:ends?|stops?|abolish(?:es)?|banish(?:es)?|eradicates?) (?:the |their |all |any )?(?:[\w-]+ ){0,2}?(?:pain|symptoms?|cramps?|attacks?|cough|disease|infections?|headaches?)\b|"
    r"\b(?:for good|permanently|guarantee[sd]?|without fail|never fails?|always works?)\b",
    re.IGNORECASE,
)
# What a sentence states of how things are, so that somebody has to have seen it: how often, compared with what, what is to be done.
STATES = re.compile(
    r"\b(?:most|many|few|often|rarely|seldom|usually|commonly|frequently|always|never|every|majority|minority)\b|\bmore \w+ than\b|\b(?:better|worse|safer|stronger|faster|"
    r"easier|higher|lower|cheaper) than\b|\b(?:is|are|remains?|constitutes?|represents?|forms?) (?:an? |the )?(?:\w+ ){0,1}?(?:indispensable|essential|"
    r"mandatory|cornerstone|mainstay)\b|\b(?:is|are) (?:characteri[sz]ed|defined|caused|triggered|safe|harmless|"
    r"dangerous|curable|incurable|easy to (?:treat|cure|miss|diagnose))\b|\bcan (?:always |easily )?(?:be )?(?:treated|cured|prevented|relieved)\b",
    re.IGNORECASE,
)
ABOUT_EVIDENCE = re.compile(
    r"\b(?:authors?|estimates?|experts?|studies|evidence|sources?|opinions?|trials?|guidelines?|research|findings?)\b(?: \w+){0,3}? "
    r"(?:disagree|differ|differs|vary|varies|rest|rests|is|are|remains?|conflict|were|was)\b",
    re.IGNORECASE,
)
# Symptoms, of which an article tells that the treatment of its topic takes them away.
SYMPTOMS = re.compile(r"\b(?:pain|symptoms?|complaints?|ache|aches)\b", re.IGNORECASE)

NO_EFFECT = re.compile(
    r"\b(?:did|does|do) not (?:\w+ly )?(?:relieve|help|ease|shorten|heal|cure|benefit|work|alleviate|resolve)\b", re.IGNORECASE
)
