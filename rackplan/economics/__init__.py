"""What a plan costs to buy, to run, and over its life.

* `span`: an amount with its least, central and most, because sources of prices disagree;
* `annuity`: what money of later years is worth today;
* `charges`: energy, demand, water and carbon of a year, one equation each;
* `capital`: what is bought, a line a product, with the year and the source of its price;
* `yearly`: what a year costs, a line a kind;
* `lifetime`: both over the life of the racks: net present cost, and cost for each PFLOPS-year, GB
  of memory and year, and MW;
* `sought`: what a plan brings of each objective, held against what is claimed;
* `use`: what a year asks of the meters; `cost`: all of it for a plan at its site;
* `document`: the same as plain data.
"""
