"""The words by which a sentence shows what it is about and what it does; every rule is a row of a table."""

from __future__ import annotations

import re
from functools import lru_cache

from answerable.corpus.phrases import Phrase
from answerable.drafting.model import SectionKind as S


def _rows(*rows: tuple[float, str]) -> tuple[tuple[float, Phrase], ...]:
    return tuple((weight, Phrase(pattern)) for weight, pattern in rows)


# (weight, pattern): what a sentence says when it belongs to a section. The weights add; a section takes a sentence from 1.
SECTION_CUES: dict[S, tuple[tuple[float, Phrase], ...]] = {
    S.DEFINITION: _rows(
        (
            1.6,
            r"\b(?:is|are) (?:an? |the )?(?:[\w-]+,? ){0,6}(?:nodules?|lumps?|mass(?:es)?|lesions?|disorder|disease|condition|syndrome|herniations?|lobules?|infection|inflammation)\b(?! was| were)",
        ),
        (1.4, r"\b(?:is|are|was|were) (?:defined|described|characteri[sz]ed|explained|regarded|understood) (?:as|by)\b"),
        (1.3, r"\b(?:coined|named|first described|other names|also (?:called|known as)|the (?:name|term|names|terms))\b"),
        (
            1.2,
            r"\b(?:consists? of|made up of|composed of|histolog\w+|biops\w+|dissections?|anatom\w+|herniat\w+ (?:of )?fat|fat (?:pad|lobules?)|fascia)\b",
        ),
        (0.6, r"\b(?:firm|rubbery|mobile|movable|subcutaneous|elastic)\b"),
    ),
    S.EPIDEMIOLOGY: _rows(
        (2.2, r"\b(?:suspected|diagnosed|identified|detected) in \d+ (?:\(|of)"),
        (1.6, r"\b(?:prevalence|incidence|how common|frequency)\b"),
        (
            1.4,
            r"\b(?:present|found|seen|occurs?|palpable|affects?) (?:in )?(?:up to |about |almost |nearly |an estimated |estimated )?\d+(?:\.\d+)?(?:%| of)",
        ),
        (
            1.2,
            r"\b\d+(?:\.\d+)?(?:\s*(?:%|to|-|–)\s*\d*(?:\.\d+)?)?\s*%? of (?:the )?(?:general |adult )?(?:population|people|adults|women|men|children)\b",
        ),
        (1.1, r"\b(?:more|less|times as|as) (?:common|frequent|often) (?:in|among)\b"),
        (
            1.0,
            r"\b(?:is|are|was|were|very|quite|not|an?) (?:very |quite |relatively |fairly |un)?(?:common|rare|frequent|infrequent|uncommon)(?: (?:in|among|cause|condition|disorder|disease|problem|complaint)\b|[.,])",
        ),
        (0.6, r"\b(?:typical patient|average age|mean age|middle-aged|body mass index|obese|sex ratio)\b"),
        (1.3, r"\b(?:associations?|were (?:not )?associated)\b"),
        (0.8, r"\b(?:risk factors?|associated with (?:higher|older|female|male))\b"),
    ),
    S.CAUSE: _rows(
        (1.6, r"\b(?:caused by|causes?|cause of|due to|results? from|aetiolog\w+|etiolog\w+|pathogenesis|mechanism)\b"),
        (
            1.5,
            r"\b(?:risk factors?|predict(?:s|ed|ors?)|associated with|association (?:of|between|with)|linked to|correlat\w+|went with)\b",
        ),
        (1.1, r"\b(?:odds ratio|hazard ratio|relative risk|increased risk|higher risk|determinants?)\b"),
    ),
    S.PRESENTATION: _rows(
        (1.5, r"\b(?:symptoms?|signs?|complain\w*|present(?:s|ed|ation)? with|presentation)\b"),
        (1.4, r"\b(?:radiat\w+|referred pain|spread\w*|numbness|par(?:a)?esthesi\w+|tingling|tender(?:ness)?)\b"),
        (
            1.2,
            r"\b(?:palpa\w+|on examination|feels?|firm|rubbery|mobile|movable|located|sites?|one-sided|both sides|worse on|worse with|found (?:at|along|over|near|in the))\b",
        ),
        (0.8, r"\b(?:pain (?:in|over|down|into|to)|duration of (?:pain|symptoms)|pain duration)\b"),
        (1.6, r"\b(?:duration of (?:pain|symptoms)|(?:pain|symptoms) (?:had )?lasted)\b"),
    ),
    S.WARNING_SIGNS: _rows(
        (2.4, r"\b(?:warning signs?|red flags?)\b"),
        (2.0, r"\b(?:cauda equina|saddle (?:numbness|an(?:a)?esthesia)|bladder or bowel|bowel or bladder)\b"),
        (1.2, r"\b(?:emergency|urgent(?:ly)?|same-day|immediate(?:ly)? (?:refer|assess|medical))\b"),
        (
            1.0,
            r"\b(?:serious (?:spinal )?(?:patholog\w+|disease)|spinal infection|vertebral osteomyelitis|metasta\w+|aneurysm)\b",
        ),
    ),
    S.DIAGNOSIS: _rows(
        (1.2, r"\bin the diagnosis of\b"),
        (1.7, r"\b(?:diagnos(?:is|ed|tic|e|es)|diagnosing)\b"),
        (
            1.5,
            r"\b(?:ultraso\w+|sonograph\w+|imaging|MRI|magnetic resonance|radiograph\w*|x-rays?|CT|tomograph\w+|biops\w+|blood tests?|screening|echo\w*)\b",
        ),
        (1.3, r"\b(?:sensitivity|specificity|predictive value|likelihood ratio|area under|accuracy|ROC)\b"),
        (1.0, r"\b(?:confirm\w*|rule(?:s|d)? out|examination)\b"),
        (2.8, r"\b(?:as (?:the |a )?(?:diagnostic )?test|test (?:for|was))\b"),
    ),
    S.DIFFERENTIAL: _rows(
        (
            2.3,
            r"\b(?:differential diagnos\w+|confused with|mistaken for|mistaken diagnos\w+|misdiagnos\w+|mimic\w*|pass(?:es)? for|masquerad\w+|resembl\w+)\b",
        ),
        (
            1.9,
            r"\b(?:tell\w* (?:\w+ ){0,4}apart|distinguish\w*|differentiat\w+|set apart|labelled as|had been (?:treated|managed|labelled|taken) (?:\w+ ){0,3}(?:for|as))\b",
        ),
    ),
    S.TREATMENT: _rows(
        (
            1.6,
            r"\b(?:increas\w+|decreas\w+|chang(?:ed|es)|raised|lowered|rose|fell|gain\w*|longer|shorter|higher|lower(?! (?:back|legs?|limbs?|extremit\w+|abdom\w+|urinary|respiratory|body))|greater(?! trochanter)|fewer|(?:mean|median|significant) (?:difference|change|reduction|increase)|p\s*[<=>]|CI|odds ratio|hazard ratio|relative risk)\b",
        ),
        (
            1.5,
            r"\b(?:treat(?:ment|ments|ed|ing|s)?|therap(?:y|ies|eutic)|inject\w+|surg\w+|excis\w+|removal|manage(?:d|ment)|rehabilitation|exercise\w*|medication)\b",
        ),
        (
            1.2,
            r"\b(?:reduc\w+|improv\w+|relie(?:f|ve\w*)|effective\w*|efficacy|benefit\w*|superior(?! (?:iliac|cluneal|mesenteric))|inferior|no (?:significant )?(?:difference|effect|benefit))\b",
        ),
        (0.9, r"\b(?:compared (?:with|to)|than (?:placebo|control|usual care)|versus|vs\.?|placebo|usual care)\b"),
    ),
    S.HARM: _rows(
        (
            1.6,
            r"\b(?:irritation|itching|constipation|diarrh(?:o)?ea|fatigue|weight gain|dry mouth|drowsiness|sedation|headaches?|infections?)\b.{0,80}\b(?:\d|more|caus\w+)|\bcaused (?:\w+ ){0,3}(?:irritation|pain|bleeding|infection|nausea|damage|injury)",
        ),
        (
            2.3,
            r"\b(?:adverse (?:events?|effects?|reactions?)|side[- ]effects?|harms?|toxicit\w+|safety|well tolerated|tolerab\w+|complications?)\b",
        ),
        (
            1.6,
            r"\b(?:bleeding|h(?:a)?emorrhag\w+|hypoglyc(?:a)?emi\w+|nausea|vomiting|dizziness|rash|withdr[ae]w\w* (?:because|due)|discontinu\w+ (?:because|due|owing))\b",
        ),
        (1.0, r"\b(?:serious|risk of)\b"),
        # "Smokers taking it had more fatigue": who takes something has more of what nobody wants.
        (
            2.3,
            r"\b(?:taking|on|given|receiving|using|treated with) [\w -]{3,50}? (?:had|reported|experienced|developed) (?:\w+ )?more (?!\w* ?(?:improve|relief|benefit|weight loss))[\w ,-]{0,40}?\b(?:fatigue|nausea|vomiting|diarrh(?:o)?ea|constipation|headaches?|dizziness|drowsiness|sedation|insomnia|sleep problems|rash|itching|pain|bleeding|falls?|dry mouth|digestive|gastrointestinal|cough|oedema|edema|infections?|symptoms)\b",
        ),
    ),
    S.DOSE: _rows(
        (1.8, r"\b\d+(?:\.\d+)?\s*(?:mg|µg|mcg|g|ml|mL|IU|units?|cc)(?:/\w+)*\b(?! ?(?:dl|dL|l|L)\b)"),
        (1.2, r"\b(?:dos(?:e|es|ing|age)|daily|twice|weekly|every \d+ hours?|titrat\w+|loading)\b"),
    ),
    S.PREVENTION: _rows(
        (
            1.6,
            r"\b(?:increas\w+|decreas\w+|chang(?:ed|es)|raised|lowered|rose|fell|gain\w*|longer|shorter|higher|lower(?! (?:back|legs?|limbs?|extremit\w+|abdom\w+|urinary|respiratory|body))|greater(?! trochanter)|fewer|(?:mean|median|significant) (?:difference|change|reduction|increase)|p\s*[<=>]|CI|odds ratio|hazard ratio|relative risk)\b",
        ),
        (
            1.6,
            r"\b(?:prevent\w*|prophyla\w+|protect\w*|vaccin\w+|incidence|reduc\w+ (?:the )?(?:risk|incidence|rate|number|odds))\b",
        ),
        (
            1.2,
            r"\b(?:fewer|lower (?:risk|incidence|rate|odds)|efficacy|relative risk|hazard ratio|recurrence|relapse|reduc\w+)\b",
        ),
        (
            0.9,
            r"\b(?:compared (?:with|to)|than (?:placebo|control|usual care)|versus|no (?:significant )?(?:difference|effect))\b",
        ),
    ),
    S.OUTCOME: _rows(
        (
            1.5,
            r"\b(?:(?:median|mean) (?:period|time|duration) (?:of (?:disability|sick|recovery)|to)|time to (?:recovery|relapse|return|healing)|period of disability)\b",
        ),
        (
            1.7,
            r"\b(?:lasting relief|relie(?:f|ved)|satisfied|recover\w*|remission|recurrence|relaps\w*|prognos\w+|outlook|survival|mortality|follow[- ]up)\b",
        ),
        (
            2.2,
            r"\b(?:lasting relief|relief (?:after|from|of|covered)|relieved|satisfied|improved|pain scores?|less pain|free of pain|pain (?:fell|had fallen|had gone))\b",
        ),
        (
            1.3,
            r"\b(?:improved|improvement|pain scores?|success|still (?:absent|present|had)|at (?:one|two|\d+) (?:weeks?|months?|years?)|after (?:one|two|\d+) (?:weeks?|months?|years?))\b",
        ),
        (2.2, r"\b(?:no adverse (?:events|effects)|not statistically significant|p\s*[<>=])"),
    ),
    S.COMPARISON: _rows(
        (
            1.6,
            r"\b(?:increas\w+|decreas\w+|chang(?:ed|es)|raised|lowered|rose|fell|gain\w*|longer|shorter|higher|lower(?! (?:back|legs?|limbs?|extremit\w+|abdom\w+|urinary|respiratory|body))|greater(?! trochanter)|fewer|(?:mean|median|significant) (?:difference|change|reduction|increase)|p\s*[<=>]|CI|odds ratio|hazard ratio|relative risk)\b",
        ),
        (
            1.6,
            r"\b(?:compared (?:with|to)|than|versus|vs\.?|superior(?! (?:iliac|cluneal|mesenteric))|inferior|non-?inferior\w*|equivalent|equally)\b",
        ),
        (
            1.4,
            r"\b(?:no (?:statistically )?(?:significant )?differences?|did not differ|differed|similar|between (?:the )?(?:two )?(?:groups|arms|treatments))\b",
        ),
        (0.8, r"\b(?:reduc\w+|improv\w+|relie\w+|greater|higher|lower|more|less)\b"),
    ),
    S.GUIDANCE: _rows(
        (
            1.8,
            r"\b(?:recommend\w*|guidelines?|should|advis\w+|suggests? (?:that|offering|starting)|do not offer|consider\w*|offer\w*)\b",
        ),
    ),
    S.UNCERTAINTY: _rows(
        (1.6, r"\bmechanism\b"),
        (
            2.0,
            r"\b(?:no comparison group|no control group|uncontrolled|convenience sample|limitations?|small (?:sample|number|study|trial)|underpowered|risk of bias|indirect evidence)\b",
        ),
        (
            2.0,
            r"\b(?:not the cause|normal variant|disagree\w*|dissent|disput\w+|controvers\w+|object(?:s|ed|ion)|not widely (?:accepted|recogni[sz]ed)|contradict\w*|conflict\w*)\b",
        ),
        (
            1.6,
            r"\b(?:uncertain\w*|unclear|unknown|unproven|insufficient evidence|no strong evidence|little evidence|lack of (?:evidence|data|trials|studies)|cannot (?:tell|separate|show|be)|a guess|remains? to be|seldom rest)\b",
        ),
        (
            1.4,
            r"\b(?:few (?:controlled |randomi[sz]ed )?trials|further (?:research|studies|trials|study|investigation)|(?:more|larger) (?:research|studies|trials)|(?:randomi[sz]ed )?trials (?:are|were) (?:needed|called for)|called? for (?:randomi[sz]ed )?(?:trials|studies|research))\b",
        ),
    ),
}

