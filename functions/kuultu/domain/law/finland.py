"""Finland: the Consumer Protection Act (38/1978), chapter 5 as amended by 1242/2021, and its neighbours.

Articles, dates, and the points that a lawyer should confirm: docs/decisions/0014-law-by-country.md.
"""

from kuultu.domain.law.law import Law

FINLAND = Law(
    country="FI",
    liable=frozenset({"ours", "product", "third_party"}),
    statutory=frozenset({"repair", "replacement", "price_reduction", "refund"}),
    repair_months=12,
    dispute_bodies=("consumer_disputes_board", "fine", "traffic_and_patient_insurance_board", "other"),
    dispute_days=20,
)
