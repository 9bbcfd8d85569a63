"""How the reading model was made: corpora, network, training, export and scores. Needs the packages of its README."""
