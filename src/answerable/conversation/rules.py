"""The rules by which short follow-up questions are understood: a table of patterns and the questions that they stand for.

A pattern has to match the whole of what was typed, in lower case, without its opening ("and", "ok, so") and its last
punctuation. The first of its questions whose slots the context can fill is asked: {t} is the topic, {i} the intervention
last spoken of, {c} what it was compared with, {be} and {do} verbs that agree with the topic. `spoken` rules count only
where the last question was about the intervention.
"""

from __future__ import annotations

from typing import NamedTuple


class Short(NamedTuple):
    """A short question by its pattern, and the whole questions that it may stand for."""

    pattern: str
    asks: tuple[str, ...]
    spoken: bool = False


_IT = r"(?:it|this|that|they|them|these|those|the (?:condition|disease|problem|disorder|illness))"
_THE = (
    r"(?:(?:what|which) (?:is|are|about|were|was) )?(?:the |its |their |any |some |there any |there |possible |"
    r"common |main |usual )*"
)
_ANY = r"(?:(?:is|are) there )?" + _THE

SHORT: tuple[Short, ...] = (
    # harms
    Short(
        rf"{_ANY}(?:side[- ]?effects?|adverse (?:effects?|events?|reactions?)|harms?|downsides?|drawbacks?|unwanted effects?)",
        ("What are the side effects of {i} for {t}?", "What are the side effects of treatment for {t}?"),
    ),
    Short(
        rf"{_ANY}(?:risks?|dangers?)(?: involved)?",
        ("What are the risks of {i} for {t}?", "What are the complications of {t}?"),
    ),
    Short(
        r"(?:is|are) (?:it|this|that|they) (?:safe|dangerous|harmful|risky)(?: to (?:take|use|have|do|try))?|how "
        r"(?:safe|dangerous"
        r"|risky|harmful) (?:is|are) (?:it|this|that|they)|safe",
        ("Is {i} safe for {t}?",),
        spoken=True,
    ),
    Short(
        r"should (?:i|we|one) (?:worry|be (?:worried|concerned|afraid))(?: about (?:it|this|that|them))?|(?:is|are) (?:it|this"
        r"|that|they) (?:\w+ )?(?:dangerous|serious|harmful|life[- ]threatening|a worry|worrying|bad|a (?:big |serious )?problem|"
        r"anything to worry about|something to worry about|concerning)|dangerous|serious|is there (?:any )?(?:danger|cause for "
        r"concern)|how (?:dangerous|serious|bad|severe|worrying) (?:is|are) (?:it|this|that|they)|do i need to worry",
        ("{Be} {t} dangerous?",),
    ),
    # treatment
    Short(
        rf"(?:and )?{_ANY}(?:treatments?|therap(?:y|ies)|treatment options|options|cures?|remed(?:y|ies)|management"
        rf"|medications?|medicines?|drugs?)(?: (?:available|options|for {_IT}))*",
        ("How {be} {t} treated?",),
    ),
    Short(
        r"(?:what|which) (?:can|could|should|do|might) (?:i|you|we|one|they|people|doctors|be) (?:do|done|take|try|use|"
        r"taken|tried)"
        rf"(?: (?:about|for|against|with) {_IT})?|what (?:helps|works|to do)(?: (?:best|for|against|with) ?(?:{_IT})?)?"
        r"|what now|how do (?:i|you|we) get rid of (?:it|this|them)|how (?:can|do|should) (?:i|you|we|doctors) "
        r"(?:treat|manage|fix"
        rf"|cure|help) {_IT}|now what|(?:what|which) (?:treatments?|options|medicines?|drugs?) (?:are (?:there|available)|is "
        r"there|exist|help|work)",
        ("How {be} {t} treated?",),
    ),
    Short(
        r"(?:what|which) (?:one |treatment |therapy |drug |medicine |option )?(?:is|works|would be|are)(?: the)? best"
        r"(?: (?:one|option|treatment|therapy|drug|medicine|thing to do))?|best (?:treatment|option|one)|first[- ]line"
        r"(?: treatment)?|what is the (?:best|first[- ]line|standard|recommended) (?:treatment|therapy|option)",
        ("What is the best treatment for {t}?",),
    ),
    Short(
        r"which (?:ones|kinds?|types?|sorts?)(?: (?:are|is|work|works)(?: the)?(?: best| better)?)?",
        ("Which {i} are best for {t}?", "What is the best treatment for {t}?"),
    ),
    Short(
        r"(?:which|what)(?: one| of (?:them|the two|these|those|both))? (?:is|works|are|would be)(?: the)? (?:better|"
        r"safer|more effective"
        r"|superior|preferable|stronger)(?: one)?|which(?: one)?(?: should i (?:take|choose|use|have))?|better",
        ("Is {i} better than {c} for {t}?", "What is the best treatment for {t}?"),
    ),
    Short(
        r"(?:are there |is there |what are the |what is the |any )*(?:an? )?(?:other )?(?:alternatives?|other "
        r"(?:options?|treatments?"
        r"|drugs?|medicines?|possibilities))(?: (?:to (?:it|that|this|them)|available))?|what else (?:helps|works|is "
        r"there|can (?:i|"
        r"you|we|be) (?:do|done|try|take|tried)|could help)|anything else|what other (?:treatments?|options|medicines|drugs|"
        r"therapies)(?: (?:are there|exist|help))?|is there anything else(?: that helps)?",
        ("What treatments other than {i} help {t}?", "What treatments help {t}?"),
    ),
    Short(
        r"what (?:if|happens if|happens when) (?:the |this |that )?(?:treatment|it|this|that|they|these) (?:does not|"
        r"doesn't|do not|"
        r"don't|fails?|won't)(?: (?:work|help))?",
        ("What treatments other than {i} help {t}?", "What treatments help {t} when the first treatment fails?"),
    ),
    Short(
        r"what (?:if|happens if|happens when) (?:i|you|we|it|they|people|nothing|one) (?:do(?:es)? nothing|do(?:es)? "
        r"not|don't|(?:is|"
        r"are) (?:not treated|left alone|left untreated|untreated|done)|go(?:es)? untreated|ignore it)(?: (?:treat|get treated|"
        r"treatment|it|anything done))*|(?:what happens |and )?(?:if (?:left )?untreated|without treatment)|does (?:it|"
        r"this) need "
        r"(?:treatment|to be treated|treating)|does it have to be treated",
        ("What happens if {t} {be} not treated?",),
    ),
    Short(
        r"how (?:does|do|would|could|can) (?:it|this|that|they) (?:actually |really )?(?:work|help)|(?:why|how come) "
        r"(?:does|do|would)"
        r" (?:it|this|that|they) (?:work|help)|what(?:'s| is) (?:the|its) mechanism(?: of action)?|how",
        ("How {do_i} {i} work in {t}?", "How {do} {t} develop?"),
    ),
    Short(
        r"(?:does|do|did|will|would|can|could) (?:it|this|that|they) (?:really |actually )?(?:work|help)(?: (?:well|at "
        r"all))?|how "
        r"(?:well|effective) (?:does|do|is|are) (?:it|this|that|they)(?: work| help)?|(?:is|are) (?:it|this|that|they) (?:really "
        r"|very )?(?:effective|useful|any good|worth(?: it| ?while| trying)?)|effective|how effective|(?:is there "
        r"(?:any )?)?evidence"
        r"(?: for (?:it|that|this|them))?",
        ("{Do_i} {i} help {t}?", "How well does treatment of {t} work?"),
    ),
    Short(
        r"(?:is there |what is the |any )?(?:any )?evidence against (?:it|this|that|them)",
        ("Is {i} ineffective or harmful for {t}?", "What is uncertain about {t}?"),
    ),
    Short(
        r"(?:is|are) (?:it|this|that|they) painful|(?:does|do|will) (?:it|this|that|they) hurt|painful",
        ("Is {i} painful for {t}?",),
        spoken=True,
    ),
    # dose and course of a treatment
    Short(
        rf"{_ANY}(?:right |best |recommended |usual |correct )?dos(?:e|es|age|ing)|how much (?:per|a|each|every) (?:day|"
        rf"week|time|dose)|(?:at )?(?:what|which) dos(?:e|age)|how much"
        r"(?: (?:of (?:it|that|this)|(?:should|do|can|must) (?:i|you|we|one|they|people|adults)(?: need to)? (?:take|"
        r"use|have|need)"
        r"(?: of it| it)?|is (?:needed|given|taken|recommended|too much|enough|safe)))*|how many (?:tablets|pills|"
        r"units|mg|milligrams|"
        r"doses)(?: .{1,30})?",
        ("What dose of {i} is used for {t}?", "What doses are used to treat {t}?"),
    ),
    Short(
        r"how (?:often|many|frequently)(?: (?:is|are|should|does|do|must|can|injections?|sessions|times|treatments|"
        r"doses) (?:it|this|"
        r"they|that|i|you|one|people)?)?(?: ?(?:be|have to be|need to be))? ?(?:taken|given|done|repeated|used|needed|"
        r"required|take it"
        r"|use it|necessary|have it)?(?: a (?:day|week|month))?",
        ("How often is {i} used for {t}?", "How common {be} {t}?"),
        spoken=True,
    ),
    Short(
        r"how (?:often|many times) (?:is|are|should|must|can) (?:it|this|that|they)(?: be)? (?:taken|given|done|"
        r"repeated|used|needed)",
        ("How often is {i} used for {t}?",),
    ),
    Short(
        r"(?:for )?how long (?:should|must|do|does|can|is|are|would) (?:i|you|it|this|that|they|one|we|people)(?: "
        r"(?:have|need) to)?"
        r"(?: be)? (?:take|taken|use|used|given|continue|continued|do|done|keep taking|stay on)(?: (?:it|them|this|for))?",
        ("How long should {i} be used for {t}?", "How long should {t} be treated?"),
    ),
    Short(
        r"how (?:long|quickly|soon|fast) (?:does|do|will|would) (?:it|this|that|they|the effects?|relief) (?:last|work|"
        r"take to work|"
        r"start working|take|take effect|help|wear off|lasts?)(?: for)?|(?:does|do|will|is) (?:it|this|that|they|the "
        r"effect) (?:last|"
        r"wear off|permanent)(?: long)?|how long(?: for)?",
        ("How long does the effect of {i} last in {t}?",),
        spoken=True,
    ),
    Short(
        r"how (?:quickly|soon|fast) (?:does|do|will|would) (?:it|this|that|they) (?:work|take effect|help|start "
        r"working)|how long "
        r"(?:does|do|will) (?:it|this|they) take to (?:work|help)",
        ("How quickly does {i} work in {t}?",),
    ),
    # outlook
    Short(
        rf"how long(?: (?:does|do|will|can|is|are|would) (?:it|this|that|they|{_IT}))?(?: (?:usually|normally|typically|"
        rf"generally))?"
        r"(?: (?:last|take|go on|stay|persist))?(?: for)?|duration",
        ("How long {do} {t} last?",),
    ),
    Short(
        r"(?:what(?:'s| is| are) (?:the |its )?|and (?:the )?|the )?(?:recovery(?: time)?|healing time)|how long "
        r"(?:does|do|is|will) "
        r"(?:recovery|healing|it take to (?:heal|recover|get better|go away))(?: take)?|how (?:quickly|soon|fast) "
        r"(?:does|do|will|can) "
        r"(?:it|i|one|you|people|they) (?:heal|recover|get better)",
        ("How long does recovery from {t} take?",),
    ),
    Short(
        rf"{_THE}(?:prognos[ie]s|outlook|outcomes?|life expectancy|survival(?: rate)?|long[- ]term (?:outlook|outcome)|"
        rf"natural history|"
        r"mortality(?: rate)?)|how will it go|what (?:will|can|should) (?:i|we|you) expect|what happens (?:next|then|"
        r"later|in the long run)",
        ("What is the prognosis of {t}?",),
    ),
    Short(
        rf"{_ANY}(?:long[- ]term )?complications?|what can (?:happen|go wrong)|what could go wrong|what are the consequences",
        ("What are the complications of {t}?",),
    ),
    Short(
        r"(?:can|could|will|does|do|might|is|are|may) (?:it|this|that|they)(?: likely to| going to)? (?:ever |just "
        r")?(?:go(?:es)? away"
        r"|disappear|get better|resolve|heal|clear up|improve)(?: (?:on (?:its|their) own|by (?:itself|themselves)|"
        r"without treatment|"
        r"alone|again|completely))?",
        ("{Do} {t} go away without treatment?",),
    ),
    Short(
        r"(?:can|could|will|does|do|might|may) (?:it|this|that|they) (?:ever )?(?:come back|recur|return|happen again|"
        r"relapse|reappear)"
        r"(?: again| later| afterwards| after (?:treatment|surgery|it|that))?|recurrence|relapse|how often does it "
        r"(?:come back|recur|"
        r"return)|(?:is|are) (?:it|they) (?:recurrent|likely to (?:come back|recur|return))",
        ("{Do} {t} come back?",),
    ),
    Short(
        r"(?:can|could|will|does|do|might) (?:it|this|that|they) get worse(?: over time)?|(?:is|are) (?:it|they) progressive",
        ("{Do} {t} get worse?",),
    ),
    Short(
        r"(?:can|could|will) (?:it|this|that|they) be (?:cured|reversed|healed)(?: completely)?|(?:is|are) (?:it|this|that|they) "
        r"(?:curable|reversible|treatable|permanent)|is there a cure(?: for (?:it|this|that|them))?|curable",
        ("{Be} {t} curable?",),
    ),
    Short(
        r"(?:can|could|will|do|does) (?:i|you|it|this|that|they|one|people)(?: ever)? (?:die(?: (?:of|from) (?:it|this|"
        r"that))?|kill "
        r"(?:you|me|people))|(?:is|are) (?:it|this|that|they) (?:fatal|deadly|lethal|terminal)|fatal",
        ("{Be} {t} fatal?",),
    ),
    Short(
        r"(?:is|are|can|could|might|may) (?:it|this|that|they)(?: be| become| turn| turn into)? (?:a )?(?:form of |type of )?"
        r"(?:cancer(?:ous)?|malignant|benign|a tumou?r)|cancer(?:ous)?|malignant|can it turn into cancer|does it "
        r"(?:become|turn into) "
        r"cancer",
        ("Can {t} be cancer?",),
    ),
    # frequency, causes
    Short(
        r"how (?:common|rare|frequent|often|widespread|usual|unusual) (?:is|are|does|do) (?:it|this|that|they|these)(?: (?:occur|"
        r"happen|seen|found))?|how (?:common|rare|frequent|prevalent)|prevalence|incidence|(?:is|are) (?:it|this|that|"
        r"they) (?:very "
        r"|really |quite )?(?:common|rare|frequent|unusual|usual)|how many people (?:have|get|are affected)(?: (?:it|"
        r"this|that|them|by"
        rf" it))?|frequency|{_THE}(?:prevalence|incidence|frequency)|common|rare|how common|epidemiology",
        ("How common {be} {t}?",),
    ),
    Short(
        r"who (?:gets|has|is affected(?: by)?|suffers from|develops|can get)(?: (?:it|this|that|them))?(?: (?:most|usually))?|who"
        r"(?: does it affect)?|whom does it affect|what (?:kind|sort|type) of people get (?:it|this|them)|(?:at "
        r")?(?:what|which) age"
        r"(?: .{1,30})?",
        ("Who gets {t}?",),
    ),
    Short(
        r"who is (?:most )?at (?:most |greatest |highest |higher )?risk|(?:am i|who's) at risk|"
        rf"{_THE}risk factors?|what (?:increases|raises) (?:the|my|your) risk",
        ("What are the risk factors for {t}?",),
    ),
    Short(
        rf"{_THE}(?:causes?|aetiology|etiology|reasons?|origin|triggers?|pathophysiology|pathogenesis)|what (?:causes?|brings on|"
        r"triggers?|leads to|is behind|is causing|caused)(?: (?:it|this|that|them|these|those))?(?: to (?:happen|occur|"
        r"form))?|why "
        r"(?:does|do|did) (?:it|this|that|they|one|i|you|people|someone) (?:happen|occur|form|develop|appear|get (?:it|"
        r"them|this|that)|"
        r"have (?:it|them|this)|exist)|how (?:does|do|did) (?:it|this|that|they) (?:happen|start|begin|develop|form|"
        r"come about|arise|"
        r"occur)|where (?:does|do) (?:it|this|that|they) come from|what is (?:it|this) due to|what's (?:it|this) "
        r"(?:caused by|due to)|how "
        r"come",
        ("What causes {t}?",),
    ),
    Short(
        r"why|but why|why not|why so|why is (?:that|this|it so)|how so|why would that be|why's that",
        ("How {do_i} {i} work in {t}?",),
        spoken=True,
    ),
    Short(r"why|but why|why so|why is (?:that|this|it so)|how so|why would that be|why's that", ("What causes {t}?",)),
    Short(
        r"(?:is|are) (?:it|this|that|they) (?:hereditary|genetic|inherited|in the genes)|does (?:it|this) run in "
        r"families|hereditary|"
        r"genetics?|inherited|can (?:i|you) inherit (?:it|this)|do(?:es)? (?:it|they) run in (?:the family|families)",
        ("Do genetic factors cause {t}?",),
    ),
    Short(
        r"(?:is|are) (?:it|this|that|they) (?:contagious|infectious|catching|transmissible)|contagious|can (?:i|you|my "
        r"\w+|others|"
        r"people|someone|one) (?:catch|get) (?:it|this)(?: from .{1,30})?|how (?:is|does|do) (?:it|this|they) "
        r"(?:spread|transmitted|"
        r"passed on)|(?:how do|can) (?:you|i|people) pass it on",
        ("{Be} {t} contagious?",),
    ),
    Short(
        r"how (?:do|does|did|can|could) (?:you|i|one|people|someone|they) (?:get|catch|develop|acquire) (?:it|this|them)",
        ("How do people get {t}?",),
    ),
    # presentation, diagnosis
    Short(
        rf"{_THE}(?:red flags?|warning signs?|alarm (?:signs|symptoms)|danger signs?)|when (?:should|do|must) (?:i|you|"
        rf"we|one) (?:see|"
        r"call|go to|visit|consult|seek) (?:a |the |my )?(?:doctor|gp|physician|help|hospital|medical help|medical "
        r"advice|emergency.*)|when "
        r"(?:is|does) (?:it|this) (?:become )?(?:an? )?(?:emergency|dangerous|serious|urgent)|when to (?:see|seek) "
        r".{1,30}|when should i "
        r"(?:worry|be worried)|do i need (?:to see )?a doctor",
        ("What are the warning signs in {t}?",),
    ),
    Short(
        rf"{_THE}(?:first |early |typical )?(?:symptoms?|signs?|features?|signs and symptoms|symptoms and signs|"
        rf"clinical (?:features|"
        r"picture|presentation))|how does (?:it|this) (?:present|show|manifest)|what does (?:it|this|one) (?:feel|"
        r"look) like|what do "
        r"(?:they|these) (?:feel|look) like|how do(?:es)? (?:it|they|one) (?:feel|look)|what (?:will|would) (?:i|you) "
        r"(?:feel|notice)",
        ("What are the symptoms of {t}?",),
    ),
    Short(
        r"(?:is|are) (?:it|this|that|they) painful|(?:does|do|can|will) (?:it|this|that|they) (?:hurt|cause (?:any "
        r")?pain)|painful",
        ("{Be} {t} painful?",),
    ),
    Short(
        r"(?:and )?(?:the )?(?:diagnosis|diagnostic (?:tests?|criteria)|tests?|work-?up|investigations?)|how (?:do|can|"
        r"would|will|"
        r"could|does) (?:i|you|we|doctors|they|one|a doctor|the doctor) (?:know|tell|find out|find (?:it|them|this)|"
        r"diagnose (?:it|this|them)|"
        r"recogni[sz]e (?:it|this|them)|detect (?:it|this|them)|test for (?:it|this|them)|check for (?:it|this|"
        r"them))(?: (?:if|that|whether) "
        r".{1,40})?|how (?:is|are|can) (?:it|this|that|they)(?: be)? (?:diagnosed|found|detected|recogni[sz]ed|"
        r"confirmed|identified|"
        r"tested|discovered|seen)|(?:is|are) there (?:a |any )?tests?(?: for (?:it|this|that|them))?|(?:what|which) "
        r"tests?(?: .{1,30})?|do i"
        r" have (?:it|this|that|one)|what (?:is|are) the (?:diagnostic )?tests?(?: for it)?|how do i know(?: if)? i "
        r"have (?:it|one|this)",
        ("How {be} {t} diagnosed?",),
    ),
    Short(
        r"how (?:can|do|does|could|would) (?:i|you|we|one|doctors?|they|people) (?:tell|distinguish|know) (?:them|"
        r"these|the two|those|it)"
        r"(?: (?:apart|from (?:each other|one another|other (?:things|conditions|diseases))|between them))?|what(?:'s| "
        r"is| are) the "
        r"differences?(?: between (?:them|the two|these|those))?|(?:is|are) (?:they|these|those) the same(?: thing)?",
        ("What can {t} be confused with?",),
    ),
    Short(
        rf"{_THE}(?:differential(?: diagnos[ie]s)?)|what else (?:could|can|might) (?:it|this|that) be|(?:what|which) "
        rf"(?:other )?(?:conditions|"
        r"diseases|things) (?:are similar|look (?:like (?:it|this)|similar))|what (?:is|are|can|could) (?:it|this|they) (?:be )?"
        r"(?:confused with|mistaken for)|could it be (?:something|anything) else",
        ("What can {t} be confused with?",),
    ),
    # prevention, guidance, more
    Short(
        r"(?:and )?prevention|how (?:can|do|could|should|is|are|to) (?:i|you|we|one|it|this|they|people)?(?: be)? "
        r"?(?:prevent(?:ed)?|"
        r"avoid(?:ed)?)(?: (?:it|this|that|them|getting (?:it|one)))?|(?:can|could) (?:it|this|that|they) be "
        r"(?:prevented|avoided)|(?:is|are)"
        r" (?:it|they) preventable|can (?:i|you|we) (?:prevent|avoid) (?:it|this|that|them)|preventable|what "
        r"(?:prevents|can prevent) it",
        ("How can {t} be prevented?",),
    ),
    Short(
        r"(?:what (?:do|does|are|is|about) )?(?:the )?(?:guidelines?|nice|who|recommendations?|official advice)(?: "
        r"(?:say|recommend|"
        r"advise|suggest|there))?(?: (?:about|for|on) (?:it|this|that))?|what is (?:recommended|advised)|(?:any|are "
        r"there) guidelines",
        ("What do guidelines recommend on {i} for {t}?", "What treatment do guidelines recommend for {t}?"),
    ),
    Short(
        r"(?:tell me |(?:can you )?explain |say |know )?(?:a (?:bit|little) )?more(?: (?:about|on) (?:it|this|that|"
        r"them))?(?: please)?|what is "
        r"(?:it|this|that)|what are (?:they|these|those)|explain(?: (?:it|that|this))?|details|go on|continue|what "
        r"does (?:it|that|this) mean",
        ("What {be} {t}?",),
    ),
    Short(
        r"what (?:is|remains) (?:uncertain|unknown|not known)|(?:is there |any )?(?:uncertainty|disagreement|"
        r"controvers(?:y|ies))|what do"
        r" (?:experts|studies) disagree (?:on|about)",
        ("What is uncertain about {t}?",),
    ),
    Short(
        r"(?:is|are) (?:it|they|this|that) (?:expensive|costly|cheap|cost[- ]effective|affordable)|(?:what|how much) "
        r"does it cost|cost"
        r"|costs|(?:the )?price|cost[- ]effectiveness|what(?: does it|s the| is the) cost",
        ("Is {i} cost-effective for {t}?", "What is the cost of treating {t}?"),
    ),
)

