"""All aspects set side by side, in sentences of our own.

RETOLD tells well documented facts in our words, with the sources that gave them; INVENTED tells of affairs that never
were.
"""

import pytest

from polyvocal.accession import receive
from polyvocal.close_reading import read
from polyvocal.collation import collate
from polyvocal.terms import Statement, Witness

Told = tuple[str, str, str, str]  # verdict, question, last voice of the first, last voice of the second


def side_by_side(text: str) -> tuple[list[Told], dict[str, list[str]]]:
    """The relations of a text, and the answers to each question."""
    witnesses = []
    for record in receive("page.txt", text.encode()).records:
        witnesses.append(Witness(record.id, "page.txt", "", (), "", None, read(record, reader="rules").statements))
    known: dict[str, Statement] = {s.id: s for w in witnesses for s in w.statements}
    found = collate(witnesses)
    related = [
        (r.relation, row.question, known[r.a].attribution[-1].name, known[r.b].attribution[-1].name)
        for row in found.apparatus
        for r in row.relations
    ]
    return sorted(related), {row.question: [x.answer for x in row.readings] for row in found.apparatus}


RETOLD = [
    # a riot: the Hunter Committee of 1920 and the inquiry of the Congress
    ("Troops fired on a crowd in Amritsar on 13 April 1919. The Hunter Committee reported that 379 people were killed."
     " The Congress inquiry reported that about 1,000 people were killed.",
     ("CONFLICT", "How many dead?", "The Hunter Committee", "The Congress inquiry")),
    # who began it: the notes of both governments of March 1969
    ("Soviet and Chinese border guards fought on Zhenbao Island on 2 March 1969. Moscow said that the Chinese opened"
     " fire first. Peking said that Soviet troops opened fire first.",
     ("DIFFERENT ACCOUNTS", "Who is held responsible?", "Moscow", "Peking")),
    # a cause: the courts of inquiry of 1898
    ("The battleship Maine blew up at Havana on 15 February 1898. The American court said that the explosion was caused"
     " by a mine. The Spanish commission said that the explosion was caused by a fire in a coal bunker.",
     ("DIFFERENT ACCOUNTS", "Why did it happen?", "The American court", "The Spanish commission")),
    # a meeting: organisers and Park Police in October 1995
    ("On 16 October 1995 the Million Man March was held in Washington. The organisers said that 1.5 million people took"
     " part in the march. The Park Police estimated that 400,000 people took part in the march.",
     ("CONFLICT", "How many took part?", "The organisers", "The Park Police")),
    # the fate of a ship: Berlin kept the loss of the Lützow back for a week
    ("The German Admiralty announced on 3 June 1916 that the Lutzow had returned to port after the battle off"
     " Jutland of"
     " 31 May 1916. London reported that the Lutzow was sunk in the battle off Jutland.",
     ("CONFLICT", "What became of Lutzow?", "The German Admiralty", "London")),
    # what it was called, June 1989
    ("Troops entered Peking on the night of 3 June 1989. The government called the protest a"
     " counter-revolutionary riot."
     " The students called it a massacre.",
     ("DIFFERENT ACCOUNTS", "What was it called?", "The government", "The students")),
    # a denial by anaphora: the Basque government and Salamanca
    ("Guernica was bombed on 26 April 1937. The Basque government said that 1,654 people were killed in the raid. The"
     " Nationalists denied the report.",
     ("DENIAL", "How many dead?", "The Basque government", "The Nationalists")),
    # a disaster: Peking's number of 1979 and that of a paper of Hong Kong
    ("The earthquake at Tangshan on 28 July 1976 killed 242,000 people, according to the Chinese government. A"
     " Hong Kong"
     " newspaper reported that 655,000 people were killed in the earthquake.",
     ("CONFLICT", "How many dead?", "the Chinese government", "A Hong Kong newspaper")),
]  # fmt: skip

INVENTED = [
    # a person, a building, a strike, a trial, a speech, responsibility, claims of concealment
    ("On 9 June 1987 in Kwangmin the police said that Kim Dae was killed in the riot. His family said that Kim Dae was"
     " arrested by soldiers.", ("CONFLICT", "What became of Kim Dae?", "the police", "His family")),
    ("The church of Saint Anna at Karsk was burned down on 4 May 1871, the Prussians said. French officers wrote that"
     " the church of Saint Anna was undamaged.",
     ("CONFLICT", "What became of the church of Saint Anna?", "the Prussians", "French officers")),
    ("In the strike at Hull on 3 May 1911 the owners said that 200 men had left work. The union said that 3,000 men had"
     " left work.", ("CONFLICT", "How many took part?", "the owners", "The union")),
    ("At the trial in Karsk on 4 May 1937 the court sentenced 13 men to death, the newspaper wrote. The embassy"
     " reported"
     " that 17 men had been sentenced to death.",
     ("CONFLICT", "How many sentenced?", "the newspaper", "The embassy")),
    ("On 9 May 1921 Orlov spoke in Moscow. Pravda reported that 10,000 workers attended the meeting. The Times"
     " said that"
     " 2,000 workers attended the meeting.",
     ("CONFLICT", "How many were present? (workers)", "Pravda", "The Times")),
    ("Rioting broke out in Batley on 9 July 1893. The council blamed drink for the riot. The miners said that"
     " the police"
     " began the riot.", ("DIFFERENT ACCOUNTS", "Who is held responsible?", "The council", "The miners")),
    ("The mine at Karsk exploded on 6 January 1932. The miners said that the company concealed the deaths of 29"
     " men. The"
     " company denied the charges.", ("DENIAL", "How many dead?", "the company", "The company")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [*RETOLD, *INVENTED])
def test_rival_answers_to_one_question(text: str, expected: Told) -> None:
    related, _ = side_by_side(text)
    assert related == [expected]


def test_no_information_is_an_answer_and_is_shown() -> None:
    text = (
        "A ferry sank off Zanzibar on 4 November 2003. The owners said they had no information on the number of dead."
    )
    related, answers = side_by_side(f"{text} The union said that 31 passengers drowned.")
    assert answers["What is said not to be known?"] == ["no information on the number of dead"]
    assert related == []


NOT_OPPOSED = [
    # two ships, two buildings, two affairs, one answer in other words
    "On 31 May 1916 off Jutland the Elbing was sunk, Berlin said. London said that the Lutzow returned to port.",
    "At Karsk on 4 May 1871 the church of Saint Anna was burned down, the Prussians said. French officers wrote that"
    " the church of Saint Peter was undamaged.",
    "The fire at the Rosen mill on 2 May 1902 was caused by a lamp, the owners said. The flood at Selby on 9"
    " May 1902 was"
    " caused by rain, the mayor said.",
]


@pytest.mark.parametrize("text", NOT_OPPOSED)
def test_answers_to_two_questions_are_not_set_against_each_other(text: str) -> None:
    assert side_by_side(text)[0] == []
