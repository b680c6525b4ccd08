"""What the commands of `dateline eval` do, once their options are read."""
