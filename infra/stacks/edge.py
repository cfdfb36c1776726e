"""The second stack, in the only region where CloudFront finds certificates and firewalls: us-east-1."""

from aws_cdk import CfnOutput, Environment, IStackSynthesizer, Stack
from aws_cdk import aws_certificatemanager as acm
from aws_cdk import aws_wafv2 as waf
from constructs import Construct

from infra.deployment_stages import DeploymentStage

REGION = "us-east-1"
EDGE = "-edge"  # the end of the stack's name
MOST_IN_FIVE_MINUTES = 2000  # requests from one address, beyond which the firewall refuses them


class EdgeStack(Stack):
    """The certificate of the domain and, if wanted, a firewall; their ARNs are settings of the main stack."""

    def __init__(self, scope: Construct, stage: DeploymentStage, synthesizer: IStackSynthesizer | None = None) -> None:
        """Make what CloudFront needs; without a hosted zone, DNS has to be given the record that ACM shows."""
        name = f"{stage.stack_name}{EDGE}"
        told, place = "Kuultu: certificate and firewall.", Environment(region=REGION)
        super().__init__(scope, name, env=place, description=told, synthesizer=synthesizer)
        self.termination_protection = True
        certificate = self._certificate(str(stage.domain), stage.hosted_zone)
        CfnOutput(self, "Certificate", value=certificate.ref, description="The setting `certificate`")
        if stage.waf:
            CfnOutput(self, "WebAcl", value=self._firewall().attr_arn, description="The setting `web_acl`")

    def _certificate(self, domain: str, hosted_zone: str | None) -> acm.CfnCertificate:
        validated = acm.CfnCertificate.DomainValidationOptionProperty(domain_name=domain, hosted_zone_id=hosted_zone)
        return acm.CfnCertificate(
            self,
            "certificate",
            domain_name=domain,
            validation_method="DNS",
            domain_validation_options=[validated] if hosted_zone else None,
        )

    def _firewall(self) -> waf.CfnWebACL:
        """A limit for each address, and AWS's list of known attackers; texts of customers are not judged."""
        each = waf.CfnWebACL.RateBasedStatementProperty(aggregate_key_type="IP", limit=MOST_IN_FIVE_MINUTES)
        known = waf.CfnWebACL.ManagedRuleGroupStatementProperty(
            vendor_name="AWS", name="AWSManagedRulesAmazonIpReputationList"
        )
        flood = self._rule("flood", 0, waf.CfnWebACL.StatementProperty(rate_based_statement=each), block=True)
        attackers = self._rule("attackers", 1, waf.CfnWebACL.StatementProperty(managed_rule_group_statement=known))
        return waf.CfnWebACL(
            self,
            "firewall",
            scope="CLOUDFRONT",
            default_action=waf.CfnWebACL.DefaultActionProperty(allow={}),
            visibility_config=_visible("firewall"),
            rules=[flood, attackers],
        )

    @staticmethod
    def _rule(
        name: str, order: int, statement: waf.CfnWebACL.StatementProperty, *, block: bool = False
    ) -> waf.CfnWebACL.RuleProperty:
        """A rule that blocks by itself, or does what its group of rules says."""
        return waf.CfnWebACL.RuleProperty(
            name=name,
            priority=order,
            statement=statement,
            action=waf.CfnWebACL.RuleActionProperty(block={}) if block else None,
            override_action=None if block else waf.CfnWebACL.OverrideActionProperty(none={}),
            visibility_config=_visible(name),
        )


def _visible(name: str) -> waf.CfnWebACL.VisibilityConfigProperty:
    """Metrics of a rule; no samples, as requests hold tokens of links."""
    return waf.CfnWebACL.VisibilityConfigProperty(
        cloud_watch_metrics_enabled=True, metric_name=f"kuultu-{name}", sampled_requests_enabled=False
    )
