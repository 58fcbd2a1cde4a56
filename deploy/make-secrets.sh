#!/bin/sh
# Makes the secrets that docker-compose.yml names, once, in deploy/secrets. Nothing that is there is overwritten.
set -eu
cd "$(dirname "$0")"
umask 077
mkdir -p secrets
cd secrets

for name in master-key session-secret; do
  [ -e "$name" ] || openssl rand -base64 32 > "$name"
done

if [ ! -e event-log ]; then
  password=$(openssl rand -hex 24)
  {
    echo "EVENTSTORE_DEFAULT_ADMIN_PASSWORD=$password"
    echo "EVENTSTORE_DEFAULT_OPS_PASSWORD=$(openssl rand -hex 24)"
  } > event-store.env
  echo "esdb://admin:$password@event-store:2113?tlsCAFile=/certificates/ca/ca.crt" > event-log
fi

# The Redis of the keys knows one user, who may do what the key vault does and nothing else.
if [ ! -e key-vault ]; then
  password=$(openssl rand -hex 24)
  digest=$(printf %s "$password" | openssl dgst -sha256 -r | cut -d ' ' -f 1)
  {
    echo 'user default off'
    echo "user minutebook on #$digest ~minutebook-keys:* -@all +@connection +info +config|get +scan +exists +del +rename +bgrewriteaof +eval +hget +hmget +hset +hsetnx +hdel +hlen +hscan +hincrby"
  } > key-vault-users
  echo "unix://minutebook:$password@/run/key-vault/redis.sock" > key-vault
fi

# The Redis of the alarms knows one user too. BullMQ runs scripts over all that it keeps: this user may do anything but run the server.
if [ ! -e queue ]; then
  password=$(openssl rand -hex 24)
  digest=$(printf %s "$password" | openssl dgst -sha256 -r | cut -d ' ' -f 1)
  {
    echo 'user default off'
    echo "user minutebook on #$digest ~* &* +@all -@admin -@dangerous +info +client +config|get"
  } > queue-users
  echo "unix://minutebook:$password@/run/queue/redis.sock" > queue
fi

# No mail is sent until the address of a mail server stands here (docs/how-to/send-mail.md).
[ -e mail ] || echo none > mail
# Empty until mail goes by GOV.UK Notify.
[ -e notify-api-key ] || : > notify-api-key

# The container's own user reads the files; on this machine nobody else gets past the folder.
chmod 700 . && chmod 644 event-log key-vault key-vault-users mail master-key notify-api-key queue queue-users session-secret
echo "The secrets are in $(pwd). Keep a copy of master-key in your password safe: without it no sealed text can be read again."
