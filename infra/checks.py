"""``make check``: the checks that need no running Kuultu; names the checks that failed, with the reasons."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from infra import docstrings, handling_page, state_machine, translations, widget_build
from infra.synthesis import SynthesisFailed, run_app
from infra.toolchain import BUILD, ROOT, Unprepared, environment, say

SYNTHESISED = BUILD / "check"
MERGED = BUILD / "case-handling.asl.json"
# What makes the template whole: somebody who hears of alarms, and an edge in front.
# CDK writes dependencies that are implied already.
SERVERLESS_RULES = ("--append-rules", "cfn_lint_serverless.rules")
# Failure queues are where failures end; there are no traces; log groups of Lambdas are set by LoggingConfig.
# Two more are judged by cdk-nag, with reasons; the failure destination of mail_events names its Lambda by another word.
IGNORED = ("W3005", "ES6000", "WS1000", "WS5000", "WS1004", "ES4000", "ES7000", "ES1007")
LINT_OPTIONS = (*SERVERLESS_RULES, "--ignore-checks", *IGNORED, "--")


def main() -> int:
    """Run all checks, also after a failure; the exit code is 1 if a check failed, else 0."""
    checks: dict[str, Callable[[], bool]] = {
        "style": lambda: tool("ruff", "check", "--quiet") and tool("ruff", "format", "--check", "--quiet"),
        "types": lambda: tool("mypy"),
        "imports": lambda: tool("lint-imports"),
        "state machine": state_machine_is_sound,
        "docstrings": docstrings.are_of_nouns,
        "handling page": handling_page_is_current,
        "widget": lambda: suits(widget_build.check_made),
        "widget's style": lambda: suits(widget_build.check_style),
        "widget's types": lambda: suits(widget_build.check_types),
        "template": template_is_sound,
        "translations": translations.are_complete,
    }
    failed = [name for name, check in checks.items() if not passes(name, check)]
    if failed:
        print(f"Failed: {', '.join(failed)}.", file=sys.stderr)
    return 1 if failed else 0


def passes(name: str, check: Callable[[], bool]) -> bool:
    """Run a check and print its name with the result."""
    passed = check()
    say(f"{name}: {'ok' if passed else 'FAILED'}")
    return passed


def tool(name: str, *arguments: str) -> bool:
    """Run a tool of this Python environment; its output is shown only if it fails."""
    command = [str(Path(sys.executable).parent / name), *arguments]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        print(done.stdout + done.stderr, flush=True)
    return done.returncode == 0


def state_machine_is_sound() -> bool:
    """Lint the state machine as deployed, with all phases of the handling."""
    BUILD.mkdir(exist_ok=True)
    MERGED.write_text(state_machine.text(), encoding="utf-8")
    return tool("statelint", str(MERGED))


def handling_page_is_current() -> bool:
    """True if docs/handling.md agrees with the state machine, the entries of tasks and the effects."""
    current = handling_page.is_current()
    if not current:
        print("docs/handling.md does not show the handling as it is now; run `make handling`.", flush=True)
    return current


def suits(check: Callable[[], None]) -> bool:
    """True if a check of the widget raises no error; else its message is printed."""
    try:
        check()
    except (widget_build.WidgetFault, Unprepared) as reason:
        print(reason, flush=True)
        return False
    return True


def template_is_sound() -> bool:
    """Synthesise the stage `sample` as ``cdk synth`` would, review included, and lint the template."""
    try:
        run_app(SYNTHESISED, stage="sample")
    except SynthesisFailed as reason:
        print(reason, flush=True)
        return False
    return tool("cfn-lint", *LINT_OPTIONS, *(str(file) for file in SYNTHESISED.glob("*.template.json")))


if __name__ == "__main__":
    sys.exit(main())
