#!/bin/bash
# SOPTI as it runs in production: PostgreSQL, granian with 2 workers:  setup/sopti.sh 1k|100k   (ports 8120, 8220)
# The requests are those of one court, so that its register has them all. RELOAD=1 loads anew.
. "$(dirname "$0")/common.sh"; size "$1"
ROOT=$(cd "$HERE/../../.." && pwd); PORT=$([ "$1" = 1k ] && echo 8120 || echo 8220); DB=sopti_$1
PYTHON=${SOPTI_PYTHON:-$ROOT/.venv/bin/python}
export DATABASE_URL=postgres://postgres@127.0.0.1:$PGPORT/$DB SOPTI_VAR=$PERF/sopti/$1 PYTHONDONTWRITEBYTECODE=1
export SOPTI_SECRET_KEY=only-for-the-bench SOPTI_RECORD_KEY=only-for-the-bench-too SOPTI_IDLE_SECONDS=36000
pg_up; down sopti_$1; mkdir -p "$SOPTI_VAR"; cd "$ROOT"
if [ "${RELOAD:-}" ] || ! psql -qtd $DB -c 'select 1 from workflow_case limit 1' 2>/dev/null | grep -q 1; then
  newdb $DB; "$PYTHON" manage.py migrate -v0; "$PYTHON" manage.py createcachetable
  "$PYTHON" manage.py load_demo --cases $N --court pa-kota-madiun; psql -q -d $DB -c 'vacuum analyze'
fi
"$PYTHON" manage.py migrate -v0; "$PYTHON" manage.py collectstatic --noinput -v0
nohup "$PYTHON" - "$PORT" > "$PERF/logs/sopti_$1.log" 2>&1 <<'P' &
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "sopti.settings"
sys.path.insert(0, os.getcwd())
import django
django.setup()
from sopti.core.management.commands.serve import web_command  # what `serve` starts, without its supervisor
os.execv(sys.executable, web_command("127.0.0.1", int(sys.argv[1])))
P
echo $! > "$PERF/run/sopti_$1.pid"
waitport $PORT; echo "sopti $1 on http://127.0.0.1:$PORT/"
