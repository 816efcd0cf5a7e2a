"""The rules by which a question's type is read: an ordered table of patterns, each with its reason.

A pattern is matched against the question's *shape*: its words in lower case, with a tag after each thing that is named,
``does metformin<i> help pcos<c>?``. Tags: <c> condition, <f> finding, <i> intervention, <t> test, <p> population,
<o> outcome, <a> anatomy, <x> other (exposures, habits), <u> words that the vocabulary does not know.
"""

from __future__ import annotations

from typing import NamedTuple

from answerable.question.model import QuestionType


class TypeRule(NamedTuple):
    """A pattern over the shape, the type that it speaks for, and why."""

    type: QuestionType
    pattern: str
    reason: str


_T = QuestionType
# Comparators that do nothing: against these a question is one of effect.
_INERT = (
    r"(?:a |an |the |no |doing )*(?:placebo|sham|usual|standard|routine|conventional|treatment<|nothing|control|waiting|wait"
    r"|baseline|normal|healthy)"
)

# The first rule that matches gives the type; the later ones are kept as the other types that the question touches.
RULES: tuple[TypeRule, ...] = (
    TypeRule(
        _T.THERAPY,
        r"\b(?:effective|efficacious|efficacy|effectiveness|beneficial)\b[^?]{0,25}\b(?:safe|safety)\b",
        "effect and safety together",
    ),
    TypeRule(
        _T.THERAPY,
        r"\b(?:safe|safety|feasible|feasibility)\b[^?]{0,15}\b(?:effective|efficacious|efficacy|effectiveness)\b",
        "effect and safety together",
    ),
    TypeRule(
        _T.DEFINITION,
        r"^what(?:'s| is| are)(?: \(are\))? (?!the |good |best |safe )(?:an? )?(?:(?! of | for | in | to | after | with "
        r"| causes? | does )[^<?])*<[cfiutax]>(?:[ -](?:\w+ )?[^<? ]*<[cfiutax]>)*(?: disease| syndrome| disorder)?\s*\?*$",
        "asks what a thing is and nothing more",
    ),
    TypeRule(
        _T.DEFINITION,
        r"^(?:please |can you |could you )*(?:explain|define|describe) (?!how|why|whether)",
        "asks for an explanation",
    ),
    TypeRule(
        _T.HARM,
        r"\brisks? of (?:[\w-]+ ){0,3}?[^?<]{0,30}<[cfo]>[^?]*\b(?:with|from|of|on|after|due to|taking)\b[^?]*<i>",
        "asks for the risk that an intervention brings",
    ),
    TypeRule(
        _T.DIAGNOSIS,
        r"^should [^?]*\b(?:imaged|imaging|scan\w*|x-?ray\w*|tested|screened)\b",
        "asks whether to test",
    ),
    TypeRule(
        _T.THERAPY,
        r"^(?![^?]*\b(?:diagnos|detect|identif))(?:is|are|does|do|should|can|could|would) [^?]*<[ut]>"
        r"[^?]*\b(?:useful|helpful|worthwhile|works?|helps?|any good|beneficial)\b",
        "asks whether something is of use",
    ),
    # Dose
    TypeRule(
        _T.DOSE,
        r"\b(?:what|which|correct|right|usual|recommended|maximum|max|maximal|minimum|starting|optimal|optimum|ideal|best"
        r"|safe|loading|daily|adult|p(?:a)?ediatric|child(?:ren)?'?s?(?:<p>)?) (?:\w+ ){0,2}?dos(?:es?|age|ing"
        r"|ages)\b(?!-)",
        "asks which dose",
    ),
    TypeRule(
        _T.DOSE,
        r"^(?!.*\b(?:low|high|single|radiation|fixed|lower|higher|reduced)[- ]dose)(?:.*\b)?dos(?:e|es|age|ages|ing) (?:of"
        r"|for|in|adjust\w*|regimens?|schedule|range)\b",
        "names the dose of something",
    ),
    TypeRule(
        _T.DOSE,
        r"<[iu]>[^?]{0,40}\b(?:dose|dosage|dosing)\b(?![- ](?:response|dependent))[^?]{0,30}\??$",
        "a drug and its dose",
    ),
    TypeRule(
        _T.DOSE,
        r"\bhow (?:much|many|often)\b[^?]*(?:<[iu]>[^?]*\b(?:take|taken|give|given|use|used|need|have|prescribe[d]?"
        r"|safe)\b|\b(?:mg|milligrams?|tablets?|pills?|drops|units)\b|\b(?:take|give)\b[^?]*<i>)",
        "asks how much to take",
    ),
    TypeRule(
        _T.DOSE,
        r"\b(?:mg/kg|mg per kg|how many mg)\b",
        "asks for milligrams",
    ),
    # What else it might be
    TypeRule(
        _T.DIFFERENTIAL,
        r"\bdifferential(?: diagnos[ie]s)?\b(?!.{0,3}(?:express|effect|respons))",
        "asks for the differential diagnosis",
    ),
    TypeRule(
        _T.DIFFERENTIAL,
        r"\b(?:what else|what other (?:conditions?|diseases?|illness\w*|diagnos\w+|things)|could (?:it|this|that) be"
        r"|what (?:could|might|can) (?:it|this|that|these|my|the)\b.*\bbe\b|mistaken for|confused with|mimic\w*"
        r"|look-?alikes?|looks? like <)",
        "asks what else it could be",
    ),
    TypeRule(
        _T.DIFFERENTIAL,
        r"\b(?:distinguish\w*|differentiat\w+|discriminat\w+|tell)\b[^?]*(?:<[cfu]>)[^?]*\b(?:from|and|apart|between)\b",
        "asks how to tell one from another",
    ),
    TypeRule(
        _T.DIFFERENTIAL,
        r"^what (?:could|might|can)\b[^?]*<[cfu]>[^?]*\bbe\b",
        "asks what it could be",
    ),
    TypeRule(
        _T.DIFFERENTIAL,
        r"\b(?:is|are) (?:it|this|that|these|my \w+(?: \w+)?) (?:a |an |the )?[^?<]*<[cfu]> or (?:a |an |just "
        r"|the )?[^?<]*<[cfu]>",
        "asks which of two conditions it is",
    ),
    # Comparison of active alternatives; against placebo or usual care it is a question of effect
    TypeRule(
        _T.COMPARISON,
        rf"\b(?:vs\.?|versus)(?= )(?! {_INERT})",
        "sets one against another",
    ),
    TypeRule(
        _T.COMPARISON,
        r"\b(?:differences?|compar(?:e|ing|ison)) (?:\w+ )?(?:between|of)\b|\bhow (?:does|do|is|are)\b[^?]*\b(?:compare"
        r"|differ|different from)\b|^compare\b",
        "asks how two differ",
    ),
    TypeRule(
        _T.COMPARISON,
        r"\b(?:better|worse|best|superior|inferior|safer|cheaper|faster|stronger|(?:more|less) (?:[\w-]+ )?(?:effective"
        r"|efficacious|beneficial|accurate|reliable|safe|harmful|likely|cost-effective)\w*)\b[^?]*\b(?:than"
        rf"|or)\b(?! {_INERT})[^?]*<[iutcp]>|\b(?:superior|inferior|equal|equivalent|comparable"
        rf"|preferable) to\b(?! {_INERT})|\bas (?:good|effective|efficacious|safe|accurate|well|reliable"
        rf"|beneficial)\b[^?]*\bas\b(?! {_INERT})",
        "asks which is better",
    ),
    TypeRule(
        _T.COMPARISON,
        rf"\b(?:compared?|comparison|relative) (?:with|to)\b(?! {_INERT})[^?]*<[iut]>",
        "names an active comparator",
    ),
    TypeRule(
        _T.COMPARISON,
        r"<i>,? or (?:[\w-]+ ){0,2}?[\w -]+<i>",
        "names two interventions to choose between",
    ),
    TypeRule(
        _T.COMPARISON,
        r"\b(?:rather than|instead of|alternative to|replac(?:e|es|ed|ing))\b[^?]*<[itu]>",
        "names what it would stand in for",
    ),
    # Harm
    TypeRule(
        _T.HARM,
        r"\b(?:side[- ]?effects?|adverse|toxicit\w+|toxic(?= to|\?|$)|overdos\w+|contra-?indicat\w+|interact\w* with"
        r"|interactions?|withdrawal (?:symptoms|effects))\b",
        "asks for unwanted effects",
    ),
    TypeRule(
        _T.PROGNOSIS,
        r"^(?:is|are|can|could) (?:an? |the |my |having an? |having )*(?:[\w-]+ ){0,3}?[^?<]*<[cf]>(?:[^?<]*(?:<p>|"
        r"<a>))?(?: be)?(?: always| ever"
        r"| usually| very| really| that| generally)* (?:dangerous|serious|harmful|life[- ]threatening|a danger)\b(?! "
        r"(?:for|to|when|while))",
        "asks what a condition may lead to",
    ),
    TypeRule(
        _T.HARM,
        r"\b(?:safe|safely|unsafe|safety|safest|dangerous|dangers?|harmful|harms?|hazard\w*|bad for)\b",
        "asks whether it is safe",
    ),
    TypeRule(
        _T.HARM,
        r"\b(?:can|may|should|could|ok to|okay to|alright to|all right to|allowed to|is it \w+ to)\b[^?]*\b(?:take|use"
        r"|taking|have|drink|eat|breastfeed|drive|fly|mix|combine|continue)\b[^?]*\b(?:while|whilst|when|during|if|in|with"
        r"|on|and|before|after)\b[^?]*(?:<[ipx]>|pregnan|breastfeed|alcohol)",
        "asks whether it may be taken",
    ),
    TypeRule(
        _T.HARM,
        r"\b(?:risks?|complications?|downsides?|drawbacks?|problems) (?:of|from|with|after|following"
        r"|associated with) (?:taking |using |having |long-?term |an? |the )*[^?<]{0,40}<i>",
        "asks for the risks of an intervention",
    ),
    TypeRule(
        _T.HARM,
        r"^(?:does|do|can|could|did|will|is|are|may)\b[^?<]*<i>[^?<]*\b(?:caus\w+|induc\w+|trigger\w*|worsen\w*|raise[sd]?"
        r"|increas\w+ (?:the |your |my )?(?:risk|incidence|rate|chance|likelihood|odds)|(?:lead|led|leading) to|damage\w*"
        r"|aggravat\w+|provok\w+|risk factors? (?:for|of)|linked (?:to|with)|associated with[^?]*\b(?:risk|incidence))\b",
        "asks what an intervention brings about",
    ),
    TypeRule(
        _T.HARM,
        r"<i>[- ]induced\b|\b(?:caused by|due to|because of|after taking) (?:the )?[^?<]{0,20}<i>",
        "names harm from an intervention",
    ),
    # Prevention
    TypeRule(
        _T.PREVENTION,
        r"\b(?:prevent\w*|prophyla\w+|avoid(?:ed|ing|ance)?|protect\w*|ward off|stave off|keep from)\b",
        "asks how to prevent",
    ),
    TypeRule(
        _T.PREVENTION,
        r"(?:<i>[^?]*|\bhow\b[^?]*|\bways to |^)\b(?:reduc\w+|lower\w*|decreas\w+|cut\w*|minimi[sz]\w+)\b (?:the |my "
        r"|your |their |a |future )*(?:[\w-]+ )?(?:risk|risks|incidence|chance|chances|likelihood|odds|occurrence)\b",
        "asks how to lower a risk",
    ),
    TypeRule(
        _T.PREVENTION,
        r"\b(?:vaccin\w+|immuni[sz]ation|booster|jabs?|flu shots?)\b",
        "is about vaccination",
    ),
    # Prognosis, where it is named outright; how an intervention changes the course is a question of therapy
    TypeRule(
        _T.THERAPY,
        r"^(?:does|do|did|can|could|should|would|will|is|are)\b[^?<]*<i>[^?]*\b(?:affect\w*|improv\w+|influenc\w+|impact"
        r"|prolong\w*|shorten\w*|lengthen\w*|hasten\w*|speeds?|accelerat\w+|halv\w+|cuts?"
        r"|benefit\w*|reduc\w+|lower\w*|delay\w*|slow\w*|chang\w+|decreas\w+|increas\w+"
        r"|worth\w*)\b[^?]*\b(?:prognos\w+|outcomes?|survival|mortality|recurrence|relapse|recovery|deaths?|readmissions?"
        r"|course|progression|complications?)\b",
        "an intervention's effect on the course",
    ),
    TypeRule(
        _T.THERAPY,
        r"^(?:does|do|did|can|will)\b[^?<]*<u>[^?]*\b(?:improv\w+|prolong\w*|reduc\w+|lower\w*)\b[^?]*\b(?:prognos\w+"
        r"|outcomes?|survival|mortality|recurrence|relapse|recovery|deaths?|readmissions?)\b",
        "something that betters the course",
    ),
    TypeRule(
        _T.PROGNOSIS,
        r"\b(?:prognos\w+|outlook|life expectancy|survival|survive\w*|natural (?:history|course)|disease course|course of"
        r"|curable)\b|\b(?:is|are|be|it|always|usually)(?: \w+)? (?:fatal|deadly|lethal|terminal)\b|\b(?:fatal|deadly"
        r"|lethal)\s*\??$",
        "asks how it will go",
    ),
    TypeRule(
        _T.THERAPY,
        r"\bhow long (?:should|must|do i (?:need|have) to|to|does (?:one|a patient))\b[^?]*\b(?:take|taken|treat\w*|use"
        r"|used|continu\w+|given|stay on|remain on)\b",
        "asks how long to treat",
    ),
    TypeRule(
        _T.PROGNOSIS,
        r"\bhow (?:long|soon|quickly|fast)\b",
        "asks how long it lasts",
    ),
    TypeRule(
        _T.PROGNOSIS,
        r"\b(?:go(?:es)? away|get better on|come back|recover(?:y|ies|s|ed)? (?:time|from|after|rate)|die (?:of|from)"
        r"|kill you|turn into|progress(?:es|ion|ed)? (?:to|of)|develop into|clear up|heal on|chances? of (?:recover\w*"
        r"|cure|dying|death|relapse|recurrence)|what happens (?:if|when|after))\b",
        "asks what becomes of it",
    ),
    TypeRule(
        _T.PROGNOSIS,
        r"\b(?:complications?|stages?|staging) (?:of|from|in|after|with)\b",
        "asks what may follow",
    ),
    TypeRule(
        _T.PROGNOSIS,
        r"\b(?:mortality|deaths?|recurrence|relapse|readmission|remission|survival)(?:<o>)?(?: rates?)? (?:of|after|from"
        r"|following|in)\b(?![^?]*<i>)|\b(?:predict\w*|prognosticat\w*)\b[^?]*(?:<o>|outcome|mortality|death|recurrence"
        r"|relapse|recovery|course|success|failure|response)|\blong[- ]term (?:outcomes?|consequences"
        r"|effects of (?:[^?<]*)<c>)",
        "asks for later outcomes",
    ),
    # Therapy, where it is named outright
    TypeRule(
        _T.THERAPY,
        r"\bhow (?:is|are|do|does|can|could|should|would|to|best)\b[^?]*\b(?:treat\w*|manag\w*|cure[sd]?|reliev\w*|eas(?:e"
        r"|ed)|heal\w*|get rid|fix\w*|soothe|stop|cope|deal with|calm|control\w*|lower|reduce|improve|raise"
        r"|lose)\b(?![^?]*\bdiagnos)",
        "asks how to treat",
    ),
    TypeRule(
        _T.THERAPY,
        r"\b(?:treat(?:ments?|ing|ed|s)?|therap(?:y|ies)|remed(?:y|ies)|cures?|manag(?:e|ing|ement)|medicines?"
        r"|medications?|drugs?|tablets?|antidotes?|exercises)(?:<\w>)? (?:options? |choices? |plan |strateg\w+ )?(?:of|for"
        r"|in|to treat|against|available|recommended)\b(?![^?]*\bdiagnos)",
        "asks for treatment",
    ),
    TypeRule(
        _T.THERAPY,
        r"\b(?:what(?:'s| is| are|s)? (?:is |are )?(?:the )?(?:good|best) (?:for|way to|thing for|thing to|treatment"
        r"|therapy|drug|medicine|medication)|good for|what (?:can|should|do|could) (?:i|you|we|one) (?:take|do|use|give"
        r"|try)|what helps|what works|what to (?:do|take|use|give)|get rid of|first[- ]line|second[- ]line"
        r"|work(?:s)? (?:for|in|on)|helps? (?:with|for|relieve|reduce|my)|how do i (?:get|stop|fix))\b",
        "asks what helps",
    ),
    TypeRule(
        _T.THERAPY,
        r"\b(?:treat\w*|reduc\w+|improv\w+|reliev\w+|control\w*|alleviat\w+|eas(?:e|es|ing)|manag\w+"
        r"|help\w*)\b[^?]{0,40}\bsymptoms?\b",
        "asks what eases symptoms",
    ),
    TypeRule(
        _T.THERAPY,
        r"^(?:can|could|should|must|does|do|has|have)\b[^?]*<[cfu]>[^?]*\b(?:be|to be|have to be|need to be) "
        r"(?:removed|operated on|cut out"
        r"|taken out|drained|excised|injected|massaged away)\b",
        "asks whether it is taken out",
    ),
    # Presentation
    TypeRule(
        _T.PRESENTATION,
        r"\b(?:symptoms?|signs?|red flags?|warning signs?|clinical (?:features?|presentations?|manifestations?|picture"
        r"|signs?|findings)|manifest\w*|presenting features?|presentations? of|hallmarks?|phenotyp\w+)\b(?![- ](?:score"
        r"|relief|free|control|management|burden|severity))(?![^?]{0,30}\b(?:diagnostic|accurate)\b)",
        "asks for symptoms and signs",
    ),
    TypeRule(
        _T.PRESENTATION,
        r"^(?:is|are|can|could) (?:an? |the |my )*[^?<]*<[cf]>(?: be)?(?: always| ever| usually| very| really)* painful\b",
        "asks whether it hurts",
    ),
    TypeRule(
        _T.PRESENTATION,
        r"\bhow (?:does|do|can)\b[^?]*\b(?:present|feel|manifest|look|show|affect (?:you|people|the body))\b"
        r"|\bwhat (?:does|do)\b[^?]*\b(?:feel like|look like)\b",
        "asks how it shows",
    ),
    # Epidemiology
    TypeRule(
        _T.EPIDEMIOLOGY,
        r"\b(?:how (?:common|frequent|prevalent|rare|many (?:people|adults?|children|men|women|patients|persons|cases"
        r"|americans))|how (?:often|frequently) (?:is|are|do|does)|prevalence|epidemiolog\w+|incidence|frequency of"
        r"|burden of|percentage of|proportion of|what share|how widespread|commonest age|who gets|more common in"
        r"|demographics)\b",
        "asks how common it is",
    ),
    # Diagnosis
    TypeRule(
        _T.DIAGNOSIS,
        r"\b(?:diagnos\w+|undiagnosed|detect\w*|sensitivity (?:and|of)|specificity|accura(?:te|cy)|predictive value"
        r"|likelihood ratio|cut-?offs?|screen(?:ed|ing)?|rule (?:out|in)|ruling out|biops\w+|work-?up|criteria|confirm\w*"
        r"|identif(?:y|ied|ying) (?:patients|people|children|women|men|cases|those)|differentiat\w+|distinguish\w*"
        r"|assess(?:ed|ing)?|evaluat(?:e|ed|ing) (?:for|suspected))\b",
        "asks how it is found out",
    ),
    TypeRule(
        _T.DIAGNOSIS,
        r"\b(?:tests?|scan|imaging|x-?ray|examinations?|exams?|investigations?)(?:<t>)? (?:for|used|needed|is|are|to|in)\b"
        r"|\bhow (?:do|can|would|will) (?:i|you|we|doctors|one) (?:know|tell|find out|recogni[sz]e)\b|\b(?:need|have|get"
        r"|order|request)\b[^?<]*<t>|\bwhen (?:to|should)\b[^?]*<t>|\bdo i have\b|\bhow (?:is|are)\b[^?]*\b(?:tested"
        r"|checked|measured|recogni[sz]ed|found|confirmed)\b|<t>[^?]*\b(?:for|useful|predict\w*|indicat\w+|reliabl\w+"
        r"|valid\w*|valuable|adequate)\b[^?]*<[cfu]>",
        "asks for a test",
    ),
    # Therapy, less plainly
    TypeRule(
        _T.CAUSE,
        r"^why (?:do|does|is|are|am|did|have|has|can)\b|\bwhy (?:do|does|is|are|am)\b",
        "asks why",
    ),
    TypeRule(
        _T.CAUSE,
        r"\b(?:what|which|who)\b[^?]*\b(?:causes?|caused|causing|triggers?|triggering|brings on|leads to|makes)\b"
        r"|\bhow (?:do|does|can|did|is|are)\b[^?]*\b(?:catch|caught|contract|contracted|get|develop|arise|come about)\b"
        r"|\b(?:causes?|causation|cause) (?:of|for)\b|\bcauses?$|\baetiolog\w*|\betiolog\w*|\bpatho(?:genesis|physiology"
        r"|mechanism)\w*|\b(?:risk factors?|at risk|predispos\w+|susceptib\w+|determinants?)\b|\b(?:inherited|heredity"
        r"|genetics|contagious|transmitted|transmission|spread|runs? in (?:families|the family))\b|\bgenetic (?:changes?"
        r"|cause|basis|factors?|disease\?)|\b(?:hereditary|heritable|genetic|catching|infectious)\s*\??$|\bgenes? (?:are"
        r"|is|cause|for|related)\b",
        "asks for causes",
    ),
    TypeRule(
        _T.CAUSE,
        r"\b(?:caus(?:e|es|ed|ing)|leads? to|due to|result(?:s|ing)? (?:in|from)|contribut\w+ to|link(?:s|ed)? (?:to|with"
        r"|between)|responsible for|attributable to|increas\w+ (?:the |your |my )?(?:\w+ )?(?:risk|incidence|likelihood"
        r"|chance|odds)|risk of|reduc\w+ the risk)\b(?<!reduce the risk)",
        "asks what brings it about",
    ),
    TypeRule(
        _T.THERAPY,
        r"\b(?:effective\w*|efficac\w+|benefits?|beneficial|treat\w*|therap\w+|manag\w+|improv\w+|reliev\w+|alleviat\w+"
        r"|sooth\w+|lessens?|curbs?|halves?|mitigat\w+|ameliorat\w+|slows? down"
        r"|cure[sd]?|help\w*|work|works|remed\w+|indicated|indications? for|respond to)\b",
        "asks for an effect",
    ),
    TypeRule(
        _T.THERAPY,
        r"<i>[^?]*\b(?:reduc\w+|lower\w*|decreas\w+|increas\w+|affect\w*|influenc\w+|enhanc\w+|promot\w+|effects?|impact"
        r"|shorten\w*|lengthen\w*|hasten\w*|prolong\w*|delay\w*|slows?|speeds?|quicken\w*|diminish\w*"
        r"|accelerat\w+|role|value|place|use|useful|necessary|needed|required|justified|worthwhile|appropriate"
        r"|recommended|for|in|on|after|with)\b",
        "an intervention and what it does",
    ),
    TypeRule(
        _T.THERAPY,
        r"<t>[^?]*\b(?:reduc\w+|lower(?:s|ed|ing)?|decreas\w+|shorten\w*|improv\w+|cuts?|saves?|avoids?|limits?|prolong\w*)\b",
        "a test and what acting on it changes",
    ),
    TypeRule(
        _T.THERAPY,
        r"\b(?:effects?|impact|role|use|outcomes?) of (?:[\w-]+ ){0,3}?[^?<]{0,30}<i>",
        "asks for an intervention's effect",
    ),
    TypeRule(
        _T.PROGNOSIS,
        r"\b(?:outcomes?|relapse|recurrence|recurrent|predict\w*|long-term|follow-up|readmission)\b",
        "asks for later outcomes",
    ),
    TypeRule(
        _T.CAUSE,
        r"\b(?:associat\w+|relat(?:ed|es|ion|ionship) (?:to|with|between)|correlat\w+|influenc\w+|affect\w*|depend\w* on"
        r"|role (?:of|in)|effects? of|impact of|mechanisms?|explain\w*|involved in|risk)\b",
        "asks what it hangs together with",
    ),
    TypeRule(
        _T.DEFINITION,
        r"^(?:so |and |please |ok )?(?:what|whats|what's|who|define|definition|describe|explain|tell me|overview"
        r"|information|info|meaning)\b|\b(?:definition|meaning|mean by|stand for|do you have information|information (?:on"
        r"|about)|tell me about|explain)\b",
        "asks what it is",
    ),
)
