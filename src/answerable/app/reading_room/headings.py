"""Which MeSH headings say what an article is about, and which specialties that is in."""

from __future__ import annotations

# Headings that say whom a study is about or how it was made, and nothing of what.
_OF_THE_STUDY = """
    Humans; Animals; Male; Female; Adult; Middle Aged; Aged; Aged, 80 and over; Young Adult; Adolescent; Child;
    Child, Preschool; Infant; Infant, Newborn; Pregnancy; Treatment Outcome; Retrospective Studies;
    Prospective Studies; Follow-Up Studies; Time Factors; Cohort Studies; Risk Factors;
    Surveys and Questionnaires; Cross-Sectional Studies; Case-Control Studies; Double-Blind Method;
    Single-Blind Method; Severity of Illness Index; United States; Reproducibility of Results; Prognosis;
    Incidence; Prevalence; Odds Ratio; Risk Assessment; Research Design; Mice; Rats; Evidence-Based Medicine;
    Practice Guidelines as Topic; Randomized Controlled Trials as Topic; Quality of Life;
    Predictive Value of Tests; Sensitivity and Specificity; Risk; Age Factors; Sex Factors; Comorbidity;
    Analysis of Variance; Databases, Factual; Regression Analysis; Survival Analysis; Survival Rate;
    Meta-Analysis as Topic; Review Literature as Topic; Cross-Over Studies; Pilot Projects;
    Dose-Response Relationship, Drug; Drug Administration Schedule; Longitudinal Studies;
    Multicenter Studies as Topic; Logistic Models; Proportional Hazards Models; Observer Variation;
    Chi-Square Distribution; Sex Distribution; Age Distribution; Biomarkers; Statistics, Nonparametric;
    Reference Values; Confidence Intervals; Recurrence; Disease Progression
"""

OF_THE_STUDY = frozenset(name.strip() for name in _OF_THE_STUDY.replace("\n", " ").split(";"))
