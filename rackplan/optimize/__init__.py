"""From a site to a plan: arrays, rows, search, extraction. The only floor that knows OR-Tools.

* `problem` reduces a site to arrays, once, with physics; `columns` numbers the integer columns;
* `rows/` holds one file a rule, by its name; `power_states`, `node_loads`, `capacity`, `exclusion`
  are what several rows share;
* `model` stacks the rows into one sparse matrix with an objective;
* `search` finds a plan and proves a bound, in child processes that run `worker`;
* `extract` gives counts their positions, pods and feeds.
"""
