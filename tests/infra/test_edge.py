"""The stacks of a deployment with a domain of its own: the edge in front, and what it needs in us-east-1."""

import json
from pathlib import Path
from typing import Any

import pytest

from infra.deployment_stages import DeploymentStage
from kuultu.web.console.session_cookie import SESSION, SIGN_IN_COOKIE
from tests.infra.conftest import Template, synthesised

CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/1"
DOMAIN = {"domain": "feedback.shop.example"}


@pytest.fixture(scope="module")
def stacks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Template]]:
    """The templates before the certificate is known, and with everything that can be set."""
    return {name: templates(synthesised(name, tmp_path_factory)) for name in ("first", "whole")}


def templates(out: Path) -> dict[str, Template]:
    """The templates of all stacks of a stage, the stage's name left out of theirs."""
    named = {file.name.partition(".")[0]: file for file in out.glob("*.template.json")}
    return {
        "Kuultu-edge" if name.endswith("-edge") else "Kuultu": json.loads(file.read_text(encoding="utf-8"))
        for name, file in named.items()
    }


def only(template: Template, kind: str) -> dict[str, Any]:
    (found,) = (one["Properties"] for one in template["Resources"].values() if one["Type"] == kind)
    return dict(found)


def environment(template: Template) -> dict[str, Any]:
    """The environment of a Lambda; all have the same settings."""
    found = next(one for one in template["Resources"].values() if one["Type"] == "AWS::Lambda::Function")
    return dict(found["Properties"]["Environment"]["Variables"])


def distribution(template: Template) -> dict[str, Any]:
    return dict(only(template, "AWS::CloudFront::Distribution")["DistributionConfig"])


def test_links_lead_to_the_gateway_until_the_domain_has_its_certificate(stacks: dict[str, Any]) -> None:
    first, whole = stacks["first"]["Kuultu"], stacks["whole"]["Kuultu"]

    assert environment(first)["PUBLIC_URL"] == environment(first)["GATEWAY_URL"]
    assert environment(whole)["PUBLIC_URL"] == "https://feedback.shop.example"
    assert environment(whole)["GATEWAY_URL"] == environment(first)["GATEWAY_URL"]


def test_staff_sign_in_at_the_issuer_that_is_set(stacks: dict[str, Any]) -> None:
    assert environment(stacks["whole"]["Kuultu"])["SIGN_IN_ISSUER"] == "https://login.shop.example/tenant"
    assert environment(stacks["whole"]["Kuultu"])["SIGN_IN_CLIENT"] == "kuultu"
    assert "SIGN_IN_ISSUER" not in environment(stacks["first"]["Kuultu"])


def test_the_certificate_is_made_where_cloudfront_looks_for_it(stacks: dict[str, Any]) -> None:
    asked = only(stacks["whole"]["Kuultu-edge"], "AWS::CertificateManager::Certificate")

    assert (asked["DomainName"], asked["ValidationMethod"]) == ("feedback.shop.example", "DNS")
    assert asked["DomainValidationOptions"][0]["HostedZoneId"] == "Z123"
    assert distribution(stacks["whole"]["Kuultu"])["ViewerCertificate"]["AcmCertificateArn"] == CERTIFICATE


def test_the_edge_and_the_lambdas_share_a_secret_that_stands_in_no_file(stacks: dict[str, Any]) -> None:
    (origin,) = distribution(stacks["whole"]["Kuultu"])["Origins"]
    (header,) = origin["OriginCustomHeaders"]

    assert header["HeaderName"] == "Kuultu-Edge"
    assert header["HeaderValue"] == environment(stacks["whole"]["Kuultu"])["EDGE_SECRET"]
    assert {"Ref": "AWS::StackId"} in header["HeaderValue"]["Fn::Select"][1]["Fn::Split"]


def test_the_edge_keeps_what_may_be_kept_and_compresses_all(stacks: dict[str, Any]) -> None:
    template = stacks["whole"]["Kuultu"]
    behaviours = [distribution(template)["DefaultCacheBehavior"], *distribution(template)["CacheBehaviors"]]
    policies = [one["Properties"] for one in template["Resources"].values() if one["Type"].endswith("CachePolicy")]
    keys = [one["CachePolicyConfig"]["ParametersInCacheKeyAndForwardedToOrigin"] for one in policies]

    assert all(one["Compress"] and "POST" in one["AllowedMethods"] for one in behaviours)
    assert all(one["CachePolicyConfig"]["MinTTL"] == one["CachePolicyConfig"]["DefaultTTL"] == 0 for one in policies)
    assert all(one["EnableAcceptEncodingGzip"] for one in keys)
    assert {one["ErrorCachingMinTTL"] for one in distribution(template)["CustomErrorResponses"]} == {0}


def test_the_edge_passes_on_who_is_signed_in_and_gives_no_two_people_one_answer(stacks: dict[str, Any]) -> None:
    template = stacks["whole"]["Kuultu"]
    (behaviour,) = (one for one in distribution(template)["CacheBehaviors"] if one["PathPattern"] == "/console*")
    policy = template["Resources"][behaviour["CachePolicyId"]["Ref"]]["Properties"]["CachePolicyConfig"]
    key = policy["ParametersInCacheKeyAndForwardedToOrigin"]["CookiesConfig"]

    assert (key["CookieBehavior"], set(key["Cookies"])) == ("whitelist", {SESSION, SIGN_IN_COOKIE})


def test_the_edge_tells_its_viewer_and_leaves_the_gateway_its_own_host(stacks: dict[str, Any]) -> None:
    asked = only(stacks["whole"]["Kuultu"], "AWS::CloudFront::OriginRequestPolicy")["OriginRequestPolicyConfig"]
    headers = set(asked["HeadersConfig"]["Headers"])

    assert {"CloudFront-Viewer-Address", "Idempotency-Key", "Kuultu-Proof", "Origin", "Sec-Fetch-Site"} <= headers
    assert "Host" not in headers
    assert len(headers) <= 10


def test_the_firewall_and_the_records_of_the_domain_are_made_if_wanted(stacks: dict[str, Any]) -> None:
    first, whole = stacks["first"], stacks["whole"]
    kinds = {one["Type"] for stack in first.values() for one in stack["Resources"].values()}
    records = [one["Properties"] for one in whole["Kuultu"]["Resources"].values() if one["Type"].endswith("RecordSet")]

    assert not kinds & {"AWS::WAFv2::WebACL", "AWS::Route53::RecordSet"}
    assert only(whole["Kuultu-edge"], "AWS::WAFv2::WebACL")["Scope"] == "CLOUDFRONT"
    assert distribution(whole["Kuultu"])["WebACLId"].startswith("arn:aws:wafv2:us-east-1:")
    assert {one["Type"] for one in records} == {"A", "AAAA"}


@pytest.mark.parametrize(
    "given",
    [
        {"domain": "https://feedback.shop.example"},
        {"domain": "feedback.shop.example/kuultu"},
        {"domain": "feedback"},
        {"certificate": CERTIFICATE},
        {**DOMAIN, "certificate": CERTIFICATE.replace("us-east-1", "eu-north-1")},
        {**DOMAIN, "web_acl": "kuultu"},
    ],
)
def test_an_edge_that_cloudfront_would_not_take_is_refused(given: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"domain"):
        DeploymentStage(name="production", sender="care@shop.example", alarm_email="alarms@shop.example", **given)
