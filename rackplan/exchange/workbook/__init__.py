"""XLSX: a workbook that a person prints, filters, and trusts the totals of.

* `book`: the whole workbook; `summary`, `notes`: its first and last sheets; `sheets`: the others;
* `layout`: which cell is where, and formulas in the words of a spreadsheet;
* `look`: how cells look; `paper`: how sheets are printed.
"""

from rackplan.exchange.workbook.book import workbook_files

__all__ = ["workbook_files"]
