"""The arrays of models and tasks, by name.

Why a module of its own: solver processes need these and nothing else of the house. What they
import they import anew at every start, and the types of the model take longer than the solvers.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from scipy import sparse

__all__ = ["Floats", "Ints", "Matrix"]

Ints: TypeAlias = npt.NDArray[np.int64]

Floats: TypeAlias = npt.NDArray[np.float64]

Matrix: TypeAlias = "sparse.csr_array[np.float64, tuple[int, int]]"