# Words that ask nothing: what is said back to them.
NO_QUESTION: tuple[tuple[str, str], ...] = (
    (
        r"(?:(?:many |ok |okay |great |oh |ah |no |yes |cool |good |perfect |nice )*(?:thanks?|thank you|thx|cheers|ta)"
        r"(?: (?:a lot|very much|so much|again|you))*)",
        "You are welcome. Ask another question when you have one.",
    ),
    (
        r"(?:hi|hello|hey|good (?:morning|evening|afternoon|day)|bye|goodbye|see you)(?: (?:there|again|doctor|all))*",
        "What would you like to know?",
    ),
    (
        r"(?:yes|no|ok|okay|yeah|yep|nope|sure|right|i see|hm+|mm+|interesting|great|good|cool|fine|nice|wow|oh|ah|"
        r"really|are you sure|"
        r"is (?:it|that|this) true|says who|lol|never mind|nevermind|maybe|not really|perhaps|please|and|so|but|well|"
        r"what|huh|pardon)",
        "What would you like to know about it?",
    ),
    (
        r"(?:who|what) are you|are you (?:a )?(?:human|robot|real|doctor|ai|machine|bot)(?: .{1,20})?|(?:what is|"
        r"what's) your name",
        "This answers clinical questions from the publications in its library.",
    ),
)
