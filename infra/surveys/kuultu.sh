#!/bin/sh
# The command `kuultu`; `make local` and `make dev` put it into .venv/bin.
home=$(cd "$(dirname "$0")/../.." && pwd)
[ -d "$home/infra/surveys" ] || home=$(cd "$(dirname "$(readlink -f "$0")")/../.." && pwd)
PYTHONPATH="$home:$home/functions" exec "$home/.venv/bin/python" -P -m infra.surveys "$@"
