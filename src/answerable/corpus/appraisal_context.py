"""What stands around a wording of design: whose study it is, with what it is compared, what a review reviews, what is planned."""

from __future__ import annotations

import re

# Wordings that tell a design as well as what bounds one.
FOLLOWED_FOR = (
    r"\bfollowed (?:up )?(?!them\b)(?:\d[\d,]*|[a-z-]+) [^.;]{1,90}? for (?:up to )?(?:[\d.]+|[a-z-]+)"
    r" (?:weeks|months|years)\b"
)
BEFORE_AND_AFTER = (
    r"\bbefore(?:[- –]and[- –]|[-–/])after,? (?:[\w-]+,? ){0,3}?(?:study|design|trial|comparison)\b"
    r"|\bpre(?:-?test)?[-–/ ](?:and[- ])?post(?:-?test)?,? (?:[\w-]+ )?(?:design|study|trial)\b"
)
CALLED_UNCONTROLLED = r"\buncontrolled,? (?:[\w-]+,? ){0,2}?(?:trial|study|pilot|design|intervention)\b"
NO_CONTROLS = r"\b(?:no|without an?|lack of an?|absence of an?) control(?:s| group| arm)\b"

# Whose study is it? A wording that wishes, plans or recalls somebody else's study tells nothing of this one.
WISHED_BEFORE = re.compile(
    r"(?:\b(?:need(?:s|ed)?|nobody|never|future|further|larger|prior|previous(?:ly)?|earlier|published|existing"
    r"|available|lack of|few|absence of|await\w*|warrant\w*|consent to participate in"
    r"|require[sd]?|until|call for|propos\w+|plan(?:ned|ning)?|pending|upcoming|should|subsequent|recent|other|another"
    r"|definitive|full-scale|unlike|no|several|only|first report of)\b[^.]{0,30}"
    r"|\b(?:feasibility of|feasible to|power|inform|guide|toward) [^.]{0,40})$"
)
WISHED_WITHIN = re.compile(r"\b(?:previous(?:ly)?|published|earlier|future|further|larger|planned|proposed|recent|another)\b")
# "A randomised trial of … (many words) seems warranted."
WISHED_LATER = re.compile(
    r"^[^.]{0,110}?\b(?:is|are|seems?|appears?|remains?|may be|would be) (?:\w+ )?(?:needed|warranted|required|necessary"
    r"|justified|desirable|awaited)\b"
)
RANDOMISED = re.compile(r"(?<!non)(?<!non-)(?<!non )randomi[sz]ed\b")
# A trial that only gave the people, the samples or the data: it is the study itself where its arms are compared.
TRIAL_BEHIND = re.compile(
    r"\b(?:as (?:a )?part of|within|embedded in|nested (?:with)?in|(?:samples|data) (?:of|from|in)|(?:collected|obtained)"
    r" (?:from|in)|(?:from|of|among|for) (?:[\w-]+ ){0,4}?(?:participants|patients|people|women|men|children|adults)"
    r"(?: of| from)?(?: (?:enroll?ed|recruited|included|participating|taking part))? (?:in|into|for|from))"
    r" (?:an?|the|another|one) (?:[\w-]+,? ){0,8}[\w-]+$"
)
ARMS_COMPARED = re.compile(
    r"\b(?:intervention|treatment|control|placebo|experimental|exercise|training|usual[- ]care|sham|comparison|drug)[- ]"
    r"(?:groups?|arms?)\b|\bplacebo\b(?![- –]controlled)"
    r"|\b(?:between|both|two|three|four|study|across) (?:the )?(?:two |both |treatment |study )?"
    r"(?:groups|arms)\b|\bcontrols\b|\bversus\b|\bvs\b|\brandomi[sz]ed to\b|\bcompared (?:with|to)\b|\btreatment effects?\b"
)
# No controls: what is called a trial is then a series.
UNCONTROLLED = re.compile(
    rf"{BEFORE_AND_AFTER}|{CALLED_UNCONTROLLED}|{NO_CONTROLS}|\b(?:single[- –](?:arm|group)|one-group)\b"
    r"|\bbefore(?:[- –]and[- –]|[-–/])after\b[^.;]{0,40}\b(?:study|design|trial)\b"
)
SAID_OUTRIGHT = re.compile(r"\b(?:uncontrolled|no control|without|lack of|absence of)\b")
WITHOUT_CONTROLS = re.compile(NO_CONTROLS)
CONTROLS = re.compile(
    r"\bcontrol (?:groups?|arms?|condition|participants|subjects|patients|period|intervention|diet)\b|\bcontrols\b|\bplacebo\b"
    r"|\bsham\b|\busual care\b|\bwait(?:ing)?[- ]list\b|\b(?:between|both|two|three|four) (?:the )?(?:two )?(?:groups|arms)\b"
    r"|\bcross-?over\b|\brandomly\b|\bwere randomi[sz]ed\b|\bnon-?randomi[sz]ed\b|\bcontrolled before\b|\bcomparison group\b"
    r"|\bversus\b|\bvs\b"
)
# A title's "prevalence" gives way to these: who is followed is a cohort.
FOLLOWED = re.compile(
    r"\bcohort study\b|\bprospective (?:\w+ )?(?:cohort|study)\b|\bwere followed (?:up )?(?:for|over)\b"
    rf"|{FOLLOWED_FOR}"
)
WISHED_AFTER = re.compile(
    r"^[^.]{0,40}?\b(?:(?:is|are|be|were|was) (?:\w+ ){0,2}(?:needed|warranted|required|necessary|lacking|planned|underway"
    r"|awaited|feasible|justified|indicated)"
    r"|should|needs? to|would|could|ha(?:s|ve) (?:shown|demonstrated|been|suggested|reported))\b"
)

