"""Lists of plain words: which hold a sentence together, which put a question, which only narrow a name."""

from __future__ import annotations

# The function words of English: what a sentence is held together by, and what says nothing about its subject.
FUNCTION_WORDS = frozenset(
    """
    a about above across after again against all almost along already also although always am among amongst an and
    another any anybody anyone anything are aren't around as at away back be because been before being below between
    both but by can can't cannot could couldn't did didn't do does doesn't doing don't done down during each either else
    enough etc even ever every everyone few for from further get gets getting given go goes going got had hadn't has
    hasn't have haven't having he her here hers herself him himself his how however i i'm i've if in into is isn't it
    it's its itself just least less let like may me might mine more most much must my myself near need needs neither no
    none nor not now of off often on once one only or other others otherwise ought our ours out over own per please
    quite rather really same shall she should shouldn't since so some somebody someone something still such than that
    that's the their theirs them themselves then there there's these they this those though through thus to too toward
    towards under until up upon us use used using very via was wasn't we were weren't what what's whatever when where
    whether which while who whom whose why will with within without won't would wouldn't yes yet you your yours
    """.split()
)

# "back" is a function word ("come back") and a part of the body: as content it stays.
STOP_WORDS = FUNCTION_WORDS - {"back", "without", "near"}

# Words by which a question is put, and which name nothing: they carry its type, not its subject. These are Snowball
# stems, so that all forms of a word are one entry and nothing has to be stemmed at the start.
FRAME_STEMS = frozenset(
    """
    abl account accur actual addit address adequ advanc advers aetiolog affect agent agreement alter altern answer anti
    approach appropri ask aspect assess associ avail avoid awar bad base becom believ benefici benefit besid best better
    bring burden call calm capabl care case catch caught caus chanc chang characterist cheap cheapest choic choos clinic
    cohort come common commonest compar comparison complic concern condit confirm confus consequ consid consider consum
    continu contraind contribut control cope correct correl countri cours cure current damag danger day dead deal
    decreas definit delay demonstr depend describ detect determin develop diagnos diagnosi diagnost differ differenti
    difficult discrimin diseas disord distinguish doctor dosag dose drug earli eas effect efficaci effici eg elig enhanc
    epidemiolog equal equival etiolog evalu evid exact exampl exist experi explain extent factor famili fast fatal
    feasibl featur feel find fine first first-lin fix follow form found frequenc frequent general genet genuin global
    goal good group guidelin hallmark happen harm heal hello help hereditari hi hour idea ideal identifi ill impact
    implic import improv incid includ increas indic individu induc inferior influenc inform inherit interact intervent
    investig involv issu justifi keep kill kind know known last lead learn lethal level like likelihood link live long
    look lose lower made main major make manag mani manifest matter mean meant measur mechan medic medicin method mg
    milligram mimic minim minimis minut mistak mistaken modal modifi monitor month natur necessari need new non normal
    notic novel occur odd ok okay older optim option outcom outlook overview paramet part particip particular pass
    pathogenesi pathophysiolog patient pattern peopl percentag perform person pill place play posit possibl post potenti
    practic pre predict predictor predispos predomin prefer present preval prevent prior problem procedur produc
    prognosi prognost program programm promis proport protect provid purpos put question quick quickest rais rare rate
    read reason receiv recent recommend reduc reduct reflect regard relat relationship relev reli reliabl relief reliev
    remedi report requir research respond respons result review rid right risk role rout rule safe safest safeti satisfi
    say screen see seen select sensit serious serv set sever show side sign signific signs/symptom situat sometim soon
    sooth specif stage start stop strategi strong stronger strongest studi subject success sudden suffer suffici suitabl
    superior support sure surveil suscept suspect symptom systemat tablet take taken techniqu tell test thank therapi
    thing think time togeth tool toxic treat treatment tri trial trigger type undergo understand uniform updat use user
    usual util valid valu version versus viabl vs want warn way week well work worldwid wors worst worth worthwhil wrong
    year yield younger
    """.split()
)

# Words that narrow a name without naming anything themselves.
MODIFIERS = frozenset(
    """
    active acute adult advanced asymptomatic baseline chronic complicated controlled current daily diagnosed double
    elderly female free high human intravenous large late local long-term low male mild moderate newly old oral past
    persistent previous primary random randomised randomized recurrent refractory resistant secondary severe short
    short-term simple single small subacute suspected symptomatic term topical total uncomplicated uncontrolled
    untreated weekly young
    """.split()
)

# The commonest function words of other languages in Latin script that are not words of English too.
FOREIGN_WORDS = frozenset(
    """
    att auf aux avec bei bij che chez com come comment como con cosa cual cuales cuál cuáles czy cómo dans das dei della
    delle dem den det een ein eine einer em en es est et für gegen gli het hoe hur il ist jak jest kann las leczenie les
    med mit na nel nella nicht niet och os para por pour quais qual quali que quel quelle quels qui qué sich som sono
    sont sur são traiter tratamiento um uma und une voor wat welche wie wird wirkt wordt y zijn zum zur är è é
    """.split()
)

# These are parts of people's names too ("van der Woude"): they tell only where no English word stands beside them.
FOREIGN_PARTICLES = frozenset(
    """
    da de del der des di die do dos du e el la le les lo los o und van von y
    """.split()
)