_FINDING = Phrase(
    r"\b(?:found|showed|shown|shows?|reduc\w+|increas\w+|improv\w+|decreas\w+|lower\w*|higher|greater|fewer|less|more|differ\w*|associated|effective|"
    r"relie\w+|significant\w*|no effect|recommend\w*|support\w*|favou?r\w*|advis\w+|propos\w+|suggest\w*|stat(?:es|ed)|consider\w*|rat(?:es|ed)|regard\w*|reserv\w+|help\w*|caus\w+|affect\w*|spread\w*|radiat\w+|reproduc\w+|prevalence|had|is|are|was|were|has|have|can|may|should|did|does|do|gave|lies?|feels?)\b"
)
_AIM = Phrase(
    r"(?:\b(?:aim(?:s|ed)?|objectives?|purpose|goal|hypothes\w+|intended|sought|set out) (?:of|was|is|were|to|that|for)\b|\bwe (?:aimed|investigated?|examined?|"
    r"assess(?:ed)?|evaluated?|compared?|studied|tested|sought|hypothesi[sz]ed?|asked|explored?|determined?|conducted|performed|undertook|carried out|describe|present|report on)\b|^to (?:assess|evaluate|"
    r"determine|compare|investigate|examine|test|describe|study|explore|estimate|identify|analy[sz]e|review|report)\b|\bwhether\b.{0,200}\?$|\b(?:this|the present|our) (?:study|trial|paper|article|review|report)"
    r" (?:aim\w*|was (?:designed|undertaken|conducted|performed)|investigat\w+|examin\w+|evaluat\w+|assess\w+|compar\w+|describes?|reports? on|presents?|will))"
)
_MORE_RESEARCH = Phrase(
    r"\bit (?:seems|is|appears|would be) (?:critical|important|necessary|essential|desirable|of interest) to\b|"
    r"\bit is (?:suggested|recommended|proposed) that (?:\w+ ){0,6}(?:will|should|be) (?:\w+ )?(?:record|stud|evaluat|investigat|consider)\w*|"
    r"\b(?:further|future) [\w-]+(?: [\w-]+){0,5} (?:is|are) (?:required|needed|warranted|necessary)\b|\b(?:studies|trials|research|work) should (?:focus|address|aim|consider|include|investigate|examine|explore)\b|\bresearch priorit\w+|"
    r"\b(?:further|future|more|additional|larger|longer|well-designed) (?:\w+[- ]){0,4}(?:research|stud(?:y|ies)|trials?|investigations?|evaluations?|work|evidence|RCTs)\b.{0,60}\b(?:needed|required|warranted|necessary|should|recommended|are called|establish|confirm|clarify|determine|explore)|"
    r"\b(?:stud(?:y|ies)|trials?|research) (?:should|must|could|needs? to) be (?:performed|conducted|undertaken|done|carried out|designed)\b|"
    r"\b(?:should be|needs? to be|remains? to be|deserves?|merits?|warrants?|should be) (?:further |\w+ly )?(?:investigated|confirmed|evaluated|studied|explored|tested|determined|research|study|investigation|replicated|elucidated)"
)
_UNFINISHED = Phrase(
    r"\b(?:due to report|has recruited|is (?:ongoing|under ?way|currently)|are ongoing|will (?:be|provide|help|inform|determine|allow|examine|assess|contribute|compare|evaluate)|results? (?:are|is) expected|is planned)\b"
)
_TOOK_PART = re.compile(
    r"^(?:an? (?:total|sample) of )?(?:[\w-]+ ){0,6}(?:patients|individuals|participants|subjects|women|men|children|adults|volunteers|infants|people)\b[^.]{0,120}\b(?:received|took part|participated|completed|underwent|attended|entered)\b"
    r"(?!.*(?:significant|improv|reduc|increas|decreas|higher|lower|fewer|more|less))",
    re.IGNORECASE,
)
_METHOD = Phrase(
    r"\b(?:were (?:involved|noted|randomly|randomi[sz]ed|recruited|enrolled|allocated|assigned|included|measured|assessed|collected|analy[sz]ed|invited|interviewed|evaluated|recorded|followed|stratified|matched|divided|selected|screened|"
    r"performed|conducted|calculated|obtained|treated with|asked|given|used|administered|compared using|monitored|instructed|eligible)|(?:was|were) (?:randomi[sz]ed|used to|carried out|conducted|performed|measured|"
    r"assessed|evaluated|collected|recorded|undertaken|administered|calculated|estimated using)|outcome measures?|primary outcomes? (?:was|were|is|are|included)|(?:primary|secondary|main) (?:outcome|end\s?point)s? (?:was|were|is|"
    r"are|included?|measures?)|randomly (?:assigned|allocated)|trial registration|clinicaltrials\.gov|isrctn|registered|informed consent|ethic\w+ (?:committee|approval)|inclusion criteria|questionnaires? (?:was|were)|regression (?:was|were|analysis was|models? w))\b"
)
_TRIVIA = Phrase(
    r"(?:\b(?:could not be verified|are quoted from|was not (?:itself )?seen|known only from)\b|\b(?:efficacy|effects?) of [\w ]{3,80} (?:is|was|were) (?:enhanced|modified|influenced)\b|\binfluenced the magnitude of\b|\bp\s*>\s*0?[.·]00|\bp\s*<\s*0?[.·](?:0[6-9]|[1-9])|\bfirst description\b|\bwas considered (?:positive|negative|significant) (?:if|when)\b|\b(?:to (?:our|the best of our) knowledge|(?:this|it) (?:is|was) the first|first (?:study|trial|report)|for the first time|(?:shown?|demonstrated?|examined|evaluated|explored) the (?:influence|effects?|role|impact|feasibility)(?: of)? |"
    r"preliminary (?:data|results|evidence) (?:are|is|were)|trial registration|registered (?:at|with|as)|clinicaltrials\.gov|isrctn|nct\d+|actrn|funded by|funding|copyright|all rights reserved|elsevier|wiley|© ?\d|"
    r"is discussed|are discussed|will be discussed|implications? (?:for|of) .{0,80}(?:is|are) discussed|baseline (?:characteristics|demographics?)|completed the (?:study|trial|follow|questionnaire)|response rate|"
    r"lost to follow[- ]up|dropped out|drop-?outs?|were similar at baseline|comparable at baseline|(?:did not differ|no (?:significant )?differences?).{0,60}at baseline|cronbach|test-retest)\b)"
)


