"""The wordings of appraisal: what titles and abstracts say of a study's design, in the order in which they decide."""

from __future__ import annotations

import re
from functools import cached_property

from answerable.corpus.appraisal_context import BEFORE_AND_AFTER, CALLED_UNCONTROLLED, FOLLOWED_FOR
from answerable.corpus.evidence import Design

_D = Design


class TextRule:
    """A wording that tells the design; `cues` are plain strings of which one has to be there before the pattern is tried.

    `before` is a pattern of what has to stand directly before it; patterns that begin with plain letters are quick.
    `wish` marks wordings that are also used of studies that are wanted, planned or somebody else's; these are looked
    at in their sentence before they count.
    """

    def __init__(self, design: Design, cues: tuple[str, ...], pattern: str, *, before: str = "", wish: bool = False) -> None:
        self.design = design
        self.cues = cues
        self.words = pattern
        self.before = re.compile(f"(?:{before})$") if before else None
        self.wish = wish

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The wording, compiled when it is first needed: all of them together would slow down a cold start."""
        return re.compile(self.words)


_ADJ = r"(?:[\w-]+,? (?:and )?){0,5}?"
_NUMBER = r"(?:\d+|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty)"
_RAND = r"(?<!non-)(?<!non–)(?<!non)(?<!non )(?<!mendelian )\brandomi[sz]"

TITLE_RULES: tuple[TextRule, ...] = (
    TextRule(
        _D.NOTICE, ("retract", "concern", "errat", "corrig", "correction", "addendum"),
        r"^(?:retraction(?: note| notice)?(?: of| to)?\s*[:—]|(?:editorial )?expressions? of concern\b|errat(?:um|a)\b"
        r"|corrigend(?:um|a)\b"
        r"|corrections?(?: to| in)?\s*:|(?:author|publisher)(?:'s|’s)? correction\b|addendum\s*(?::|to\b))",
    ),
    TextRule(
        _D.PROTOCOL, ("protocol", "rationale", "design", "analysis plan"),
        r"\b(?:study|trial|review|research|programme|program) protocols?\b|\bprotocol (?:for|of) (?:a|an|the)\b(?! treat)"
        r"|[:,–—-] ?(?:a )?protocol\b"
        r"|\(protocol\)|\bprotocol\.?$|\bstatistical analysis plan\b|\brationale(?:,| and| &)[\w ,]{0,30}?\b(?:study "
        r"|trial )?(?:design|methods)\b"
        r"|\bdesign(?:,| and| &)[\w ,]{0,20}?\b(?:rationale|methods|methodology)\b"
        r"|^(?:the )?(?:rationale and )?design of (?:a|an|the)\b.*\b(?:trial|study)\b"
        r"|: (?:study|trial) design\b",
    ),
    TextRule(_D.CASE_SERIES, ("case series", "cases"),
        rf"\bcase series\b|\b(?:in"
        rf"|of) (?:the )?{_NUMBER} (?:consecutive )?cases\b|\breview of \d+ cases\b"),
    TextRule(
        _D.CASE_REPORT, ("case", "patient"),
        r"\bcase[- ]reports?\b|\breports? of (?:a|an|one|two) (?:\w+ )?cases?\b|(?:^|: )an? (?:[\w-]+ )?case of\b|\b(?:two"
        r"|2) cases\b|\ban? (?:rare|unusual) case\b|\bin one patient\b"
        r"|\bsingle[- –]case (?:study|report)\b",
    ),
    TextRule(_D.REVIEW, ("scoping",), r"\bscoping (?:review|study)\b"),
    TextRule(
        _D.SYSTEMATIC_REVIEW, ("systematic", "umbrella", "cochrane"),
        r"\bsystematic(?:ally|al)?(?: \w+){0,3} (?:re)?views?\b|\bumbrella review\b|\bcochrane review\b|\bsystematic overview\b",
    ),
    TextRule(
        _D.META_ANALYSIS, ("meta", "pooled analys", "individual p"),
        r"\bmeta[- –]?analy(?:sis|ses|tic)\b|\bpooled analys[ie]s of\b|\bindividual (?:participant|patient)(?: level)? data\b",
    ),
    TextRule(
        _D.GUIDELINE, ("guideline", "consensus", "position", "practice parameter", "guidance", "recommendation"),
        r"^(?!.*\b(?:adherence|compliance|concordance|implement\w*|impact|effects?|review|comparison|according|quality|use"
        r"|uptake|evaluation|barriers"
        r"|based|trial|study)\b).*(?:\bguidelines? (?:for|on|of|from|summary|update)\b|\b(?:practice|clinical|management"
        r"|treatment|evidence-based) guidelines?\b"
        r"|: (?:an? )?(?:[\w-]+ )*(?:guideline|guidance)\b|\bguidelines?\.?$|\b(?:consensus|position) (?:statement|paper"
        r"|document|recommendations)\b"
        r"|\bpractice parameter\b|\brecommendations (?:of|from) the\b)",
    ),
    TextRule(
        _D.CONTROLLED_TRIAL, ("non-random", "nonrandom", "non random", "non–random", "quasi", "controlled before"),
        r"\bnon[- –]?randomi[sz]ed\b|\bquasi[- ](?:experiment|randomi)\w*|\bcontrolled before\b",
    ),
    TextRule(
        _D.RANDOMISED_TRIAL, ("random", "rct", "double", "placebo", "sham", "cross"),
        rf"{_RAND}(?:ed|ation)\b(?! (?:clinical |controlled |placebo-controlled )*(?:trials|studies)\b)|\brandomly\b|\brct\b"
        r"|\b(?:two|three|four|2|3|4|both) (?:[\w-]+,? ){0,5}randomi[sz]ed (?:[\w-]+,? ){0,5}(?:trials|studies)"
        r"|\bdouble[- –](?:blind|dummy|masked)|\bplacebo[- –]controlled\b|\bsham[- –]controlled\b|\bcross-?over (?:trial"
        r"|study)\b",
        wish=True,
    ),
    TextRule(
        _D.QUALITATIVE, ("qualitative", "focus group", "interview", "grounded", "phenomenolog", "lived experience"),
        r"\bqualitative\b(?! and quantitative)|\bfocus groups?\b|\binterview study\b|\bgrounded theory\b|\bphenomenolog\w+"
        r"|\blived experiences?\b",
    ),
    TextRule(_D.CASE_CONTROL, ("case",), r"\bcase[- –](?:control|referent)\b|\bcase[- –]crossover\b"),
    TextRule(
        _D.CROSS_SECTIONAL,
        ("section", "survey", "prevalence", "diagnostic accuracy", "questionnaire", "rasch", "psychometric", "measurement prop"),
        r"\bcross[- –]?sectional\b|\bsurveys?\b|^prevalence\b|\bprevalence (?:study|and|of)\b|\bdiagnostic accuracy\b"
        r"|\bquestionnaire study\b|\brasch analysis\b|\bpsychometric (?:properties|evaluation|validation|testing)\b"
        r"|\bmeasurement properties\b",
    ),
    TextRule(
        _D.COHORT, ("cohort", "longitudinal", "prospective", "follow", "registry", "mendelian"),
        r"\bcohorts?\b|\blongitudinal (?:\w+ )?(?:study|analysis)\b|\bprospective (?:\w+ )?(?:study|evaluation)\b"
        r"|\bfollow-?up study\b|\bfollow-?up of\b(?!.*\btrial)"
        r"|\bregistry(?:-based)? (?:study|analysis)\b|\bmendelian randomi[sz]ation\b",
    ),
    TextRule(_D.CASE_SERIES, ("single", "dose"), r"\bsingle[- –](?:arm|group)\b|\bdose[- –]escalation\b"),
    TextRule(
        _D.CONTROLLED_TRIAL, ("trial", "open", "controlled"),
        r"\bcontrolled (?:clinical |pilot )?(?:trial|study)\b|\b(?:clinical|comparative|intervention|feasibility"
        r"|pilot) trial\b|\bopen[- –]?label\b",
        wish=True,
    ),
    TextRule(
        _D.ANATOMY, ("cadaver", "anatomi", "dissection study", "morphometric"),
        r"\bcadaver\w*|\banatomic(?:al)? (?:study|basis|investigation|dissection)\b|\bdissection study\b|\bmorphometric study\b",
    ),
    TextRule(_D.LABORATORY, ("vitro", "cell line", "molecular docking", "finite element"),
             r"\bin vitro\b|\bcell lines?\b|\bmolecular docking\b|\bfinite element\b"),
    TextRule(
        _D.REVIEW, ("review", "overview", "state of the art", "state-of-the-art", "update", "current concepts", "primer"),
        r"\breview\b(?! of (?:the )?(?:medical|patient|chart|\d+))|\ban overview\b|: overview\b|^overview\b"
        r"|\bstate[- ]of[- ]the[- ]art\b|\ban? update\b"
        r"|^update on\b|\bcurrent concepts\b|\ba primer\b",
    ),
    TextRule(
        _D.OPINION, ("editorial", "commentary", "viewpoint", "letter", "opinion", "perspective", "reply", "comment"),
        r"\beditorial\b|\b(?:a |invited )?commentary\b|\bviewpoint\b|\bletter to the editor\b|\(letter\)|\bopinion\b[.)]?$"
        r"|\bperspective[.)]?$|^reply\b"
        r"|\bauthors?['’]?s? (?:reply|response)\b|^comments? on\b",
    ),
)  # fmt: skip

# In order again; each is tried on the methods, then on the whole abstract.
BODY_RULES: tuple[TextRule, ...] = (
    TextRule(
        _D.SYSTEMATIC_REVIEW, ("systematic", "searched", " searches", " search "),
        r"\b(?:we|was|were|this|present|a) (?:\w+ ){0,4}(?:conduct|perform|undert[ao]|carr|did|updat|aimed to)\w*(?: out"
        r"| to)?(?: conduct| perform)? (?:a |an |this |the )?(?:\w+ ){0,3}"
        r"systematic (?:\w+ ){0,3}(?:review|search)|\bthis (?:updated )?systematic (?:\w+ )?review\b"
        r"|\bsystematic (?:\w+ ){0,2}(?:review|search)[\w ,-]{0,60} (?:was|were) "
        r"(?:conducted|performed|undertaken|carried|done)|\b(?:we|systematically|were"
        r"|was) (?:\w+ ){0,2}searched\b[^.]{0,120}\b(?:medline|pubmed|embase|cochrane|database)"
        r"|\b(?:medline|pubmed|embase|cochrane|databases?)\b[^.]{0,160}\b(?:were|was) (?:\w+ ){0,2}searched\b"
        r"|\bsearch(?:es)? (?:of|in|through|using|was|were)[^.]{0,80}\b(?:medline|pubmed|embase)\b",
    ),
    TextRule(
        _D.META_ANALYSIS, ("meta",),
        r"\b(?:conduct|perform|undert|carri|did)\w*(?: out)? (?:a |an |this )?(?:[\w-]+ ){0,3}meta[- –]?analys"
        r"|\bthis (?:[\w-]+ ){0,2}meta[- –]?analysis\b"
        r"|\bmeta[- –]?analys[ie]s[\w ,-]{0,40} (?:was|were) (?:conducted|performed|undertaken|carried|done)",
    ),
    TextRule(
        _D.CONTROLLED_TRIAL, ("random", "quasi", "alternate", "controlled before"),
        rf"\bnon[- –]?randomi[sz]ed,? {_ADJ}(?:trial|study|design|comparison|intervention)\b|\bquasi[- ](?:experiment"
        rf"|randomi)\w*|\balternate(?:ly)? (?:assign|allocat)\w*"
        r"|\b(?:assign|allocat)\w+ alternately\b|\bcontrolled before[- –]and[- –]after\b",
    ),
    TextRule(
        _D.RANDOMISED_TRIAL, ("random",),
        r"random(?:i[sz]ed\b(?! (?:controlled |clinical )*(?:trials|studies))|ly (?:\w+ )?(?:assign|allocat|divid|distribut"
        r"|receiv|treated|split"
        r"|separat|group|categori|administer|given|placed)\w*)",
        before=
            r"\b(?:were|was|been|and|then|are|we|patients|participants|subjects|children|women|men|adults|volunteers"
            r"|practices|clinics"
        r"|schools|clusters|groups|infants|individuals) (?:\w+ly )?|, |\(",
    ),
    TextRule(
        _D.RANDOMISED_TRIAL, ("random",),
        r"random(?:ly (?:\w+ )?(?:assign|allocat|divid)\w*|(?:i[sz]ed)? (?:treatment )?(?:allocation|assignment)\b(?! (?:is"
        r"|would|should))"
        r"|i[sz]ation (?:was|were|to|list|sequence|ratio)\b|i[sz]ed (?:to|into|in a|\d))",
        before=r"(?:^|[^\w–-])(?<!non )",
    ),
    TextRule(
        _D.RANDOMISED_TRIAL, ("random",),
        r"(?:at random|randomly|by (?:\w+ )?randomi[sz]ation)\b",
        before=r"\b(?:assign|allocat|divid|distribut|split)\w* (?:[\w-]+ ){0,6}?",
    ),
    TextRule(
        _D.RANDOMISED_TRIAL, ("random",),
        r"(?:in (?:a )?random(?:i[sz]ed)? order|at random to)\b",
    ),
    TextRule(
        _D.RANDOMISED_TRIAL, ("random", "rct"),
        rf"{_RAND}ed,? (?:and )?{_ADJ}(?:trial|study|design|comparison|experiment|evaluation)\b|\brct design\b"
        rf"|\brandomi[sz]ed,? {_ADJ}cross-?over\b|\bthis rct\b|\bparallel[- ]group rct\b",
        wish=True,
    ),
    TextRule(
        _D.RANDOMISED_TRIAL, ("placebo", "double", "sham", "cross"),
        rf"\bdouble[- –](?:blind(?:ed)?|masked|dummy),? {_ADJ}(?:trial|study|design|placebo|cross-?over|comparison)\b"
        rf"|\b(?:placebo|sham)[- –]controlled,? {_ADJ}(?:trial|study|design)\b"
        rf"|\bcross-?over (?:trial|study|design|fashion)\b"
        r"|\bplacebo[- –]controlled\b",
        wish=True,
    ),
    TextRule(
        _D.CASE_REPORT, ("case", "year-old", "year old"),
        r"\bwe (?:here(?:in)? |hereby )?(?:report|present|describe) (?:on )?(?:an?|one|two|the|2) (?:[\w-]+ ){0,5}?(?:cases?"
        r"|patients?|\d+[- ]year[- ]old|woman|man|boy|girl|infant|neonate)\b"
        r"|\bthis case (?:report|illustrates|highlights|demonstrates|shows)|\bcase report\b|\ban? \d+[- ](?:year|month|week"
        r"|day)[- ]old (?:[\w-]+ ){0,4}?(?:man|woman|male|female|boy|girl|patient|infant)\b"
        r"|\breports? of two cases\b",
    ),
    TextRule(
        _D.CASE_SERIES, ("case series", "cases", "series of", "we report", "we present", "we describe"),
        rf"\bcase series\b|\bwe (?:report|present"
        rf"|describe) (?:on )?(?:a series of )?(?:our )?(?:experience with )?{_NUMBER} (?:[\w-]+ ){{0,4}}?(?:cases|patients)\b"
        rf"|\ba (?:consecutive |retrospective |surgical )?series of {_NUMBER} (?:[\w-]+ ){{0,3}}?(?:cases|patients)\b"
        rf"|\breports? of {_NUMBER} cases\b",
        wish=True,
    ),
    TextRule(
        _D.QUALITATIVE, ("qualitative", "focus group", "interviews", "grounded theory", "thematic"),
        r"\bqualitative(?:ly)? (?:[\w-]+ ){0,3}(?:study|design|interviews?|research|approach|methods?|methodology)\b"
        r"|\b(?:in-depth|semi-?structured|individual) (?:[\w-]+ )?interviews\b"
        r"|\bfocus groups? (?:discussion|interview|were)\w*|\bgrounded theory\b|\bthematic (?:content )?analysis\b",
    ),
    TextRule(_D.CASE_CONTROL, ("case",),
        r"\b(?:nested )?case[- –](?:control|referent"
        r"|crossover)(?:led)?,? (?:[\w-]+ ){0,3}?(?:study|design|analysis)\b", wish=True),
    TextRule(
        _D.CROSS_SECTIONAL, ("section",),
        r"\bcross[- –]?sectional,? (?:[\w-]+,? (?:and )?){0,4}?(?:study|survey|design|analysis|data|sample)\b"
        r"|\bcross[- –]?sectionally\b",
        wish=True,
    ),
    TextRule(
        _D.COHORT, ("cohort",),
        r"\b(?:in|this|our|a|an|the|using|prospective|retrospective|historical|inception|population-based|birth|observational"
        r"|longitudinal|matched|single-cent(?:er|re)|multicent(?:er|re)),? (?:[\w-]+,? ){0,3}?"
        r"cohort(?: (?:study|design|analysis)| of|\b)|\bcohort study\b",
        wish=True,
    ),
    TextRule(
        _D.COHORT, ("prospective", "longitudinal", "followed"),
        r"\b(?:prospective|longitudinal),? (?:[\w-]+,? ){0,4}?(?:study|evaluation|follow-?up|survey|analysis|registry|audit)\b"
        r"|\bprospectively (?:followed|collected|enrolled|evaluated|recruited|studied|included|observed)\b"
        r"|\bwere followed (?:up )?(?:for|over|until|prospectively)\b"
        rf"|{FOLLOWED_FOR}",
        wish=True,
    ),
    TextRule(
        _D.CASE_SERIES, ("retrospective",),  # with a comparison it is a cohort; `appraisal` looks for one
        r"\bretrospective(?:ly)?,? (?:[\w-]+,? (?:and )?){0,4}?(?:study|review(?:ed)?|analy[sz]ed|analysis|evaluat\w+|chart"
        r"|series|audit|collected|identified|examined|compared|investigated|data)\b",
        wish=True,
    ),
    TextRule(
        _D.CASE_SERIES,
        ("single", "multiple", "one-group", "before and after", "before-and-after", "before-after", "before–after",
         "before/after", "pre-", "pre–", "pre/", "pretest", "pre and post", "consecutive",
         "dose-escalation", "chart", "records of",
         "uncontrolled"),
        r"\b(?:single[- –](?:arm|group|subject)|one-group|multiple[- –]baseline)\b"
        rf"|{BEFORE_AND_AFTER}|{CALLED_UNCONTROLLED}"
        r"|\bdose[- –]escalation (?:study|trial|design)\b|\b(?:medical records|charts|case notes"
        r"|files) of (?:[\w-]+ ){0,4}(?:patients|cases|children|women|men)\b"
        r"|\bchart review\b|\bconsecutive (?:[\w-]+ ){0,4}?(?:patients"
        r"|cases) (?:[\w-]+ ){0,6}?(?:underwent|were (?:treated|operated))\b",
    ),
    TextRule(
        _D.CONTROLLED_TRIAL, ("secondary", "hoc ", "ancillary", "exploratory", "subgroup", "sub-group"),
        r"\b(?:secondary|post[- –]?hoc|ancillary|exploratory|sub-?group) analys[ei]s of (?:data (?:from|of|for) )?(?:an?|the|our)"
        r" (?:[\w-]+,? ){0,6}?trial\b",
    ),
    TextRule(
        _D.CONTROLLED_TRIAL, ("trial", "open", "controlled"),
        rf"\b(?:this|an?|the|our|present|in) {_ADJ}(?:controlled|clinical|intervention|open[- –]label|pilot|feasibility"
        rf"|phase [iv1234]+[ab]?)(?: [\w-]+)?,? (?:trial|intervention study)\b"
        r"|\b(?:this|an?) (?:[\w-]+,? ){0,3}open[- –]label(?: [\w-]+){0,3} study\b|\bcontrolled (?:clinical )?(?:trial"
        r"|study)\b",
        wish=True,
    ),
    TextRule(
        _D.CONTROLLED_TRIAL, ("assigned", "allocated", "divided", "split", "trials"),
        r"\bwere (?:assigned|allocated) (?:in)?to\b|\bwere (?:\w+ )?(?:divided|split|separated) into\b[^.]{0,140}\b(?:treatment"
        r"|intervention|experimental|control|placebo|training|exercise) (?:group|arm|\()|\bsub-?analysis of [\w -]{0,30}trials\b",
    ),
    TextRule(
        _D.CROSS_SECTIONAL, ("survey", "questionnaire"),
        r"\b(?:we|were|was) surveyed\b|\ba (?:[\w-]+,? ){0,4}survey (?:of|was|among|in)\b|\b(?:online|postal|mail|web-based"
        r"|telephone|national|household|questionnaire) survey\b"
        r"|\bquestionnaires? (?:was|were) (?:sent|mailed|distributed|administered|completed|e-?mailed)\b|\b(?:sent|mailed"
        r"|completed|answered) (?:a|an|the) (?:[\w-]+ ){0,4}questionnaire\b",
    ),
    TextRule(
        _D.ANATOMY, ("cadaver", "dissect"),
        r"\b(?:human |fresh |embalmed |frozen )?cadavers?\b|\bcadaveric\b|\b(?:specimens|bodies|limbs|halves|hips|knees"
        r"|shoulders) were dissected\b|\bdissections? (?:of|was|were)\b",
    ),
    TextRule(_D.OBSERVATIONAL, ("trial",),  # a trial gave the data, and its arms are not compared
        r"\b(?:as (?:a )?part of|data (?:from|of|collected in)|(?:participants|patients|people) (?:of|from)"
        r"|(?:enroll?ed|participating) in|within|nested (?:with)?in|embedded in) (?:an?|the|another) (?:[\w-]+,? ){0,6}?trial\b"),
    TextRule(_D.OBSERVATIONAL, ("observational",),
        r"\bobservational,? (?:[\w-]+,? ){0,3}?(?:study|analysis|design)\b"
        r"|\bobservational data\b", wish=True),
    TextRule(
        _D.REVIEW, ("review", "article", "overview"),
        r"\bthis (?:[\w-]+ ){0,3}?(?:review|overview)\b|\bin this (?:[\w-]+ )?(?:review|overview)\b|\b(?:we"
        r"|authors) (?:\w+ )?(?:review|summari[sz]e|discuss|survey|outline)\b(?! (?:and report|two|three|the records))"
        r"|\b(?:is|are) (?:briefly )?(?:reviewed|discussed|summari[sz]ed)\b|\b(?:narrative|literature) review\b"
        r"|\breview of the literature\b|\bthis article (?:reviews|discusses|summari[sz]es|provides|describes)\b",
    ),
    TextRule(
        _D.LABORATORY, ("vitro", "cell line", "cultured", "cells were", "crystal structure", "assay", "western blot"),
        r"\bin vitro\b|\bcell lines?\b|\bcultured (?:[\w-]+ ){0,3}cells\b|\bcells were (?:cultured|transfected|treated"
        r"|incubated)\b|\bcrystal structure\b|\bwestern blot",
    ),
    TextRule(_D.GUIDELINE, ("guideline",),
        r"\b(?:this|these|the present) (?:[\w-]+ ){0,4}guidelines? (?:provide|address"
        r"|recommend|cover|update|is|was|were|are|offer|aim)\w*"),
    TextRule(
        _D.OPINION, ("editorial", "commentary", "viewpoint", "opinion", "perspective"),
        r"\bthis (?:editorial|commentary|viewpoint|perspective)\b|\b(?:expert )?opinion (?:paper|piece|article)\b",
    ),
)  # fmt: skip
