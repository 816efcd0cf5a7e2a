"""The words of sample sizes: what can be counted, and what stands around a count that is the size of a study or is not."""

from __future__ import annotations

import re

PEOPLE = frozenset(
    "patients participants subjects adults women men children infants neonates newborns toddlers volunteers individuals people "
    "persons students "
    "nurses residents cases controls pregnancies mothers adolescents teenagers youth youths boys girls veterans smokers users "
    "inpatients "
    "outpatients survivors recipients athletes players runners physicians doctors clinicians gps practitioners workers employees "
    "caregivers carers "
    "parents families couples pairs households males females pupils schoolchildren preschoolers respondents soldiers recruits "
    "drivers primiparas "
    "parturients teachers dyads twins donors offenders prisoners seniors babies admissions probands enrollees attenders elders "
    "nulliparas "
    "asthmatics diabetics amputees drinkers cyclists swimmers trainees dentists".split()
)
THINGS = frozenset(
    "eyes knees hips shoulders teeth limbs implants cadavers specimens procedures operations records questionnaires fractures "
    "births "
    "deliveries".split()
)
BEASTS = frozenset(
    "rats mice rabbits sheep lambs ewes pigs piglets swine dogs beagles cats monkeys hamsters goats horses mares cows calves "
    "heifers steers "
    "animals hens broilers chickens ponies foals".split()
)
CLUSTERS = frozenset(
    "practices clinics schools clusters villages hospitals centres centers wards communities pharmacies homes units "
    "neighbourhoods "
    "neighborhoods sites facilities".split()
)
YOUNG = frozenset("children infants adolescents boys girls".split())
# Those who care for patients: the sample only where nobody is said to be cared for.
CARERS = frozenset("nurses physicians doctors clinicians gps practitioners workers dentists teachers trainees".split())
STUDIES = frozenset({"trials", "studies", "rcts"})
# Kinds of people of whom two are often meant by one number: "216 men and women".
KINDS = frozenset("adults women men children infants adolescents boys girls males females".split())

_DIGITS = "one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
NUMBER_WORDS = (
    {word: number for number, word in enumerate(_DIGITS, 1)}
    | {word: number for number, word in enumerate(_TEENS, 10)}
    | {word: 10 * tens for tens, word in enumerate(_TENS, 2)}
)
_SMALL = "|".join(_DIGITS)
_PLAIN = "|".join((*_DIGITS, *_TEENS, *_TENS))  # the pattern begins with plain letters, for speed
_BELOW_HUNDRED = rf"(?:{_PLAIN})(?:[- ](?:{_SMALL})\b)?"
_BELOW_THOUSAND = rf"{_BELOW_HUNDRED}(?:[- ]hundred(?:(?:[- ]and)?[- ]{_BELOW_HUNDRED})?)?"
_WORDED = rf"{_BELOW_THOUSAND}(?:[- ]thousand(?:,?(?: and)? {_BELOW_THOUSAND})?)?"
_FIGURES = r"[0-9][0-9]*(?:[,\u00a0\u2009\u202f][0-9]{3})*"
_NUMBER = rf"(?:{_FIGURES}|{_WORDED})"

FIND_FIGURES = re.compile(_FIGURES)
WORD_BEGINS = re.compile(r"(?<!\S)[(\[“\"'‘]*(?=\S)")
IN_WORDS = re.compile(rf"{_WORDED}(?![\w-])")
# Pieces by which numbers in words are found without looking at every word; the small ones only where nothing else is.
LARGE_CUES = (
    "teen ",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
    "thousand",
    "eleven ",
    "twelve ",
    "ten ",
)
SMALL_CUES = ("two ", "three ", "four ", "five ", "six ", "seven ", "eight ", "nine ")

# Words that end a noun phrase: a number before them counts something else.
STOPS = frozenset(
    "of in with per to from at by for on or year years yr yrs month months week weeks wk wks day days hour hours hr hrs minute "
    "minutes min mins "
    "h s mg g kg µg μg mcg ml l mm cm m iu u time times dose doses mmhg mmol kcal kj point points group groups arm arms "
    "session sessions cycle "
    "cycles visit visits item items question questions were was are is had who that versus vs than each percent out did have "
    "has received "
    "completed after before during between among as the this hz cm2 when while which these those all standard fold additional "
    "whose i.e "
    "e.g".split()
)
ORDINALS = frozenset("first second third fourth fifth sixth final".split())  # "third year students" are counted, not the years
# The words from the end of a number on, of which one may be what the number counts.
PHRASE = re.compile(
    r"(?:[\s\u00a0]+(?:\([0-9]+\)|(?:type|grade|stage|class) [0-9iv]+|[a-z][\w'’/.+–-]*"
    r"|\d+(?:[-–]\d+)?[-–](?:year|month|week|day)s?[-–]olds?|\([a-z][^)]{1,25}\)),?){1,7}"
)
AND_THEIR_LIKE = re.compile(
    rf"(?:,? (?:and|or) |/)(?:(?:adult|older|young|pregnant|non-pregnant) )?(?P<kind>{'|'.join(sorted(KINDS))})\b"
)
NOT_PEOPLE = re.compile(r"[- ](?:days?|years?|months?|weeks|hours?|reported|care|homes?)\b|[’'](?!s were)")

