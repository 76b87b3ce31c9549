"""The recipe of the reader's model: corpora, labels, network, training, export, card."""
