"""Numbers that are no statistics."""

from __future__ import annotations

import pytest

from evidence.reading.prose import FRAMED, WRITTEN
from gleanings.evidence.reading import read_statistics

PROSE = """
Dr. N. Smith (N. = north) lives at 12 Main Street, Apt. 4, Ottawa, ON K1N 6N5.
Psychotherapy, 55(1), 89-100. Psychiatric Services, 69, 41-47. DOI: 10.1002/cpp.2180.
Call (613) 555-0134 or t (3) he will answer on page p. 45, section 3.2.
He said t (3) he would come, F (2) they would go, and r (4) she left.
Version 2.0.1 was released on 2018-03-12 at 10:30; p. 05 of the manual, v. 3.14.
The conference takes place from 12 to 14 May 2019 in room B (12), 3rd floor.
She was 34 years old, weighed 60 kg and ran 5 km in 25 minutes.
The budget rose by 20% to $5 million; 30% of the grant goes to salaries of therapists.
Prices fell 3.5% and interest rates are at 4%.
See chapter 3 of 12, page 3 of 12, and figure 2 (p. 17).
Between 1998 and 2004 the clinic moved to between 5 and 9 Main Street.
The Z-line bus leaves at 5.30; bring 2 of 3 forms.
Smith, J. (2018). Title. Journal of Psychotherapy Integration, 28(3), 301–315.
American Psychological Association, 750 First Street NE, Washington, DC 20002-4242.
OR 97201, HR 4, or 5. Radio OR 97.5 FM plays RR 12 at MD 2.5 every day.
F(x) = 3x + 2 and f(2) = 8; let t(0) = 1 and r = 5 cm, g = 9.81 m/s2.
The temperature was 20 °C; humidity 45%. The battery is at 80%.
ISBN 978-3-16-148410-0, Vol. 12, No. 3, pp. 45-67.
Room Q(2) is on the left, Q (3) is on the right.
Win 7 of 10 games; 3 of the 5 apples were red. On day 2 of 5, we left.
Chapter 2 (28) = the last. x(2) = 4. My score was 5 out of 10.
He was born in 1950 (d. 2010). d. 5 May. p < q and n > m.
We meet every 2 weeks on the 1st and 3rd Monday, between 3 and 4 pm.
It costs between 10 and 20 dollars, 50 cents less than before; 10% off!
Use the code if (x == 3) p = 5; t = 4; return 0.
Today is Sunday, 3 p.m. The ratio 3:1 was 16/9. Highway 401 east, exit 12.
Two people walked into a bar. One of the two men ordered 3 beers.
In 1 of 2 chapters, Freud (1912) described T(1) and S(2).
Article 5(1)(b) of Regulation (EU) 2016/679 applies; see s. 12(3) and r. 3(2) of the Rules.
John 3:16, Luke 2 (28), Psalm 23. Z (12) and t (28).
Le prix est de 12,50 € ; la TVA est de 20 %. Né le 3 mars 1950 à Lyon (69).
le 12 mai 2019, de 9 h à 17 h, salle 3 (2e étage), tél. 01 23 45 67 89
t(28) he said 2.20 is the price, p. 03. Invoice F(1, 28) 4.20 EUR, p. 3
Set x = 1.2, y = 0.3, z = 2.5. With α = .05, we go on. It was -40 outside.
As 2(3) = 6, twice three is six; 2(18) is 36. Room 2 (1 = north) and 2 (12) 4.25 metres.
The 12-step programme has 12 steps; see Step 4 (a) and (b). Size M = 38, L = 40.
""".strip().splitlines()


@pytest.mark.parametrize("line", [*PROSE, *WRITTEN, *FRAMED])
def test_nothing_is_read_in_ordinary_prose(line: str):
    assert [(s.kind, s.text) for s in read_statistics(line)] == []


def test_nothing_is_read_in_all_of_it_together():
    assert [s.text for s in read_statistics("\n".join(PROSE)) if s.kind != "percentage"] == []


def test_no_test_is_read_in_the_rest_of_it_together():
    found = read_statistics("\n".join([*WRITTEN, *FRAMED]))
    assert [s.text for s in found if s.kind in {"t", "F", "chi2", "z", "r", "rho", "Q"}] == []
