"""What a plan costs to buy and to run."""
