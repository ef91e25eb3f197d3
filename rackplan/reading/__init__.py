"""From YAML to the model: the only floor that knows YAML, and that names file, line and column.

What a file goes through, one module each:

* `document` turns the text of a file into a tree of `nodes`, each with its place; `tree_builder`
  refuses whatever is no plain tree of tables, lists and text; `scalars` says what a word means.
* `recognition` tells a catalog from a site; `folders` merges the files of a site; `library` finds
  products by their file names, and `overlays` sees that none of a user's own goes unnoticed.
* `changes` sets, adds and removes along `paths` of the tree: scenarios and ``path=value``.
* `templates` fills in what an entry is `like`.
* `sourced` strips ``{value, source, confidence}`` to the value and files its provenance.
* `schema` reads tables as pydantic classes (`folded` for sites, the model's own for products) and
  says pydantic's complaints in our words; `ranges` unfolds ``R[01-24]``.
* `reach` gathers the products that a site can reach, `builds` makes racks of servers,
  `references` look at what one part says of another.
* `unfold`, `unfold_power`, `unfold_rows` and `machines` make the model of what is sound;
  `power_exceptions` are the nodes that differ from their like.
* `studies` reads what a study asks; `figures_at` tells what a site says at a path.
* `written` writes inputs out again; `foreign` reads and `yaml_writing` writes plain data in the
  formats of others.

`sites`, `catalogs`, `plans`, `kept_plans`, `answers` (documents that rackplan wrote) and `checking`
join these to the functions below. `complaints` collects everything that is wrong along the way, so
that a person gets all of it at once.
"""

from rackplan.reading.again import read_again
from rackplan.reading.answers import read_answer
from rackplan.reading.catalogs import read_catalog
from rackplan.reading.changes import Changes
from rackplan.reading.check_report import CheckReport
from rackplan.reading.checking import check_inputs
from rackplan.reading.figures_at import Said, said_by
from rackplan.reading.foreign import ForeignDocument, read_foreign
from rackplan.reading.kept_plans import check_kept, read_kept
from rackplan.reading.plans import read_plan
from rackplan.reading.shipped import shipped_folder, shipped_sites
from rackplan.reading.sites import read_site, scenarios_of
from rackplan.reading.studies import ReadStudy, as_study, read_study
from rackplan.reading.written import as_written, written_site
from rackplan.reading.yaml_writing import yaml_text

__all__ = [
    "Changes",
    "CheckReport",
    "ForeignDocument",
    "ReadStudy",
    "Said",
    "as_study",
    "as_written",
    "check_inputs",
    "check_kept",
    "read_again",
    "read_answer",
    "read_catalog",
    "read_foreign",
    "read_kept",
    "read_plan",
    "read_site",
    "read_study",
    "said_by",
    "scenarios_of",
    "shipped_folder",
    "shipped_sites",
    "written_site",
    "yaml_text",
]
