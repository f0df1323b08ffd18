"""The library beside COINr 1.1.14 and Compind 3.4, run by run, through `read`, `from_coinr`, `with_`, `apply`, `audit`.

Covered, at 1e-9 relative for numbers and exactly for ranks of the index (in dimensions, too, but for units that the
peer ranks apart by the rounding of the last bits, which tie here):

- 01 raw, 02 denominated; 03 imputed (mean, median, both by group, row mean in the pillar)
- 04 screened: who stays (all five rules)
- 05 treated: all eleven variants
- 06 normalised: all, but the fraction of the maximum for negative indicators (defect)
- 07 weights: equal, custom, PCA absolute and squared (found again from the data), effective weights
- 08 aggregated: every run but those below
- 09 analysis: statistics and flags, availability, correlations of all kinds and sets, p-values of Pearson's,
  flagged pairs, Cronbach's alpha, PCA, outranking and dominance
- 10 results: scores, ranks, ranks in groups, strengths and weaknesses, comparison of variants
- 11 what-if: each element left out, two indicators dropped
- 13 panel: screened, treated, normalised by all years and by each, aggregated; five imputations along the years;
  growth rates from the series
- 14 Compind: MPI, AMPI, Wroclaw, ordered weighted averages, geometric mean

Not covered, and why:

- 06, 08 fracmax with negative indicators; 08 `pca` (negative weights); 08 Copeland on incomplete data; generalised means
  where the peer loses a unit with a gap (compared where it does not); 11 optimised weights; 14 mean-min: defects of the
  peer. Copeland on complete data may differ by the pairs that are draws, which rounding decides there; higher levels,
  which act on those scores, are not compared.
- 09 correlations blanked at p > 0.05 are compared where they are there; correlations with denominators, 10 unit summary:
  selections of what is compared already
- 12 uncertainty: with the Monte Carlo tests
- 13 the year of each imputed value, and trends as slope over fitted value: not in the library
"""
