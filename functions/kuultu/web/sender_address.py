"""The network address of a sender: what API Gateway saw, or behind the edge what the edge saw."""

from hmac import compare_digest

from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

from kuultu.settings import settings

EDGE, VIEWER = "kuultu-edge", "cloudfront-viewer-address"
"""The header with the edge's secret, and the header in which CloudFront writes address and port of its viewer."""


def sender_address(request: APIGatewayProxyEventV2) -> str:
    """The address of a request; headers about it count only with the edge's secret, as anybody can write them.

    Never X-Forwarded-For, in which a sender writes what they like.
    """
    seen, secret = request.request_context.http.source_ip, settings().edge_secret
    if not secret or not compare_digest(request.headers.get(EDGE, "").encode(), secret.encode()):
        return seen
    viewer = request.headers.get(VIEWER, "").rpartition(":")[0]
    return viewer.strip("[]") or seen
