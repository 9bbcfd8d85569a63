"""Two voices side by side in news of our own that gives no day, and the pairs beside them that must get no verdict."""

import pytest
from test_restraint import verdicts

SIDE_BY_SIDE = [
    ("Officials say 85 people were killed in the shelling of Danso on Friday. Activists put the death toll at 140.",
     "CONFLICT"),
    ("Between 600 and 700 people died in the massacre, according to the Red Cross. The Lebanese government"
     " gave a figure"
     " of 460 dead.", "CONFLICT"),
    ("Historians have long put Union losses at Cold Harbor at 7,000 men. Recent studies put the losses at 3,500 men.",
     "CONFLICT"),
    ("Chinese sources list 1,700 killed, while Indian sources list 722 killed.", "CONFLICT"),
    ("Forty-two people died in the fire at the Rosen hotel, the mayor said on Monday. The fire service also gave the"
     " number of dead as 42.", "AGREE"),
    ("A suicide bomber struck a market in Kandor, killing at least 40 people, the interior ministry said. Local"
     " doctors said 65 people had been killed.", "COMPATIBLE"),
    ("The government says 3,000 people have been displaced by the fighting in the north. Aid agencies put the figure"
     " at more than 20,000.", "CONFLICT"),
    ("According to the prosecutor, 18 officers were arrested in the raid on the ministry. Lawyers for the men said 31"
     " officers were arrested.", "CONFLICT"),
    ("Mudslides killed 212 people in the valley, officials said. The Red Cross confirmed that 212 people had died.",
     "AGREE"),
    ("In the battle of Corlen the Swedes lost 1,500 men according to their own reports; the Danes claimed that the"
     " Swedes lost 6,000 men.", "CONFLICT"),
    ("Casualties in the siege were heavy. Harlow gives 2,300 dead on the side of the defenders, whereas Pinto speaks"
     " of 5,000 dead.", "CONFLICT"),
    ("The official death toll of the famine is 400,000, but some historians believe that 2 million people died.",
     "CONFLICT"),
    ("State radio said two soldiers were killed in Sunday's attack. Residents told reporters that at least 15 soldiers"
     " were killed.", "CONFLICT"),
    ("Eleven miners are missing after the blast at Corlen colliery, the owners said. The union too said that 11 miners"
     " were missing.", "AGREE"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SIDE_BY_SIDE)
def test_two_voices_count_one_thing(text: str, expected: str) -> None:
    assert verdicts(text) == [expected]


PARTED = [
    "State radio said two soldiers were killed in Sunday's attack. Residents told reporters that at least 15 civilians"
    " were killed.",
    "Police said 24 people were killed in the bus crash. Last year 31 people were killed on the same road, the ministry"
    " said.",
    "The mayor said 42 people died in Corlen. In neighbouring Danso, 65 people died, the governor said.",
    "The army said it had lost 20 soldiers. The rebels said they had lost 7 fighters.",
    "The Swedes lost 1,500 men, Harlow writes; the Danes lost 4,000 men, according to Pinto.",
    "The general said that 20 soldiers were killed on Monday, while the minister said 10 soldiers were"
    " killed on Sunday.",
    "In the north, 40 villages were burned, the mission said; in the south, 90 villages were burned, the bishop said.",
    "Some 300 people were killed in the first raid, officials said. A second raid killed 120 people, doctors said.",
    "The ministry said 120 people were hurt, doctors said. Elsewhere 40 people were hurt, the union reported.",
]  # fmt: skip


@pytest.mark.parametrize("text", PARTED)
def test_what_words_part_is_not_compared(text: str) -> None:
    assert not {"AGREE", "CONFLICT", "CLOSE", "COMPATIBLE", "CONFLICT-SUBSET", "REVISION"} & set(verdicts(text))
