"""What one part of a site says of another: all that the classes of one part cannot see.

`power` looks at the names, references and cycles of the tree, `boxes` at the figures of its nodes,
`rows` at what rows hang on, `geometry` at where they stand, `standing` at racks that stand already,
`products` at what the site and its racks buy, `shares` at whose shares the policy bounds,
`workloads` at what workloads need, `sought` and `moves` at what is sought and how moves are priced,
`currents` at AC and DC along the unfolded tree. Each complains through `Say` and goes on; of a part
that could not be read, which is None then, nothing is said.
"""
