"""Builds the bundles from the command line: ``python -m infra.bundles aws here``."""

import sys

from infra.bundles import build
from infra.bundles.targets import TARGETS
from infra.toolchain import ROOT, Unprepared, say

if __name__ == "__main__":
    try:
        for name in sys.argv[1:] or TARGETS:
            for bundle in build(TARGETS[name]).values():
                say(f"{bundle.relative_to(ROOT)}  {bundle.stat().st_size // 1024} KiB")
    except Unprepared as reason:
        sys.exit(str(reason))
