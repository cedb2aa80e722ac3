"""Numbers before a noun that count it, beside those that count nobody."""

from __future__ import annotations

import pytest

from gleanings.evidence.reading import read_statistics

COUNTED = [
    ("Relapse was seen in at least 12 patients.", 12),
    ("There are at least 20 million patients.", 20_000_000),
    ("We followed symptoms from ages 30 to 75 in 1079 patients.", 1079),
    ("The scale was completed by 2 patients.", 2),
    ("In two beta-thalassemic patients iron was high.", 2),
    ("The study had 59 trans-tracheal aspirates of patients.", 59),
    ("Charts were rated by 20 patients.", 20),
    ("Group 1 had few; in group 2, 248 patients were seen.", 248),
    ("Of them (N = 386, 330 patients) many were ill.", 330),
    ("Nearly 2 billion patients lack zinc.", 2e9),
    ("Deux milliards de patients ont un manque; 2 milliards de patients en ont.", 2e9),
    ("Of PROBAST (a tool). 421 patients were seen.", 421),
    ("The patients ranged from young to old, and 40 patients left.", 40),
    ("Charts of 40 patients per group were read.", 40),
    ("Of illegal mothers (ILM) 17 ILM and 13 others were seen, all patients.", 17),
]


@pytest.mark.parametrize(("text", "value"), COUNTED)
def test_counted(text: str, value: float):
    assert next(s.value for s in read_statistics(text) if s.kind == "count") == value


NONE = [
    "The prevalence is approximately 1 in 30,000 people.",
    "It affects one to two in every 1000 mothers.",
    "We included treatments studied in at least two trials.",
    "Studies were pooled when there were two or more studies.",
    "Mothers reporting at least 28 incidents were seen by patients.",
    "Responses were independently reviewed and categorized by 2 physicians.",
    "Charts were blindly rated by two clinicians.",
    "The treatment was compared in 5 alpha-reductase-deficient mice.",
    "Genomes were identified in genotype 2 positive samples.",
    "Potentials of patients were recorded from 84 torso electrodes.",
    "The genome in patients encodes 469 amino acids.",
    "The search identified 15, 553 citations.",
    "We compared them with four other patients groups.",
    "The light of the patients had 61 diodes.",
    "Patients had fever on days 7 and 14 median values of patients fell.",
    "The bereaved patients with the 40 highest values were treated.",
    "Each of the 17 PTSD and 3 dissociation items of patients (disorder, PTSD) was scored.",
    "Infection in patients was seen in group B (85 compared with 35%).",
    "The number of exposures ranged from five to 1,429 patients.",
    "Patients were exposed to 15 ppm HCHO participants.",
    "Spinal clonidine 50 microg prolongs analgesia of patients.",
    "Sequencing of patients resulted in 100 bp reads.",
    "The CD4 counts of patients were 100 cells per μL.",
    "Patients had 400 counts per minute.",
    "Studies treated 20 or fewer patients.",
    "Only a few studies randomized 500 patients or more.",
    "Screening used PROBAST (a bias tool).37 421 studies.",
    "Costs of patients were $193 245 patients.",
    "Analysis of the 18 item ratings of patients.",
    "Patients got an injection of 500 U analyses.",
]


@pytest.mark.parametrize("text", NONE)
def test_not_counted(text: str):
    assert [s.text for s in read_statistics(text) if s.kind == "count"] == []