_ANECDOTE = Phrase(
    r"\b(?:in (?:a|one|an illustrative|a single|one of (?:two|three)) (?:case|patient|woman|man)\b|(?:in|of) (?:a|one) case (?:report|of)|case reports?\b|a (?:woman|man|boy|girl|nurse) (?:of|aged) \d+)"
)


_OPINION = re.compile(
    r"^(?:The (?:authors?|writers?|critics?|investigators?)\b|According to (?:the |some |earlier )?authors?\b|A critic\b|We (?:believe|think|suggest|propose|speculate)\b)",
    re.IGNORECASE,
)
_RETOLD = re.compile(
    r"^(?:According to a(?:n|nother)? (?:\w+ )?(?:\w+'s )?(?:review|editorial|description|critic|news release|clinicians' wiki)|According to (?:descriptions|notes)|Accounts of)",
    re.IGNORECASE,
)


def is_opinion(sentence: str) -> bool:
    """Whether a sentence tells what its authors think or state rather than what was seen."""
    return bool(_OPINION.match(sentence))


def is_first_person(sentence: str) -> bool:
    """Whether a sentence speaks as its authors: "We found no evidence …"."""
    return bool(re.match(r"(?:we|our)\b", sentence, re.IGNORECASE))


def is_retold(sentence: str) -> bool:
    """Whether a sentence tells of a study by way of somebody else's account."""
    return bool(_RETOLD.match(sentence))


