"""What exists: frozen types with quantities, no I/O and no solver.

* `figures`: field types, one per physical dimension;
* `catalog`: racks, shelves, switches, CDUs, air units; `provenance`: where figures come from;
* `site`: halls, rows, positions, cooling; `standing`: racks that stand already, places kept;
* `power`: the power tree;
* `demand`: what is asked: demand, supply, budget, policy; `weights`: what is sought, and what it is
  worth; `order`: racks all together or not at all;
* `names`: whose a rack is said to be;
* `plan`: which rack stands where; `served`: what workloads get of it; `filled`: which orders;
  `verdict`: what the verifier says of it;
* `study`: what varies, and what is recorded of each case.
"""
