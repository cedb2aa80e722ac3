"""Prose with numbers and without a statistic: practice, law, references, addresses, programs."""

from __future__ import annotations

WRITTEN = r"""
In 1998, the clinic moved to 12 Main Street (2nd floor); its telephone is (613) 555-0199.
The BDI-II and the PHQ-9 were given at intake, the GAD-7 at session 4, the OQ-45.2 always.
Diagnoses followed the DSM-5 and the ICD-10 (F32.1, F33.0, F41.1) and were checked with the SCID-I.
Assessments took place at T1, T2 and T3 (12 weeks later), and again at T4 (1 year).
In Q4 2017, referrals rose; in Q1 2018 they fell again, and Q(3) of the form was left blank.
The z-drugs (zolpidem, zopiclone) are not recommended for longer than 4 weeks.
See r. 12 of the Rules and s. 7(1)(b) of the Mental Health Act, R.S.O. 1990, c. M.7.
As F (1990) and Q (2003) argued, the frame matters; see also r (1951).
Journal of Counseling Psychology, 52(3), 306-315; Psychotherapy Research, 14(1), 1–21.
Am J Psychiatry 2004;161(2):261-270. Br J Psychiatry. 2010; 197(5): 337-9.
Wampold, B. E., & Imel, Z. E. (2015). The debate (2nd ed.). New York, NY: Routledge.
Lambert, M. J. (2013). Efficacy and effectiveness (pp. 169–218). Hoboken, NJ: Wiley.
Norcross (2011, p. 432) and Hill (2014, pp. 12-14) recommend asking after the third session.
The manual (version 3.2, p. 17) describes 16 sessions of 50 minutes each.
Section 4(2) applies to a person under 16; section 5 (3) does not.
Smith v. Jones, 45 F.3d 123 (9th Cir. 1995); 29 C.F.R. § 1614.105(a)(1).
Dose was raised from 20 mg to 40 mg after 2 weeks, then to 60 mg (max 80 mg/day).
Serum levels were 0.6–0.8 mmol/L; TSH was 2.3 mIU/L and BMI 24.7 kg/m2.
Blood pressure was 120/80 mmHg, heart rate 72 bpm, temperature 36.8 °C.
The EEG was sampled at 512 Hz (band-pass 0.1-40 Hz), electrodes F3, F4, C3, C4, P3, P4 and Cz.
Scans were made at 3 T (TR = 2000 ms, TE = 30 ms, flip angle 90°, 3 × 3 × 3 mm voxels).
Talairach coordinates were x = -12, y = 34, z = 8 and x = 4, y = -60, z = 22.
Peak voxels lay at [−42, 18, 24] and (36, 22, −4).
Items are rated from 0 (not at all) to 3 (nearly every day); scores range from 0 to 27.
A score above 10 on the PHQ-9 suggests depression; 5 points are a reliable change.
The scale has three factors: F1 (8 items), F2 (6 items) and F3 (4 items).
Model 1 (M1) has 3 factors, Model 2 (M2) has 4.
Participant P12 said: “I felt heard.” P3 (2) disagreed.
Figure 2(b) shows the flow; Table 3 (continued) lists the sites.
We thank grant R01 MH123456 and K23 (MH) 98765-03 for support.
Trial registration: NCT01234567; ISRCTN 12345678; PROSPERO CRD42018091234.
doi:10.1037/pst0000165; PMID: 29355334; PMCID: PMC5777777.
https://doi.org/10.1016/j.cpr.2017.11.005?x=1&t=28&p=.05
Send mail to P.O. Box 123, Station B, Ottawa, ON K1P 5E7, or call 1-800-555-0123, ext. 45.
The course runs from 9:00 to 16:30 on 12 and 13 March 2020 in Room F(12).
Tuition is $450 (early bird: $395 until 1/15/2020); 10% off for students.
He was 34, his sister 29; they had met 3 times in 2 years.
Session 7 (of 12) was recorded and rated on a 5-point scale (1 = never, 5 = always).
The 12-item short form was filled in after sessions 3, 6, 9 and 12.
Equation 3: y = a + bx, where a = 1 and b = 2.
Let f(x) = x2 + 1, then f(2) = 5 and f(3) = 10.
R version 3.5.1 with lme4 1.1-18 and metafor (2.0-0) was used; SPSS 24 (IBM) for the rest.
The alpha level was set at .05 (two-tailed), power at .80.
We set p < .05 as the level of significance and p < .001 for whole-brain maps.
Bonferroni correction gave α = .017; values of p below .01 are in bold.
Note. * p < .05. ** p < .01. *** p < .001.
M = mean; SD = standard deviation; CI = confidence interval; n = number of clients.
E-mail: j.smith@uni.edu; web: www.uni.edu/~smith/p=3.
The tube (size 12) was placed at 2(3) and 4(5) cm.
Chapters 2 (28 pages) and 3 (12 pages) are new in this edition.
On page t (28) of the older edition we read that 2.20 was the fee.
Bus 28 leaves at 2.20 pm, p. 3 of the timetable.
Genesis 1 (28) and Psalm 2 (12) were read. Luke 15(11-32) followed.
The patient (Mr. T., 28) said he had 2.2 children, as the average has it.
Ms. F (36) and Mr. R (48) came together; Mrs. Q (20) came alone.
Mr Z = the client. Let T = the therapist, and S = the supervisor.
Team F1, 36 members strong, met at 4.03 pm.
His model t28 was a Ford; the F1, 36 years old, was a truck.
Vitamin B12 (2.4 mcg) and B6 (1.3 mg) were given; the B2 (1) group had riboflavin.
The X2 (2018) and the X3 (2019) are cameras; C2 (4.5) is a chord.
H2O and CO2 (5%) were kept constant; O2 (21%) too.
Windows 10 (1803) and iOS 12(2) are supported.
He scored 12(8) in the first and 10 (7) in the second game.
Results for 2 (1 = yes) and 3 (0 = no) are coded so.
v2 (2017) of the manual replaced v1 (2009); v2.1 is due in 2021.
c2 (a constant) and w2 (a weight) were fixed at 1.5 and 2.5.
The 2(3) design crossed 2 (therapist) with 3 (time).
A 2 (group) × 3 (time) design was used with 2 × 3 = 6 cells.
The study had a 3 (condition: A, B, C) x 2 (time) mixed design.
Wave 2 (2012) had fewer cases than wave 1 (2010).
Step 2 (12): I ask for 4.25 minutes of silence.
q(2) is the second question, and r(1) the first reply.
NS = north–south. n.s. stands for new series (n.s., 12, 3).
He takes 5 ns to respond; pulses of 20 ns were used.
Ns were told; ns is a suffix.
ps: I forgot to say that p. 12 is missing.
P. S. Smith, p = pressure, t = time, r = radius: all letters in one line.
For r = 3 cm the area is 28.3 cm2; for t = 5 s, d = 12 m.
At t = 0 the drug was given, at t = 24 h blood was drawn.
t = 30 min after dosing, levels peaked.
Z = 12 is magnesium. F = 96485 C/mol. R = 8.314 J.
d = 5 mm. g = 10. b = 2.
The odds are 3 to 1 against; the ratio of 5:1 is usual.
Relative risks are explained in Box 3 (p. 45).
The hazard ratio is defined on page 12; the odds ratio in section 3.4.
A correlation is not a cause. Correlations of what with what? See 2.3.
An OR 3 bus goes to Portland, OR 97201-4501.
She lives in Apt. 3, 45 Elm St., MD 20850-1234.
HR 12345 was voted down 45 to 12 in the House.
In RR 2, Box 14.5, they found it.
CI numbers 12 and 14 are informants.
The 95% rule and the 80/20 rule are rules of thumb.
There was a 50% chance of rain and a 20% tip.
Taxes rose 2.5% and the bank pays 1.75%.
In 2019, 3.5% inflation hit the clinic's budget of $2.3 million.
Humidity was 45% and the battery at 80%.
Moderate intensity is 50–70% of maximum heart rate on the machine.
The ferry carries 120 cars and 3 buses between 6 and 10 pm.
Between 10 and 12 minutes later he left. It takes from 5 to 7 days.
We met between 1 and 3 pm in room 2.
From 1990 to 2010 the field grew; from 3 to 5 pm we rested.
Add 2 of 3 eggs; 3 of the 4 apples were bad.
One of two doors was open, two of three were shut.
Day 3 of 5; chapter 2 of 9; page 4 of 10; slide 12/40; 24/7; 9/11; 1/2 cup.
Paragraph 2 of 3 was cut. Volume 2 of 4 is lost.
I saw him 3 times in 2 weeks. Two people waved.
Three men in a boat; two women at the well; five friends.
On the 3rd of May 2003 at 3.03 pm, 33 crows flew over.
Grade 4(b) and Class 2(1) honours were given.
Article 12(2), rule 3(4), reg. 5(6) and sch. 7(8) apply.
Under s. 33.1 (1) and s. 33.1(2) of PHIPA, fees may be charged.
Cf. OLG Köln, 2 (28) U 12/03; BGHZ 45, 12 (14).
See t. 2, fasc. 3, p. 45; F. 12; r. 4; Q. 3.
Q. 1 (a): What is p? Q. 2 (b): What is z?
Q1 = .5 and Q3 = 1.5 are quartiles of nothing in particular.
Q: 12. A: 14. Z: 28.
The F-scale (Adorno, 1950) and the T-group (1947) are history.
T-score 65 (98th percentile); stanine 5; IQ 100 (SD 15).
T (28) and S (14) are letters; t (2) is too.
X (2) and Y (3) chromosomes; XXY (47).
chi (22) is a letter; Chi 2 (a gym) is closed.
Phi 2(3) and Psi 3(1) are societies at 12.4 Main.
G2 (12) and G4 (8) are visas; G 8 (2) was a summit.
LR 2 (4) is a Land Rover.
On p < q see chapter 2. If p > q then q < p.
If x < 3 and y > 4, p is 5.
while (t < 28) { p = 3; r = 2.5; }
for (i = 0; i < 10; i++) f(i) = 2.5;
SELECT t FROM F WHERE r(28) = 'x' AND p = '3';
<p>12</p> <td>3.5</td> <a href="t(3)">4</a>
The p-th item; the t-th time; the z-axis; the r-value.
The p-value is explained in box 2. A p value of what?
A t test (2) and an F test (3) are planned; a z test is not.
We planned t tests (28 in all) and chi-square tests (12).
Chi-square tests (2) were run in SPSS 24.
We ran F tests for 2 and 28 items.
t tests were done for 12 items, F tests for 4.
With df = 28, the critical t is listed in Table 2.
Note: N refers to nodes; n to leaves; k to keys.
The effect is 3 times as large; d is 2 letters before f.
The 5-HT transporter (SLC6A4) and 5-HT2A were studied.
CYP2D6*4 (rs3892097) and rs1800497 (n.a.) were typed.
rs6265 (Val66Met) and rs(12) are SNPs.
p53 and p.R175H (c.524G>A) are mutations; p.45 is a page.
IL-6, TNF-α and CRP (> 3 mg/L) were high.
The half-life is 2.5 h; t1/2 = 3.4 h; Cmax 12 ng/mL.
T1/2 of 28 h is long; t 1/2 (28) is 2.20 h.
Alpha-2 (4.2) and beta-2 (3.1) receptors.
The R2(3) robot; the C-3PO (1977).
Dosage: 1 (one) tablet 2 (two) times daily for 14 (fourteen) days.
The fee is 120 (one hundred and twenty) dollars.
Weight: 70 (12) kg? Height: 170 (8) cm?
Bed 2 (4.5 m2), bath (2.1 m2), r (3.2) unknown.
(1) Ask; (2) listen; (3) t(ry) again; (4) z.
a(1) b(2) c(3) d(4) e(5) f(6)
i. 1(2); ii. 3(4); iii. 5(6), p. 7
(28) = 2.20? (1, 36) = 4.03? No names, no tests.
""".strip().splitlines()

