"""What all tests share."""

import sys

# Jupyter's notebooks are checked with jsonschema. It asks this module for the forms of addresses,
# which no notebook has, and to import it takes longer than many tests: it builds 39 grammars.
sys.modules.setdefault("rfc3987_syntax", None)
