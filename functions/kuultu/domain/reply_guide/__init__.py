"""The reply guide: what a reply to an unhappy customer lacks, and which words in it blame or excuse."""

from kuultu.domain.reply_guide.quotation import quotes
from kuultu.domain.reply_guide.remarks import Concern, Remark, remarks_on

__all__ = ["Concern", "Remark", "quotes", "remarks_on"]
