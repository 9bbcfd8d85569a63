"""polyvocal turns a pile of documents by rival parties into a library that shows who says what.

The folders, in the order of a document's journey: `accession` receives it, `catalogue` describes it,
`close_reading` reads it, `collation` sets its statements beside those of others, `holdings` keeps it,
`reading_room` opens it in a browser and `publication` makes editions of it. `terms` are the values all
of them speak, `usage` how sources write dates, figures, names and reports. `build` runs the journey.
"""

__version__ = "0.1.0"