N_EQUALS = re.compile(rf"n\s?=\s?(?P<number>{_FIGURES})(?![\d.%])")
AND_MORE = re.compile(
    rf"(?<![\w.,%-])(?P<number>{_NUMBER}) (?:(?!(?:of|in|with|to|for|from|were|years|weeks|months"
    rf"|days) )[a-z][\w-]* ){{1,3}}and (?:another )?$"
)
BETWEEN_COUNTS = re.compile(r"\s*(?:\([^)]{0,40}\)\s*|with [\w-]+(?: [\w-]+)?)?(?:,|,? and)\s*")
TOOK_PART = re.compile(
    r" (?:\([^)]{1,30}\) )?(?:were|was) (?:\w+ly |then )?(?:randomi[sz]ed|randomly|enroll?ed|included|recruited|analy[sz]ed"
    r"|studied)\b"
)

# Around a count, best first.
RANDOMISED = re.compile(
    r"randomi[sz]ed\b(?! controlled)|randomly (?:\w+ )?(?:assign|allocat|divid)|random (?:assignment"
    r"|allocation)|at random\b"
)
TOTAL_BEFORE = re.compile(
    r"(?:\btotal(?: sample)? (?:of|number of [\w ]{0,20}|was)|\bsample of|\bsample size (?:of|was|is)|\bseries of|\bcohort of"
    r"|\ball(?: the)?|\boverall,?"
    r"|\baltogether,?|\bin total,?)\s*(?:n\s*=\s*)?\(?$"
)
TOTAL_AFTER = re.compile(r"[^.;]{0,15}\bin total\b")
TOOK_BEFORE = re.compile(
    r"\b(?:enroll?(?:ed|ing)?|includ(?:ed|es|ing)|recruit(?:ed|ing)?|studied|analy[sz]ed|evaluat(?:ed|ing)|compris(?:ed|es"
    r"|ing)|consist(?:ed|s|ing) of|involv(?:ed|ing)|examined"
    r"|review(?:ed|ing)|survey(?:ed|ing)|assess(?:ed|ing)|treated|reports?|reported|describe|present|performed (?:in|on)"
    r"|conducted (?:in|on|among|with)|selected"
    r"|allocated|assigned|divided|compared|tested|followed|interviewed|obtained from|collected from|available for)(?: in| on"
    r"| of| from| up)?(?: a| the)?(?: total of)?\s+$"
)
TOOK_AFTER = re.compile(
    r"[^.;]{0,100}?\b(?:(?:were|was|are|have been|will be)(?: \w+ly| all| then)? (?:enrol|includ|recruit|studi|analy[sz]|evaluat"
    r"|examin|assess|investigat|treated|select|randomi"
    r"|random|consecutive|divid|assign|allocat|entered|review|operated|survey|admitted|followed|identified|observed"
    r"|registered|tested|interviewed|assembled|split|separated"
    r"|fed|used|anaesthet|anesthet)\w*|participated|took part|underwent|entered|volunteered|agreed|consented|undergoing"
    r"|enrolled|aged|completed (?:the )?(?:survey|questionnaire))"
)
# A part of the sample, or people who are not in it.
PART_AFTER = re.compile(
    r"[^.;,]{0,30}?(?:\b(?:completed (?:the (?:study|trial|treatment|follow|protocol|programme|program|intervention)|all"
    r"|follow|both|treatment|at)|withdrew|dropped|declined|refused|excluded|discontinued"
    r"|died|developed|relapsed|did not|lost|responded|achieved"
    r"|experienced|reported|failed|remained|continued|were (?:excluded|lost|screened|eligible|withdrawn|invited|approached"
    r"|not|available)|in each|per (?:group|arm|treatment"
    r"|cluster|site|class|school|practice|year|condition)|in (?:the|both|either) [\w -]{0,40}(?:groups?|arms?)|for each"
    r"|each\b|assigned to|allocated to|received|receiving|showed|(?<!who )had"
    r"|screened)\b|\((?:\d+[.,·]?\d*\s?%\)|per\b))|\s*(?:/|per) ?(?:group|arm)"
)
PART_BEFORE = re.compile(
    r"(?:\b(?:screened|approached|invited|excluded|eligible|lost|withdrew|remaining|other|another|first|after|at least|fewer than"
    r"|less than|more than|up to|every|per|minimum of|power|detect|out of|following|groups? of|arms? of|each (?:of|with)?"
    r"|average of|mean of|ratio|between|one in|namely|only|until|additional|further|estimated)\s+"
    r"|\b(?:of these|of whom|of them|of which),?\s+"
    r"|\d\s*%?\s*(?:\(|vs\.?|versus|of|out of|or|to|–|-)\s*|%\s*(?:\(|of the|of)\s*|\(\s*"
    r"|(?<!participants)(?<!patients)(?<!subjects)(?<!methods)(?<!results)(?<!design)(?<!setting)(?<!sample):\s*)$"
)
NUMBERED = ("type ", "phase ", "grade ", "stage ", "class ")  # "type 2 diabetic patients" are not two
YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|and|to|since|from|until|till|during|of|through|between|by|year|january|february|march|april|may|june|july"
    r"|august|september|october|november|december)"
    r"|[-–/—])\s*$"
)
_EACH_ARM = r"(?:(?:in|per|to|for|into) each (?:[\w-]+ ){0,2}?|(?:per |/ ?)(?:treatment |study )?)(?:groups?|arms?)\b"
PER_GROUP = re.compile(
    r"\)? *(?:patients|subjects|participants|rats|mice|animals)?(?: (?:were )?\w+ed)? ?"
    rf"(?:{_EACH_ARM}|each\b|\) each\b|/ ?(?:group|arm)\b)"
)
PER_ANYTHING = re.compile(
    r"\)? *(?:patients|subjects|participants|rats|mice|animals)?\s*(?:/|per\b|in each|each|for each|\) each)"
)
PER_ARM = re.compile(rf"(?: \([^)]{{1,30}}\))?(?: [a-z][\w-]*){{0,5}}? ?{_EACH_ARM}")
COMPARED_WITH = re.compile(r"\b(?:comparison|control|reference) (?:group|sample|cohort)\b")
PLANNED = re.compile(r"\b(?:power(?:ed)?|detect|required?|needed|necessary|estimated|calculat\w+|planned|target|aim\w*)\b")
_ARMS = "two|three|four|five|six|[2-6]"
SO_MANY_ARMS = re.compile(rf"(?<![\w.,:-])(?P<arms>{_ARMS})[- ](?:(?!of |or |and |in )[a-z][\w-]* ){{0,3}}?(?:arms?|groups?)\b")
EVEN_RATIO = re.compile(r"(?<![\d.:] )(?<![\d.:])1 ?:(?: ?1 ?:)* ?1(?![\d.]| ?:)")
GROUPS_FOLLOW = re.compile(
    rf"(?<![\w.,-])(?P<groups>{_ARMS}) (?:[a-z][\w-]* ){{0,2}}?(?:groups|cohorts|samples|populations|arms) ?"
    r"(?:\([^)]{1,20}\) ?)?$"
)
PERCENT_ASIDE = re.compile(r"\((?:\d+[.,·]?\d*\s?%\)|per\b)")
BRACKETS = re.compile(r"[()\n]")
ARMS_NEAR = re.compile(
    r"\b(?:groups?|arms?|assigned|allocated|randomi[sz]ed|divided|placebo|control|controls|versus|vs|received|receive"
    r"|intervention|treatment|either)\b"
)
ASSIGNED = re.compile(r"\b(?:assigned|allocated|randomi[sz]ed|randomly|divided|split)\b")
_UNIT = "|".join(sorted(PEOPLE | BEASTS | CLUSTERS, key=len, reverse=True))
# One arm of a list of arms: "81 patients assigned to", "79 to", "13 schools (790 pupils) to".
ARM_ITEM = re.compile(
    rf"(?<![\w.,%/–-])(?<!\d to )(?P<number>{_NUMBER})(?: (?:[a-z][\w-]* ){{0,2}}?(?P<unit>{_UNIT}))?(?: \([^)]{{1,40}}\))?"
    r"(?: (?:were |was )?(?:then )?(?:randomly )?(?:assigned|allocated|randomi[sz]ed))?(?: to|(?<!in)to) (?!\d)"
)
BETWEEN_ARMS = re.compile(r"^(?:[^.;\n]|\.\d)*(?:,|;| and|, and|, while|, whereas) $")
_WHO = r"(?:(?:patients|participants|subjects|women|men|children|infants|rats|mice|animals) )?"
TWO_ARMS = re.compile(
    rf"(?<![\w.,%-])(?P<first>{_NUMBER}) {_WHO}(?:were (?:randomly )?(?:assigned|allocated|randomi[sz]ed) )?(?:to|received"
    rf"|in the|given)"
    rf" (?:[^.;\d]{{2,70}}?)(?:,| and|;) (?:and )?(?P<second>{_NUMBER}) {_WHO}(?:were (?:assigned |allocated |randomi[sz]ed )?)?"
    r"(?:to|received|in the|given) "
)
NOT_INCLUDED = re.compile(r"\b(?:of|from|identified|retrieved|screened|found|yielded|excluded)\s*(?:a total of )?$")
POOLED_FROM = re.compile(r"\b(?:data|pooled|integrated|combined|obtained|derived) from\s*$")
_ONE = "man|woman|male|female|boy|girl|patient|infant|child|neonate|nurse|athlete"
ONE_PERSON = re.compile(
    rf"\b(?:an?|this|one) (?P<words>(?:\w+ ){{0,2}}?\d+[- –](?:year|month|week|day)s?[- –]old (?:[\w-]+ ){{0,3}}?(?:{_ONE})"
    rf"|(?:{_ONE})(?: of| aged) \d+)\b|\b(?P<one>one (?:{_ONE}))\b"
)
