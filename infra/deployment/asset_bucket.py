"""The bucket for bundles and templates: Kuultu's own, so that an account needs no bootstrap for it."""

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from infra.deployment.release import ASSETS

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.type_defs import PublicAccessBlockConfigurationTypeDef


CLOSED: "PublicAccessBlockConfigurationTypeDef" = {
    "BlockPublicAcls": True,
    "IgnorePublicAcls": True,
    "BlockPublicPolicy": True,
    "RestrictPublicBuckets": True,
}


def bucket_for(account: str, region: str) -> str:
    """The name of the bucket of an account in a region."""
    return ASSETS.replace("${AWS::AccountId}", account).replace("${AWS::Region}", region)


def make_bucket(bucket: str, account: str, region: str, s3: "S3Client") -> bool:
    """Make the bucket if it is missing, closed to the public and to plain connections; True if it is new."""
    if _is_there(bucket, account, s3):
        return False
    if region == "us-east-1":
        s3.create_bucket(Bucket=bucket)
    else:
        s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": region})  # type: ignore[typeddict-item]
    s3.put_public_access_block(Bucket=bucket, PublicAccessBlockConfiguration=CLOSED)
    s3.put_bucket_policy(Bucket=bucket, Policy=json.dumps(_encrypted_connections_only(bucket)))
    return True


def _is_there(bucket: str, account: str, s3: "S3Client") -> bool:
    """True if the account has the bucket; a bucket of that name in another account is refused by S3 (403)."""
    try:
        s3.head_bucket(Bucket=bucket, ExpectedBucketOwner=account)
    except ClientError as error:
        if error.response["Error"]["Code"] not in {"404", "NoSuchBucket"}:
            raise
        return False
    return True


def _encrypted_connections_only(bucket: str) -> dict[str, object]:
    refused = {
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": [f"arn:aws:s3:::{bucket}", f"arn:aws:s3:::{bucket}/*"],
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }
    return {"Version": "2012-10-17", "Statement": [refused]}


def missing_in(bucket: str, files: Mapping[str, bytes], s3: "S3Client") -> dict[str, bytes]:
    """The files that the bucket does not hold yet; a key is the hash of its content."""
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket)
    there = {found["Key"] for page in pages for found in page.get("Contents", ())}
    return {key: content for key, content in files.items() if key not in there}


def upload(bucket: str, files: Mapping[str, bytes], s3: "S3Client") -> Iterator[str]:
    """Upload files one by one; yields the key of each that is done."""
    for key, content in files.items():
        s3.put_object(Bucket=bucket, Key=key, Body=content)
        yield key
