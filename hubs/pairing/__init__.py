"""Bringing hubs of different pools together, with plain values: the fit, the optimum, and what stands
beside it.

Nothing in this package knows Django or the database. Whoever shows a sentence translates it.
"""
