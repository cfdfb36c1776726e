"""The reply guide: what a reply to an unhappy customer lacks, and which words in it blame or excuse."""

from kuultu.domain.reply_guide.language import plainly_in_another
from kuultu.domain.reply_guide.quotation import quotes
from kuultu.domain.reply_guide.remarks import Concern, Remark, remarks_on

__all__ = ["Concern", "Remark", "plainly_in_another", "quotes", "remarks_on"]
