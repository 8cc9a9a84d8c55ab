#!/bin/sh
# Secrets of a swarm are files: DATABASE_URL_FILE becomes DATABASE_URL, and so on. What configuration reads from
# a file itself (ASTERISK_AMI_SECRET_FILE …) is left to it.
set -eu

for name in DATABASE_URL REDIS_URL METRICS_TOKEN; do
    eval "file=\${${name}_FILE:-}"
    [ -n "$file" ] || continue
    if [ ! -r "$file" ]; then
        echo "${name}_FILE: $file cannot be read" >&2
        exit 78
    fi
    eval "$name=\$(cat \"\$file\")"
    export "$name"
    unset "${name}_FILE"
done

exec "$@"
