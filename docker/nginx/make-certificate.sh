#!/bin/sh
# Makes a self-signed certificate for trying things out: capstan.crt and capstan.key in a directory.
#   make-certificate.sh <directory> [host name, default localhost]
set -eu

directory=${1:?usage: make-certificate.sh <directory> [host name]}
host=${2:-localhost}

mkdir -p "$directory"
umask 077
openssl req -x509 -newkey rsa:2048 -sha256 -nodes -days 365 \
    -subj "/CN=$host" -addext "subjectAltName=DNS:$host,DNS:localhost,IP:127.0.0.1" \
    -keyout "$directory/capstan.key" -out "$directory/capstan.crt" 2>/dev/null
chmod 644 "$directory/capstan.crt"
echo "$directory/capstan.crt and capstan.key, for $host, valid for a year"
