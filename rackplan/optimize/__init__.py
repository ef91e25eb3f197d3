"""From a site to a plan: arrays, rows, search, extraction. The only floor that knows OR-Tools.

* `solve.optimize` is the front door: site in, plan with a claim out;
* `problem` reduces a site to arrays, once, with physics (of power nodes once for all that are
  `alike`); `segments` cuts the floor into what is counted together, `serving` pairs types with
  workloads, `columns` numbers the integer columns, `orders` those of orders that are alike;
* `rows/` holds one file a rule, by its name; `power_states`, `node_loads`, `capacity`, `exclusion`,
  `share_rows`, `standing` are what several rows share;
* `model` stacks the rows into one sparse matrix with an objective out of `goals`; `arrays` names
  what both are made of; `tidy` widens it by scatter;
* `search` finds a solution and proves a bound: `twins` counts rows of the floor that are alike as
  one, `decomposition`, `blocks` and `groups` part the model, `bounding` cuts off what parts cannot
  give, `averaging` folds what is alike in large relaxations (`colours` says what is), `sharing`
  gives a start, `generation` finds `patterns` of blocks by `pricing` them as a `master` problem
  says, and puts plans together of them, `incumbent` and `neighbourhoods` improve the plan;
  `outcome` is what it says;
* `keeping` widens the model by racks of an earlier plan that stay, and makes the search begin with
  it; `settling` leaves them where they are, in their pods;
* `further` seeks further objectives without giving up more than allowed of those before;
* `pool`, `task`, `wire` and `worker` are the child processes in which solvers run;
* `extract` gives counts their positions and pods, `filling` orders their racks; `binding` and
  `conflict` say what holds a plan back, and why there is none; `shortfall` how much the limits of a
  conflict lack, `obstacles` what keeps one more rack out.
"""
