"""The registry: our own definitions of units, and nothing else."""

from __future__ import annotations

from typing import Any, TypeAlias

import pint

__all__ = ["VA_PER_WATT", "Quantity", "ureg"]

_DEFINITIONS = """
micro- = 1e-6 = u-
milli- = 1e-3 = m-
centi- = 1e-2 = c-
kilo- = 1e3 = k-
mega- = 1e6 = M-
giga- = 1e9 = G-
tera- = 1e12 = T-
peta- = 1e15 = P-
exa- = 1e18 = E-
meter = [length] = m
gram = [mass] = g
second = [time] = s
ampere = [current] = A
kelvin = [temperature]; offset: 0 = K
degree_Celsius = kelvin; offset: 273.15 = degC
degree_Fahrenheit = 5 / 9 * kelvin; offset: 255.372222222222 = degF
us_dollar = [money] = USD
flops = [compute] = FLOPS
byte = [memory] = B
volt_ampere = [apparent_power] = VA
volt_ampere_reactive = [reactive_power] = var
radian = []
rack = [] = _ = racks
position = [] = _ = positions
percent = 0.01
minute = 60 * second = min
hour = 3600 * second = h
day = 24 * hour
week = 168 * hour
month = 730 * hour
year = 8760 * hour
inch = 0.0254 * meter = in
foot = 0.3048 * meter = ft
rack_unit = 44.45 * 1e-3 * meter = U
open_unit = 48 * 1e-3 * meter = OU
liter = 1e-3 * meter ** 3 = L
gallon = 3.785411784e-3 * meter ** 3 = gal
gpm = gallon / minute
cfm = foot ** 3 / minute
newton = 1e3 * gram * meter / second ** 2 = N
pascal = newton / meter ** 2 = Pa
bar = 1e5 * pascal
psi = 6894.757293168 * pascal
joule = newton * meter = J
watt = joule / second = W
volt = watt / ampere = V
ohm = volt / ampere
watt_hour = watt * hour = Wh
ton_of_refrigeration = 3516.8528420667 * watt = ton
pound = 453.59237 * gram = lb
tonne = 1e6 * gram = t
"""

ureg: pint.UnitRegistry[Any] = pint.UnitRegistry(None)
ureg.load_definitions(_DEFINITIONS.strip().splitlines())
ureg.define("@alias delta_degree_Celsius = delta_degC")
ureg.define("@alias delta_degree_Fahrenheit = delta_degF")
ureg.formatter.default_format = "~"
pint.set_application_registry(ureg)  # type: ignore[no-untyped-call]  # pint leaves it untyped

Quantity: TypeAlias = pint.Quantity[Any]

VA_PER_WATT: Quantity = ureg.Quantity(1.0, "volt_ampere / watt")
"""The explicit step from real to apparent power: ``S = P / pf * VA_PER_WATT``."""
