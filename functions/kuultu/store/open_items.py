"""The keys of the items of cases that the sweep still has to see to."""

from pynamodb.attributes import UnicodeAttribute
from pynamodb.models import Model

from kuultu.store.tables import AttentionIndex, Connection, TableName


class OpenItemKeys(Model):
    """The keys of an unsettled item; the attention index shows keys only."""

    class Meta(Connection):
        table_name = TableName("cases_table")

    case_id = UnicodeAttribute(hash_key=True)
    item = UnicodeAttribute(range_key=True)
    attention_index: AttentionIndex["OpenItemKeys"] = AttentionIndex()