def asks_for_research(sentence: str) -> bool:
    """Whether a sentence calls for more research."""
    return bool(_MORE_RESEARCH.search(sentence))


_TAKEN_BACK = re.compile(
    r"^(?:however,? |but )?(?:the|this|these|such) (?:observed )?(?:differences?|results?|changes?|trends?|improvements?|reductions?|effects?|findings?) (?:\w+ ){0,4}?(?:was|were|did|is|are|failed|reached|remained)?\s*(?:however )?(?:not |n't |no )"
    r"(?:\w+ ){0,3}?(?:statistical\w* )?(?:significan\w+|reach|differ)",
    re.IGNORECASE,
)


def takes_back(following: str) -> bool:
    """Whether the sentence that follows says that what was told is not significant."""
    return bool(_TAKEN_BACK.match(following))


def told_part(sentence: str) -> str:
    """The sentence without the words that say where it comes from."""
    found = _PREAMBLE.match(sentence)
    return sentence[found.end() :] if found else sentence


def is_anecdote(sentence: str) -> bool:
    """Whether a sentence tells of one patient: it shows that something happens, never how often or whether it works."""
    return bool(_ANECDOTE.search(sentence))


_ANIMALS = Phrase(
    r"(?<!back )\b(?:mice|mouse|murine|rats?|rabbits?|zebrafish|piglets?|in vitro|knockout|knockdown|cell lines?)\b"
)
_DOSE = Phrase(r"\b\d+(?:[.,·]\d+)?\s*(?:mg|µg|μg|mcg|g|ml|mL|IU|units?|cc)\b(?:/\w+)*")


