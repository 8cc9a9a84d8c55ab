#!/bin/sh
# Writes the configuration from the environment, then runs Asterisk. At SIGTERM calls may end: no new ones are taken.
set -eu

node /app/sip/asterisk/container.ts

asterisk -f &
pid=$!
trap 'asterisk -rx "core stop gracefully" >/dev/null 2>&1 || kill -TERM "$pid"' TERM INT
# a trapped signal ends the first wait
while kill -0 "$pid" 2>/dev/null; do
    wait "$pid" && status=0 || status=$?
done
exit "${status:-0}"
