"""Invented pages read and collated from end to end: the pairs that must get a verdict, and those that must not."""

import pytest

from polyvocal.accession import receive
from polyvocal.close_reading import read
from polyvocal.collation import collate
from polyvocal.terms import Witness


def verdicts(text: str) -> list[str]:
    """Verdicts on pairs of figures of one page, sorted."""
    witnesses = []
    for record in receive("page.txt", text.encode()).records:
        reading = read(record)
        witnesses.append(Witness(record.id, "page.txt", "", (), "", None, reading.statements))
    found = collate(witnesses)
    return sorted(r.relation for row in found.apparatus if row.aspect == "figure" for r in row.relations)


MUST = [
    ("On 9 June 1987 police opened fire on demonstrators in Kwangmin. The government said 20 people were killed."
     " Opposition leaders claimed that at least 200 people were killed.", "CONFLICT"),
    ("An earthquake struck Varna on 2 March 1951. According to the Red Cross, 312 people were killed in the earthquake."
     " The interior ministry also reported 312 people killed.", "AGREE"),
    ("The Battle of Arden was fought on 12 July 1704. The French lost 4,000 killed, according to Villars."
     " English writers say that the French lost 7,500 killed in the battle.", "CONFLICT"),
    ("On 4 November 2003 a ferry sank off Zanzibar. Officials said 31 passengers drowned."
     " Survivors said that more than 80 passengers drowned.", "CONFLICT"),
    ("Twelve miners were killed in the explosion at Blackmoor on 6 January 1932, the company announced."
     " The miners' union said that 29 miners were killed in the explosion.", "CONFLICT"),
    ("Rioting broke out in Meerut on 5 August 1968. Officially, 23 people were killed."
     " In reality, more than 100 people were killed.", "CONFLICT"),
    ("The general said 1,200 rebels were captured at Tarn on 8 September 1864."
     " The rebel commander wrote that 300 rebels were captured.", "CONFLICT"),
    ("Soviet losses at Narva in February 1944 were 150,000 dead, according to Krivosheev."
     " German historians estimate that Soviet losses at Narva were 480,000 dead.", "CONFLICT"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), MUST)
def test_rival_counts_of_one_thing_are_set_side_by_side(text: str, expected: str) -> None:
    assert verdicts(text) == [expected]


MUST_NOT = [
    # two towns in one sentence
    "The storm of 3 May 1921 killed 30 people in Leeds, the mayor said, and 45 people in York, the bishop wrote.",
    # two sides
    "In the battle of Arden on 12 July 1704 the French lost 4,000 killed, Villars wrote, and the English lost 2,500"
    " killed, Marlborough reported.",
    # a number for each day
    "On Monday, 5 June 1899, 40 strikers were arrested, police said. On 12 June 1899, 75 strikers were arrested,"
    " the governor said.",
    # unlike kinds of equal number
    "The explosion at Tarn on 6 January 1932 left 29 miners dead, the union said; 29 were injured, the company said.",
    # small numbers of different people
    "In the riot at Selby on 9 July 1893 one policeman was killed, the mayor said. A priest said one boy was killed.",
    # one voice and two counts
    "The harbour master said 31 passengers drowned on 4 November 2003 and 12 passengers were saved at Zanzibar.",
    # vague and vague
    "Dozens of people were killed at Kwangmin on 9 June 1987, the army said. The bishop said dozens of people were"
    " killed.",
    # strengths of two units
    "The First Brigade had 2,000 men at Tarn on 8 September 1864, Lorne wrote. The Second Brigade had 3,500 men,"
    " Mayhew wrote.",
    # a rate and a total
    "On 2 March 1951 the Red Cross said 312 people died in Varna. The ministry said 20 people died each year in Sofia.",
    # ages, distances, years
    "Tarn, 45, lives 45 miles from Selby, his wife said. He was 40 when the war began in 1914, a neighbour said.",
    # two years
    "In 1915 the mine at Selby employed 400 men, Lorne wrote. In 1932 the mine employed 900 men, Mayhew wrote.",
    # dead of one ship and of the fleet
    "On 4 August 1788 off Norway 400 British sailors drowned aboard the Halcyon, Lorne wrote. The fleet lost 2,100"
    " British sailors, Mayhew wrote.",
]  # fmt: skip


@pytest.mark.parametrize("text", MUST_NOT)
def test_counts_of_different_things_get_no_verdict(text: str) -> None:
    assert not {"AGREE", "CONFLICT", "CLOSE", "COMPATIBLE", "CONFLICT-SUBSET", "REVISION"} & set(verdicts(text))
