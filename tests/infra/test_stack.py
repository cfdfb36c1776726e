"""What the CloudFormation template promises."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from infra.components.grants import GRANTS
from infra.nag.accepted import ACCEPTED
from tests.infra.conftest import Template

READING = {"dynamodb:GetItem", "dynamodb:Query", "logs:CreateLogStream", "logs:PutLogEvents"}


def of_kind(template: Template, kind: str) -> dict[str, dict[str, Any]]:
    """The properties of all resources of a type, by logical id."""
    return {name: one["Properties"] for name, one in template["Resources"].items() if one["Type"] == kind}


def grants_of(template: Template, name: str) -> set[str]:
    """All actions that the role of a Lambda allows."""
    roles = of_kind(template, "AWS::IAM::Role")
    start = f"functions{name.replace('_', '')}role"
    (role,) = (found for logical, found in roles.items() if logical.startswith(start))
    return {action for policy in role["Policies"] for action in actions_in(policy["PolicyDocument"])}


def actions_in(document: dict[str, Any]) -> Iterator[str]:
    """Every action that a policy document names."""
    for statement in document["Statement"]:
        actions = statement["Action"]
        yield from [actions] if isinstance(actions, str) else actions


def test_looking_at_a_link_runs_on_a_role_that_can_only_read(template: Template) -> None:
    assert grants_of(template, "link_pages") == READING


def test_looking_at_a_survey_runs_on_a_role_that_can_read_surveys_and_nothing_else(template: Template) -> None:
    assert GRANTS["survey_pages"] == (("surveys", "dynamodb:GetItem"),)
    assert grants_of(template, "survey_pages") <= READING


@pytest.mark.parametrize("name", GRANTS)
def test_a_lambda_may_do_what_the_grants_table_says_and_nothing_else(name: str, template: Template) -> None:
    said = {action for _, actions in GRANTS[name] for action in actions.split()}

    assert grants_of(template, name) == said | {"logs:CreateLogStream", "logs:PutLogEvents"}


def test_no_role_of_a_lambda_has_a_policy_beside_its_own(template: Template) -> None:
    roles = of_kind(template, "AWS::IAM::Role")
    attached = {ref["Ref"] for policy in of_kind(template, "AWS::IAM::Policy").values() for ref in policy["Roles"]}

    assert not any("ManagedPolicyArns" in role for role in roles.values())
    assert not any(name.startswith("functions") for name in attached)


@pytest.mark.parametrize("page", ["/l/{token+}", "/s/{survey_id+}", "/console", "/console/{view+}"])
def test_get_and_post_of_a_page_lead_to_different_lambdas(page: str, template: Template) -> None:
    routes = {route["RouteKey"]: route["Target"] for route in of_kind(template, "AWS::ApiGatewayV2::Route").values()}

    assert routes[f"GET {page}"] == routes[f"HEAD {page}"] == routes[f"ANY {page}"]
    assert routes[f"POST {page}"] != routes[f"GET {page}"]
    assert len({json.dumps(target) for target in routes.values()}) == 7


def test_the_access_log_never_holds_a_path_or_an_address(template: Template) -> None:
    (stage,) = of_kind(template, "AWS::ApiGatewayV2::Stage").values()
    logged = stage["AccessLogSettings"]["Format"]

    assert "$context.routeKey" in logged
    assert not any(word in logged for word in ("path", "Path", "sourceIp", "identity"))


def test_the_log_of_the_workflow_holds_no_data_of_executions(template: Template) -> None:
    (machine,) = of_kind(template, "AWS::StepFunctions::StateMachine").values()

    assert machine["LoggingConfiguration"]["IncludeExecutionData"] is False
    assert machine["StateMachineType"] == "STANDARD"


def test_the_definition_of_the_workflow_stands_in_the_template_with_every_blank_filled(template: Template) -> None:
    (machine,) = of_kind(template, "AWS::StepFunctions::StateMachine").values()
    blanks = set(machine["DefinitionString"].split("${")[1:])

    assert {blank.partition("}")[0] for blank in blanks} == set(machine["DefinitionSubstitutions"])


def test_tables_outlive_the_stack_and_can_be_restored(template: Template) -> None:
    tables = {name: one for name, one in template["Resources"].items() if one["Type"] == "AWS::DynamoDB::Table"}

    assert {one["DeletionPolicy"] for one in tables.values()} == {"RetainExceptOnCreate"}
    assert {one["UpdateReplacePolicy"] for one in tables.values()} == {"Retain"}
    assert all(one["Properties"]["DeletionProtectionEnabled"] for one in tables.values())
    recovery = "PointInTimeRecoverySpecification"
    passing = {name for name, one in tables.items() if not one["Properties"][recovery]["PointInTimeRecoveryEnabled"]}
    assert len(tables) == 8
    assert {name[: len("tableslimits")] for name in passing} == {"tableslimits", "tablessessio"}


def test_f41_a_mapping_that_is_made_anew_reads_from_the_oldest_record(template: Template) -> None:
    (mapping,) = of_kind(template, "AWS::Lambda::EventSourceMapping").values()

    assert mapping["StartingPosition"] == "TRIM_HORIZON"


def test_f12_f13_a_batch_comes_again_from_what_failed_and_in_halves_if_the_lambda_fails(template: Template) -> None:
    (mapping,) = of_kind(template, "AWS::Lambda::EventSourceMapping").values()

    assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert mapping["BisectBatchOnFunctionError"] is True


def test_a_response_that_the_stream_gives_up_lands_in_a_queue_within_a_quarter_of_an_hour(template: Template) -> None:
    (mapping,) = of_kind(template, "AWS::Lambda::EventSourceMapping").values()

    assert mapping["MaximumRecordAgeInSeconds"] < 15 * 60
    assert mapping["DestinationConfig"]["OnFailure"]


def test_every_failure_queue_has_its_alarm(template: Template) -> None:
    alarms = json.dumps(list(of_kind(template, "AWS::CloudWatch::Alarm").values()))
    unwatched = [name for name in of_kind(template, "AWS::SQS::Queue") if f'"{name}"' not in alarms]

    assert [name for name in unwatched if not name.startswith("endedexecutions")] == []  # the sweep's own


def test_the_failures_of_every_lambda_arrive_somewhere(template: Template) -> None:
    asynchronous = of_kind(template, "AWS::Lambda::EventInvokeConfig").values()
    kept = {one["FunctionName"]["Ref"] for one in asynchronous if one["DestinationConfig"]["OnFailure"]}
    streamed = {one["FunctionName"]["Ref"] for one in of_kind(template, "AWS::Lambda::EventSourceMapping").values()}
    asked = json.dumps([*of_kind(template, "AWS::ApiGatewayV2::Integration").values()])
    stepped = json.dumps([*of_kind(template, "AWS::StepFunctions::StateMachine").values()])
    lambdas = of_kind(template, "AWS::Lambda::Function")

    begun = {name for name in lambdas if name.startswith("functionssigninmails")}  # who wants a code asks again

    assert {name for name in lambdas if name not in asked + stepped} == kept | streamed | begun


def test_every_route_has_a_throttle_of_its_own(template: Template) -> None:
    (stage,) = of_kind(template, "AWS::ApiGatewayV2::Stage").values()
    routes = {route["RouteKey"] for route in of_kind(template, "AWS::ApiGatewayV2::Route").values()}

    assert set(stage["RouteSettings"]) == routes
    assert "POST /v1/surveys/{survey_id}/responses" in routes


def test_logs_that_aws_delivers_stand_under_the_prefix_that_keeps_their_policy_short(template: Template) -> None:
    groups = [one["LogGroupName"] for one in of_kind(template, "AWS::Logs::LogGroup").values() if "LogGroupName" in one]

    assert len(groups) == 2
    assert all(name.startswith("/aws/vendedlogs/") for name in groups)


def test_nobody_deletes_the_stack_by_a_slip_of_the_hand(assembly: Path) -> None:
    manifest = json.loads((assembly / "manifest.json").read_text(encoding="utf-8"))

    assert manifest["artifacts"]["Kuultu"]["properties"]["terminationProtection"] is True


def test_the_stack_tells_where_its_parts_are(template: Template) -> None:
    told = set(template["Outputs"])

    assert {"StateMachine", "SweepFunction", "AccessLog", "AlarmTopic", "Dashboard", "DkimRecord1"} <= told


def test_the_dashboard_costs_nothing(template: Template) -> None:
    (page,) = of_kind(template, "AWS::CloudWatch::Dashboard").values()
    body = "".join(part if isinstance(part, str) else "X" for part in page["DashboardBody"]["Fn::Join"][1])
    shown = [widget["properties"].get("metrics", []) for widget in json.loads(body)["widgets"]]

    assert 20 < sum(map(len, shown)) <= 50


def test_word_of_executions_that_end_badly_is_kept_for_the_sweep_longer_than_any_outage(template: Template) -> None:
    rules = [rule for rule in of_kind(template, "AWS::Events::Rule").values() if "aws.states" in json.dumps(rule)]
    (rule,) = rules
    queue = template["Resources"][rule["Targets"][0]["Arn"]["Fn::GetAtt"][0]]["Properties"]

    assert rule["EventPattern"]["detail"]["status"] == ["FAILED", "TIMED_OUT", "ABORTED"]
    assert "stateMachineArn" in rule["EventPattern"]["detail"]
    assert (queue["MessageRetentionPeriod"], queue["VisibilityTimeout"]) == (14 * 24 * 3600, 600)


def test_only_the_sweep_may_call_itself_again_and_again_with_a_whole_processor(template: Template) -> None:
    functions = of_kind(template, "AWS::Lambda::Function")
    again = {name: one["MemorySize"] for name, one in functions.items() if one.get("RecursiveLoop") == "Allow"}

    assert [(name[: len("functionssweep")], memory) for name, memory in again.items()] == [("functionssweep", 1769)]


def test_queues_are_encrypted_and_refuse_plain_connections(template: Template) -> None:
    queues = of_kind(template, "AWS::SQS::Queue")
    policies = of_kind(template, "AWS::SQS::QueuePolicy")

    assert all(queue["SqsManagedSseEnabled"] for queue in queues.values())
    assert len(policies) == len(queues)
    assert all("aws:SecureTransport" in json.dumps(policy) for policy in policies.values())


def test_mail_is_not_tracked_and_its_fate_is_reported(template: Template) -> None:
    (destination,) = of_kind(template, "AWS::SES::ConfigurationSetEventDestination").values()
    reported = set(destination["EventDestination"]["MatchingEventTypes"])

    assert {"send", "delivery", "bounce", "complaint", "reject"} <= {event.lower() for event in reported}
    assert not {"open", "click"} & {event.lower() for event in reported}


def test_the_identity_of_the_sender_outlives_the_stack_and_its_records_are_outputs(template: Template) -> None:
    (identity,) = (one for one in template["Resources"].values() if one["Type"] == "AWS::SES::EmailIdentity")
    records = [one["Value"] for name, one in template["Outputs"].items() if name.startswith("DkimRecord")]

    assert identity["Properties"]["EmailIdentity"] == "kauppa.example"
    assert (identity["DeletionPolicy"], identity["UpdateReplacePolicy"]) == ("Retain", "Retain")
    assert len(records) == 3
    assert all("DkimDNSTokenName" in json.dumps(record) and " CNAME " in json.dumps(record) for record in records)


NAMES = ("Name", "TableName", "QueueName", "FunctionName", "RoleName", "StateMachineName", "LogGroupName", "AlarmName")


def test_two_stages_of_an_account_share_no_name_and_no_identity(template: Template, staging: Template) -> None:
    def named(one: Template) -> set[str]:
        properties = [resource["Properties"] for resource in one["Resources"].values()]
        return {found[name] for found in properties for name in NAMES if isinstance(found.get(name), str)}

    assert "Kuultu-case-handling" in named(template)
    assert named(template) & named(staging) == set()
    assert of_kind(staging, "AWS::SES::EmailIdentity") == {}


def test_the_checklist_of_aws_finds_nothing_that_is_not_accepted_with_a_reason(assembly: Path) -> None:
    report = json.loads((assembly / "validation-report.json").read_text(encoding="utf-8"))

    assert [found for plugin in report["pluginReports"] for found in plugin["violations"]] == []
    assert all(len(reason.split()) >= 8 for _, _, reason in ACCEPTED)