def is_about_animals(sentence: str) -> bool:
    """Whether a sentence tells of animals or cells; "back mice" are none."""
    return bool(_ANIMALS.search(sentence))


_OFTEN = re.compile(
    r"/(?:day|d|week|h|dose)\b|\b(?:daily|once|twice|weekly|monthly|hourly|nightly|every|per (?:day|week|month|dose)|single|o\.?d\.?|b\.?i\.?d|t\.?i\.?d|infusion|injections?|tablets?|a day)\b",
    re.IGNORECASE,
)


def states_a_dose(sentence: str) -> bool:
    """Whether a sentence gives an amount of a drug and how often or in what form it is given."""
    return bool(_DOSE.search(sentence) and _OFTEN.search(sentence))


def is_aim(sentence: str) -> bool:
    """Whether a sentence says what was asked, or will be found, rather than what was found."""
    return bool(_AIM.search(sentence) or _UNFINISHED.search(sentence))


def is_method(sentence: str) -> bool:
    """Whether a sentence says what was done rather than what was found."""
    return bool(_TOOK_PART.match(sentence) or _METHOD.search(sentence))


def is_trivia(sentence: str) -> bool:
    """Whether a sentence is about the study's paperwork and not about health."""
    return bool(_TRIVIA.search(sentence))


def is_finding(sentence: str) -> bool:
    """Whether a sentence has a verb that can carry a finding."""
    return bool(_FINDING.search(sentence))


# "In a surgical case series of 12 patients, …": where a sentence comes from says nothing about what it tells.
_PREAMBLE = re.compile(
    r"^(?:in|according to|among|of|for) [^,]{0,90}?(?:series|reports?|study|studies|review\w*|trial|survey|cases?|authors?|editorial|paper|guideline|practice)\b[^,]{0,70}, ",
    re.IGNORECASE,
)


@lru_cache(maxsize=20_000)
def section_weights(sentence: str) -> dict[S, float]:
    """How strongly a sentence's words speak for each section; sections without a cue are left out."""
    told = told_part(sentence)
    weights = {kind: sum(weight for weight, pattern in rows if pattern.search(told)) for kind, rows in SECTION_CUES.items()}
    return {kind: weight for kind, weight in weights.items() if weight}
