#!/bin/sh
# Fills the templates beside this script from the environment into RUN_DIR and says where nginx.conf is.
# Used by the image and by the tests alike.
set -eu

here=$(dirname "$0")
: "${RUN_DIR:=/tmp/nginx}"
: "${WORKERS:=auto}"
: "${PORT:=8080}"
: "${TLS_PORT:=8443}"
: "${TLS_CERTIFICATE:=/run/secrets/tls_certificate}"
: "${TLS_KEY:=/run/secrets/tls_key}"
: "${WEB_UPSTREAM:=web:8080}"
: "${PBX_UPSTREAM:=sip-door:8080}"
: "${MIME_TYPES:=/etc/nginx/mime.types}"
# Docker's own name server
: "${RESOLVER:=127.0.0.11}"
# The query of the request: the door asks for the call page's token itself. Empty for a PBX that has no door.
: "${PBX_QUERY=\$original_query}"

for value in "$RUN_DIR" "$WORKERS" "$PORT" "$TLS_PORT" "$TLS_CERTIFICATE" "$TLS_KEY" "$WEB_UPSTREAM" \
    "$PBX_UPSTREAM" "$MIME_TYPES" "$RESOLVER" "$PBX_QUERY"; do
    case $value in
        *[!A-Za-z0-9._:/\[\]\$-]*) echo "not a value for nginx: $value" >&2; exit 78 ;;
    esac
done

fill() {
    sed -e "s|\${RUN_DIR}|$RUN_DIR|g" -e "s|\${WORKERS}|$WORKERS|g" -e "s|\${PORT}|$PORT|g" \
        -e "s|\${TLS_PORT}|$TLS_PORT|g" -e "s|\${TLS_CERTIFICATE}|$TLS_CERTIFICATE|g" \
        -e "s|\${TLS_KEY}|$TLS_KEY|g" -e "s|\${WEB_UPSTREAM}|$WEB_UPSTREAM|g" \
        -e "s|\${PBX_UPSTREAM}|$PBX_UPSTREAM|g" -e "s|\${MIME_TYPES}|$MIME_TYPES|g" \
        -e "s|\${RESOLVER}|$RESOLVER|g" -e "s|\${PBX_QUERY}|$PBX_QUERY|g" "$here/$1"
}

mkdir -p "$RUN_DIR"
if [ -r "$TLS_CERTIFICATE" ] && [ -r "$TLS_KEY" ]; then servers=tls; else servers=plain; fi
fill nginx.conf.template > "$RUN_DIR/nginx.conf"
fill "$servers.conf.template" > "$RUN_DIR/servers.conf"
fill site.conf.template > "$RUN_DIR/site.conf"
fill upgrade.conf.template > "$RUN_DIR/upgrade.conf"
echo "$RUN_DIR/nginx.conf"
