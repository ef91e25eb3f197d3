"""The power chain, piece by piece: from the modules of a power shelf to the utility.

Each file is about one thing:

* `loss_law` what every machine has, `loss_curves` how it is made of printed figures,
  `reference_curves` named ones;
* `modules` banks of equal modules (shelves, modular UPS, rectifiers), `counts` what is whole,
  `dc_source` the sources of 800 V racks, `direct_current` busbars;
* `three_phase` currents, `phases` unequal phases and the neutral, `phase_assignment` which phase a
  load hangs on;
* `continuous` the rule of breakers, taps and rack PDUs, `ampacity` what cables carry, `conductors`
  their resistance, `lines` what they lose and drop;
* `ups`, `transformer` and `transformer_ratings`, `generator`, `power_factor` (of a utility feed
  too) the chain upstream.

`rackplan.physics.load_flow` puts them together. All functions take and give quantities, single or
array, refuse another dimension and what is out of range, and name their source.
"""

from __future__ import annotations

from rackplan.physics.electrical.ampacity import (
    NEC_310_16_75C_A,
    Conductor,
    ambient_correction,
    conductor_ampacity,
    grouping_adjustment,
)
from rackplan.physics.electrical.conductors import (
    RESISTANCE_RISE_PER_K,
    conductor_temperature,
    resistance_at,
)
from rackplan.physics.electrical.continuous import (
    CONTINUOUS_SHARE,
    STANDARD_OCPD_A,
    breaker_use,
    continuous_capacity,
    ocpd_min,
    ocpd_standard,
)
from rackplan.physics.electrical.dc_source import (
    dc_source_capacity,
    dc_source_input,
)
from rackplan.physics.electrical.direct_current import (
    dc_current,
    dc_drop,
    dc_load_voltage,
    dc_loss,
)
from rackplan.physics.electrical.generator import (
    fuel_duration,
    fuel_points,
    fuel_rate,
    fuel_volume,
    generators_needed,
)
from rackplan.physics.electrical.lines import (
    line_loss,
    phase_drops,
    phase_line_loss,
    voltage_drop,
)
from rackplan.physics.electrical.loss_curves import (
    law_from_coefficients,
    law_from_efficiency,
    law_from_points,
    law_through,
)
from rackplan.physics.electrical.loss_law import (
    LOSSLESS,
    LossLaw,
    efficiency_at,
    loss_at,
    safe_line,
)
from rackplan.physics.electrical.modules import (
    bank_efficiency,
    bank_loss,
    bank_rating,
    modules_on,
)
from rackplan.physics.electrical.phase_assignment import (
    assign_phases,
)
from rackplan.physics.electrical.phases import (
    CONNECTIONS,
    PhaseCurrents,
    nema_unbalance,
    neutral_current,
    phase_currents,
)
from rackplan.physics.electrical.power_factor import (
    apparent_power,
    mixed_apparent_power,
    mixed_power_factor,
    power_factor_correction,
    reactive_power,
)
from rackplan.physics.electrical.reference_curves import (
    GOLD,
    PLATINUM,
    REFERENCE_CURVES,
    RUBY,
    TITANIUM,
    UPS_PLANNING,
)
from rackplan.physics.electrical.three_phase import (
    single_phase_current,
    three_phase_capacity,
    three_phase_current,
)
from rackplan.physics.electrical.transformer import (
    TransformerLosses,
    law_of_transformer,
    transformer_efficiency,
    transformer_loss,
)
from rackplan.physics.electrical.transformer_ratings import (
    DOE_2016_DRY_LOAD,
    doe_2016_dry_efficiency,
    losses_from_efficiency,
    losses_from_points,
)
from rackplan.physics.electrical.ups import (
    ups_eco_law,
    ups_input,
    ups_loss,
    ups_share,
)

__all__ = [
    "CONNECTIONS",
    "CONTINUOUS_SHARE",
    "DOE_2016_DRY_LOAD",
    "GOLD",
    "LOSSLESS",
    "NEC_310_16_75C_A",
    "PLATINUM",
    "REFERENCE_CURVES",
    "RESISTANCE_RISE_PER_K",
    "RUBY",
    "STANDARD_OCPD_A",
    "TITANIUM",
    "UPS_PLANNING",
    "Conductor",
    "LossLaw",
    "PhaseCurrents",
    "TransformerLosses",
    "ambient_correction",
    "apparent_power",
    "assign_phases",
    "bank_efficiency",
    "bank_loss",
    "bank_rating",
    "breaker_use",
    "conductor_ampacity",
    "conductor_temperature",
    "continuous_capacity",
    "dc_current",
    "dc_drop",
    "dc_load_voltage",
    "dc_loss",
    "dc_source_capacity",
    "dc_source_input",
    "doe_2016_dry_efficiency",
    "efficiency_at",
    "fuel_duration",
    "fuel_points",
    "fuel_rate",
    "fuel_volume",
    "generators_needed",
    "grouping_adjustment",
    "law_from_coefficients",
    "law_from_efficiency",
    "law_from_points",
    "law_of_transformer",
    "law_through",
    "line_loss",
    "loss_at",
    "losses_from_efficiency",
    "losses_from_points",
    "mixed_apparent_power",
    "mixed_power_factor",
    "modules_on",
    "nema_unbalance",
    "neutral_current",
    "ocpd_min",
    "ocpd_standard",
    "phase_currents",
    "phase_drops",
    "phase_line_loss",
    "power_factor_correction",
    "reactive_power",
    "resistance_at",
    "safe_line",
    "single_phase_current",
    "three_phase_capacity",
    "three_phase_current",
    "transformer_efficiency",
    "transformer_loss",
    "ups_eco_law",
    "ups_input",
    "ups_loss",
    "ups_share",
    "voltage_drop",
]
