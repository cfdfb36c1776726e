"""The edge: CloudFront in front of the API, under the organisation's own domain."""

from aws_cdk import Aws, CfnOutput, Duration, Fn
from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk import aws_certificatemanager as acm
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_cloudfront_origins as origins
from aws_cdk import aws_route53 as route53
from constructs import Construct

from infra.deployment_stages import DeploymentStage

HEADER = "Kuultu-Edge"  # read by functions/kuultu/web/sender_address.py
# All that the Lambdas read of a request, ten at most; never Host, by which API Gateway finds the API.
PASSED_ON = (
    "Accept-Language",
    "CloudFront-Viewer-Address",
    "Content-Encoding",
    "Content-Type",
    "Idempotency-Key",
    "Kuultu-Proof",
    "Origin",
    "Sec-Fetch-Site",
)
# The cookies of signed-in staff (functions/kuultu/web/console/session_cookie.py). An answer is looked for under them,
# too, so that two people who open the same page in the same moment are never given one answer.
COOKIES = ("__Host-kuultu", "__Host-kuultu-sign-in")
# CloudFront would keep an error page for ten seconds: a link that works again must work at once.
NEVER_KEPT = (400, 403, 404, 405, 414, 500, 501, 502, 503, 504)
ZONE_OF_CLOUDFRONT = "Z2FDTNDATAQYW2"


def secret() -> str:
    """The secret between edge and Lambdas: the random part of the stack's id, known to nobody outside the account."""
    return Fn.select(2, Fn.split("/", Aws.STACK_ID))


class Edge(Construct):
    """A distribution that keeps widget and surveys as long as they say, compresses pages, and passes all else on."""

    def __init__(self, scope: Construct, name: str, stage: DeploymentStage, api: apigateway.HttpApi) -> None:
        """Put the edge in front of the API; the domain leads to it once its certificate is a setting."""
        super().__init__(scope, name)
        self._stage = stage
        self._passed_on = cloudfront.OriginRequestPolicy(
            self,
            "passed-on",
            header_behavior=cloudfront.OriginRequestHeaderBehavior.allow_list(*PASSED_ON),
            query_string_behavior=cloudfront.OriginRequestQueryStringBehavior.all(),
        )
        host = f"{api.api_id}.execute-api.{Aws.REGION}.{Aws.URL_SUFFIX}"
        self._origin = origins.HttpOrigin(host, custom_headers={HEADER: secret()})
        self.distribution = self._distribution()
        if stage.certificate and stage.hosted_zone:
            self._lead(str(stage.domain), stage.hosted_zone)
        CfnOutput(scope, "EdgeDomain", value=self.distribution.distribution_domain_name)

    def _distribution(self) -> cloudfront.Distribution:
        known = self._stage.certificate
        certificate = acm.Certificate.from_certificate_arn(self, "certificate", known) if known else None
        surveys = self._keeps("surveys", cloudfront.CacheHeaderBehavior.allow_list("Origin"))
        cookies = cloudfront.CacheCookieBehavior.allow_list(*COOKIES)
        console = self._keeps("console", cloudfront.CacheHeaderBehavior.none(), cookies)
        return cloudfront.Distribution(
            self,
            "distribution",
            comment=f"Kuultu {self._stage.name}",
            default_behavior=self._behaviour(self._keeps("pages", cloudfront.CacheHeaderBehavior.none())),
            additional_behaviors={"/v1/surveys/*": self._behaviour(surveys), "/console*": self._behaviour(console)},
            certificate=certificate,
            domain_names=[str(self._stage.domain)] if certificate else None,
            minimum_protocol_version=cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
            http_version=cloudfront.HttpVersion.HTTP2_AND_3,
            price_class=cloudfront.PriceClass.PRICE_CLASS_100,
            web_acl_id=self._stage.web_acl,
            error_responses=[cloudfront.ErrorResponse(http_status=one, ttl=Duration.seconds(0)) for one in NEVER_KEPT],
        )

    def _keeps(
        self,
        name: str,
        headers: cloudfront.CacheHeaderBehavior,
        cookies: cloudfront.CacheCookieBehavior | None = None,
    ) -> cloudfront.CachePolicy:
        """Keep an answer as long as the answer itself says: pages say never; in gzip or Brotli as the client wishes."""
        return cloudfront.CachePolicy(
            self,
            name,
            min_ttl=Duration.seconds(0),
            default_ttl=Duration.seconds(0),
            max_ttl=Duration.days(1),
            header_behavior=headers,
            cookie_behavior=cookies,
            query_string_behavior=cloudfront.CacheQueryStringBehavior.all(),
            enable_accept_encoding_gzip=True,
            enable_accept_encoding_brotli=True,
        )

    def _behaviour(self, kept: cloudfront.CachePolicy) -> cloudfront.BehaviorOptions:
        return cloudfront.BehaviorOptions(
            origin=self._origin,
            allowed_methods=cloudfront.AllowedMethods.ALLOW_ALL,
            viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
            cache_policy=kept,
            origin_request_policy=self._passed_on,
            compress=True,
        )

    def _lead(self, domain: str, hosted_zone: str) -> None:
        """Lead the domain to the edge, over IPv4 and IPv6."""
        target = route53.CfnRecordSet.AliasTargetProperty(
            dns_name=self.distribution.distribution_domain_name, hosted_zone_id=ZONE_OF_CLOUDFRONT
        )
        for kind in ("A", "AAAA"):
            route53.CfnRecordSet(self, kind, name=domain, type=kind, hosted_zone_id=hosted_zone, alias_target=target)
