"""All kinds of invented partnerships by name."""

from collections.abc import Callable, Mapping

import numpy as np

from benchmarks.signals.beta_binomial import count_yes
from benchmarks.signals.graded_response import respond
from benchmarks.signals.people import Simulation
from benchmarks.signals.rounded_gaussian import MISSPECIFIED, ROUNDED_GAUSSIAN
from benchmarks.signals.scenarios import Setting
from benchmarks.signals.untouched import follow_habit

Simulator = Callable[[Setting, np.random.Generator], Simulation]

DEVELOPMENT: Mapping[str, Simulator] = {
    "rounded Gaussian": ROUNDED_GAUSSIAN,
    "graded response": respond,
    "beta-binomial": count_yes,
}
WRONG_ON_PURPOSE: Mapping[str, Simulator] = MISSPECIFIED
# Looked at only once the engine is finished.
UNTOUCHED: Mapping[str, Simulator] = {"people of habit": follow_habit}
ALL: Mapping[str, Simulator] = {**DEVELOPMENT, **WRONG_ON_PURPOSE, **UNTOUCHED}