FRAMES = r"""
The {a}-item version (Smith, {y}; {v}({i}), {p1}–{p2}) takes {b} minutes.
Jones and Lee ({y}, p. {p1}) describe {b} steps in section {i}.{a}.
Smith, J. ({y}). Listening. Therapy, {v}({i}), {p1}-{p2}. doi:10.1037/0033-3204.{v}.{i}.{p1}
Journal of Clinical Psychology, {v}, {p1}–{p2} ({y}).
Psychol Med. {y} Mar;{v}({i}):{p1}-{p2}. Epub {y} Feb {b}.
In {y} the unit moved to {p1} Queen St., Suite {b}({i}).
Under section {b}({i}) of the Act, {y}, c. {a}, s. {v}.
Ward {i} ({a} beds) and ward {b} ({v} beds) were merged in {y}.
Interviews lasted {a} to {b} minutes and were held in room {i} ({p1}).
Session {i} (week {a}) began with a check-in of {b} minutes.
The T{i} interview (month {a}) and the T2 interview (month {b}) were taped.
Q{i} {y} saw more calls than Q4 {y}; see Table {a}({i}).
Item {a} (r) is reversed; items {b} (r) and {i} (r) too.
The BDI-II ({a} items), the PHQ-{i} and the SCL-90-R ({b} minutes) were used.
F{b}.{i} was the most frequent diagnosis; F{a} came next (ICD-10, {y}).
Group {i} met {a} times, group {b} met {v} times.
The dose was {a}.5 mg (range {i}-{b} mg) at {p1} Hz.
On day {a} of {b}, pages {p1} to {p2} were read aloud.
Mr. T. ({v}) and Ms. R. ({b}) waited for {a} days; Dr. F. ({i}) did not.
He paid ${p1}.50 for {i} sessions, {a}% less than in {y}.
Temperature {a}.{i} °C, pressure {p1} kPa, flow {b}.5 L/min, pH 7.{i}.
Version {i}.{a}.{b} ({y}) runs on p{a}.example.org:{p1}.
Steps {i}({a}) and {b}({v}) follow; chapter {a} (pp. {p1}-{p2}) ends the part.
Case {y}-{p1} (t) and case {y}-{p2} (z) were closed on {a}/{b}/{y}.
Written in {y}, it has {a} parts, F({i}) and Q({b}) among them, and {v} notes.
See note {a}, supra, at {p1} n.{b}; Doe v. Roe, {p1} U.S. {p2} ({y}).
The 95% rule ({y}) is not {a}% nor {b}%, said the bank.
Figure {i} (r = red, t = teal, z = zinc) has {a} panels of {b} by {v} cm.
""".strip().splitlines()

# a, b, i: small numbers; v: a volume; p1, p2: pages; y: a year.
_NUMBERS = [
    {"a": 12, "b": 16, "i": 3, "v": 52, "p1": 306, "p2": 315, "y": 2003},
    {"a": 7, "b": 28, "i": 2, "v": 36, "p1": 101, "p2": 120, "y": 1998},
    {"a": 21, "b": 5, "i": 1, "v": 197, "p1": 337, "p2": 339, "y": 2010},
    {"a": 2, "b": 9, "i": 4, "v": 28, "p1": 45, "p2": 67, "y": 2017},
    {"a": 40, "b": 20, "i": 8, "v": 11, "p1": 1205, "p2": 1226, "y": 1986},
    {"a": 3, "b": 6, "i": 9, "v": 69, "p1": 41, "p2": 47, "y": 2018},
]
FRAMED = [frame.format(**numbers) for frame in FRAMES for numbers in _NUMBERS]
