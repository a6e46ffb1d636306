"""The economy of the chain, written from the pages of spec/ alone."""
