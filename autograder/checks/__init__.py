"""The checks with which hidden graders judge values.

Each check takes plain data, never calls student code, and raises `CheckFailed` if the data is
wrong. Its sentence is for students: it has shapes, types and names, but never an expected value.
NaN and infinity never pass where numbers are asked for.
"""

from __future__ import annotations

from autograder.checks.elements import check_set as check_set
from autograder.checks.failure import CheckFailed as CheckFailed
from autograder.checks.failure import check_that as check_that
from autograder.checks.figures import check_figure as check_figure
from autograder.checks.forms import check_array as check_array
from autograder.checks.forms import check_arrays as check_arrays
from autograder.checks.forms import check_number as check_number
from autograder.checks.forms import check_numbers as check_numbers
from autograder.checks.forms import check_pair as check_pair
from autograder.checks.forms import check_parts as check_parts
from autograder.checks.gradients import central_differences as central_differences
from autograder.checks.gradients import check_gradient as check_gradient
from autograder.checks.kinds import check_type as check_type
from autograder.checks.loops import check_cost as check_cost
from autograder.checks.loops import check_vectorized as check_vectorized
from autograder.checks.plain import check_equal as check_equal
from autograder.checks.tables import check_table as check_table
from autograder.checks.texts import check_choice as check_choice
from autograder.checks.texts import check_text as check_text
from autograder.checks.values import check_accuracy as check_accuracy
from autograder.checks.values import check_also_right as check_also_right
from autograder.checks.values import check_close as check_close
from autograder.checks.values import check_stable as check_stable
from autograder.checks.values import check_unchanged as check_unchanged
from autograder.checks.values import check_values as check_values
from autograder.checks.values import right_parts as right_parts
from autograder.compare.wording import type_name as type_name
from autograder.languages import say as say
from autograder.wire.values import Opaque as Opaque
from autograder.wire.values import Seed as Seed
