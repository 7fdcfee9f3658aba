"""Turn plain values into the terms of a message's header, and back.

The types are a closed set, and `table` lists them. Anything else that a student's function returns
becomes an `Opaque` marker. Nothing is unpickled, evaluated or imported by a name that was sent,
and every length is checked before memory is allocated. What belongs to a library is taken apart
inside the sandbox, and our own code puts it together again here.

None, booleans, numbers, texts, and dicts whose keys are texts are what JSON has for them. Any
other value is a list that begins with a tag, such as `["t", [1, 2]]` for a tuple or
`["a", "<f8", [2, 3], 0]` for an array whose bytes begin at 0 in the payload. The module of each
family has the tags of its types.

The format is JSON because the keys of its objects are always text. A hostile sender can make
other keys collide when they are hashed, and `hashing` says what is done about it.

The trusted side trusts nothing here that came from a worker. The modules import only the standard
library, NumPy and msgspec, because the worker loads them too.
"""

from __future__ import annotations

from autograder.wire.values.arrays import ARRAY_DTYPES as ARRAY_DTYPES
from autograder.wire.values.holder import Holder as Holder
from autograder.wire.values.limits import MAX_DEPTH as MAX_DEPTH
from autograder.wire.values.limits import MAX_ELEMENTS as MAX_ELEMENTS
from autograder.wire.values.limits import MAX_HEADER_BYTES as MAX_HEADER_BYTES
from autograder.wire.values.limits import MAX_PAYLOAD_BYTES as MAX_PAYLOAD_BYTES
from autograder.wire.values.limits import MAX_REPR_CHARS as MAX_REPR_CHARS
from autograder.wire.values.limits import MAX_TERMS as MAX_TERMS
from autograder.wire.values.markers import Opaque as Opaque
from autograder.wire.values.markers import Seed as Seed
from autograder.wire.values.markers import TooLargeError as TooLargeError
from autograder.wire.values.pack import Packer as Packer
from autograder.wire.values.unpack import Unpacker as Unpacker
