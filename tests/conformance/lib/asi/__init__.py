"""Conformance of the node towards async-substrate-interface, and the suite that it reports with."""
