"""Balance between great powers by year: where a state stands, how much it moves, and who moved after a shock."""
