"""Collation: statements about the same event set side by side, without deciding between them.

The journey of a statement through this folder:

1. `bearings`: when, where, who, what sort of event; `event_names`: under what name (`places`, `sides`: what is one);
2. `pericopes`: statements of one record that lean on each other become one passage;
3. `keys`: passages meet in blocks of time cell and place or name;
4. `ties`, `clusters`, `attach`: the surest ties first, vetoes always; reports last; `foremost`, `winnow`: what the many
   say, loose passages out; `overruling`: what people decided; `asking`: what they are asked;
5. `events`: a neutral heading, bounds, everyone's names, the tree by containment;
6. `desk`, `questions`: readings of each question and how they relate, by `said` (the words' own links), `claimed`
   (what an answer claims at all), `pairs`,
   `people` (are they the same?), `counted`, `figures` (the calculus), `subjects` (one ship, one name), `accounts`,
   `dates`; `order`: the rows of the sheet;
7. `origins`: who may go back to whom; `ranking`: what a historian sees first, and why.

`collate` tells it as one page.
"""

from polyvocal.collation.collating import collate

__all__ = ["collate"]