# A second look at a finished trial. Where it looks for what predicts, it is a cohort; else it keeps the trial's comparison.
SECONDARY = re.compile(
    r"\b(?:secondary|post[- –]?hoc|ancillary|exploratory|sub-?group|sub-?study|retrospective|re-?)[- ]?(?:data "
    r"|trial )?(?:analys[ei]s|study|substudy)\b"
    r"|\bsub-?study\b|\b(?:analy[sz]ing|using|uses|used) data (?:of|from) (?:a|an|the)\b"
)
PREDICTS = re.compile(
    r"\b(?:predict\w*|prognos\w*|risk factors?|associat(?:ed|ions?)|correlat\w*|determinants?|baseline|relationship"
    r"|natural history)\b"
)
COMPARES = re.compile(
    r"\b(?:compared (?:with|to)|versus|vs\.?|control group|controls|comparison group|comparator|between (?:the )?(?:two "
    r"|both )?groups|hazard ratio|odds ratio"
    r"|relative risk|matched)"
)

# A review is worth no more than what it reviews.
REVIEWED_SERIES = re.compile(r"\b(?:case series|case reports?|reported cases|published cases)\b")
REVIEWED_OBSERVATIONAL = re.compile(
    r"\b(?:cohort|observational|case[- –]control|cross[- –]sectional|epidemiologic(?:al)?|prevalence"
    r"|non-?randomi[sz]ed) (?:studies|evidence|data)\b|\bprevalence of\b"
)
REVIEWED_ANIMALS = re.compile(r"\b(?:animal (?:models?|studies|experiments)|preclinical|pre-clinical|in rats|in mice|rodents?)\b")
REVIEWED_TRIALS = re.compile(r"\brandomi[sz]ed\b|\brcts?\b|\b(?:controlled|clinical) trials\b|\btrials\b")

FUTURE = re.compile(
    r"\bwill (?:also )?(?:be|include|receive|recruit|compare|assess|evaluate|take|have|complete|undergo|participate"
    r"|randomi[sz]e|enrol|use|determine|test|provide|examine|measure)\w*\b"
)
RECRUITS_LATER = re.compile(
    r"\b(?:participants?|patients?|subjects|children|women|men|adults|volunteers|individuals|people|families|practices|schools"
    r"|clusters|infants)\b"
    r"[^.]{0,80}? will (?:also |then |all )?(?:be|receive|undergo|complete|have|attend|take)\b"
    r"|\bwill (?:\w+ )?(?:be )?(?:\w+ )?(?:randomi[sz]|randomly|recruit|enrol|allocat|assign|invit)\w*|\b(?:trial|study"
    r"|intervention) will\b"
)
ANNOUNCED = re.compile(
    r"\b(?:this|the|our|present) (?:[\w-]+ ){0,3}protocol (?:describes|outlines|presents|reports|is|details|for)\b"
    r"|\bthis is (?:a|the) protocol\b|\b(?:paper|article|report) (?:describes|presents|outlines|reports)"
    r" (?:the )?(?:[\w,-]+ ){0,6}(?:protocol|rationale|design)\b|\bthe objectives? (?:is|are) as follows\b"
)
