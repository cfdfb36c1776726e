"""The eight tables; functions/kuultu/store defines their items."""

from collections.abc import Sequence

from aws_cdk import RemovalPolicy
from aws_cdk import aws_dynamodb as dynamodb
from constructs import Construct

from kuultu.store.case_index import PROJECTED

STRING = dynamodb.AttributeType.STRING


class Tables(Construct):
    """Surveys, responses, cases, links and mails: on demand, restorable to any second of the last 35 days.

    So are the looks of signed-in staff. The limits and the sessions are not: old counts and old sessions are of no use.
    """

    def __init__(self, scope: Construct, name: str, removal: RemovalPolicy) -> None:
        """Make the tables; ``removal`` is their fate after the stack's removal."""
        super().__init__(scope, name)
        self._removal = removal
        self.all = {
            "surveys": self._table("surveys", "survey_id", "version"),
            "responses": self._table("responses", "response_id", stream=dynamodb.StreamViewType.NEW_IMAGE),
            "cases": self._table("cases", "case_id", "item"),
            "links": self._table("links", "token_hash", ttl="ttl"),
            "mails": self._table("mails", "mail_id"),
            "limits": self._table("limits", "limit", ttl="ttl", restorable=False),
            "sessions": self._table("sessions", "key", ttl="ttl", restorable=False),
            "looks": self._table("looks", "about", "seen"),
        }
        for watched in ("responses", "cases", "mails"):
            self._index_attention(self.all[watched])
        self._index(self.all["responses"], "listed", "listed_at")
        self._index(self.all["cases"], "listed", "listed_at", PROJECTED)
        self._index(self.all["looks"], "day", "seen")

    def _table(
        self,
        name: str,
        key: str,
        sort_key: str | None = None,
        stream: dynamodb.StreamViewType | None = None,
        ttl: str | None = None,
        restorable: bool = True,
    ) -> dynamodb.Table:
        return dynamodb.Table(
            self,
            name,
            partition_key=dynamodb.Attribute(name=key, type=STRING),
            sort_key=dynamodb.Attribute(name=sort_key, type=STRING) if sort_key else None,
            billing_mode=dynamodb.BillingMode.PAY_PER_REQUEST,
            encryption=dynamodb.TableEncryption.DEFAULT,
            point_in_time_recovery_specification=dynamodb.PointInTimeRecoverySpecification(
                point_in_time_recovery_enabled=restorable
            ),
            deletion_protection=self._removal is not RemovalPolicy.DESTROY,
            removal_policy=self._removal,
            stream=stream,
            time_to_live_attribute=ttl,
        )

    def _index(self, table: dynamodb.Table, name: str, sort_key: str, holds: Sequence[str] = ()) -> None:
        """Add an index by the attribute of its own name: of whole items, or of the attributes that it holds."""
        table.add_global_secondary_index(
            index_name=name,
            partition_key=dynamodb.Attribute(name=name, type=STRING),
            sort_key=dynamodb.Attribute(name=sort_key, type=STRING),
            projection_type=dynamodb.ProjectionType.INCLUDE if holds else dynamodb.ProjectionType.ALL,
            non_key_attributes=list(holds) or None,
        )

    def _index_attention(self, table: dynamodb.Table) -> None:
        """Add the index of items that need the sweep's attention: sparse, as a settled item drops the attribute."""
        table.add_global_secondary_index(
            index_name="attention",
            partition_key=dynamodb.Attribute(name="attention", type=STRING),
            sort_key=dynamodb.Attribute(name="attend_at", type=STRING),
            projection_type=dynamodb.ProjectionType.KEYS_ONLY,
        )
