import { nginxConfiguration, sshdConfiguration, turnConfiguration } from './relay-configuration.ts'

/**
 * What makes a relay of a small Debian or Ubuntu server: its own OpenSSH, nginx and coturn with configuration files of
 * ours, and nothing else. It is read by people before they run it, so it says what it does. It can run again at any time.
 *
 * What it answers to the program that ran it are lines that begin with `konkon:` (`relay-answers.ts`).
 */
export const relayScript = String.raw`#!/bin/sh
# Konkon relay: passes visitors on to the workshop whose name they ask for. It cannot read what they say:
# TLS ends on the workshop's own PC. On this server run OpenSSH, nginx and coturn as the distribution brings them.
#
#   sh relay.sh add NAME 'ssh-ed25519 AAAA…' TURN-SECRET [keep|replace] [ADDRESS]
#       makes a relay of this server unless it is one, and gives NAME (desk.example.jp) to whoever has that key.
#       NAME may be this server's own IPv4 address, for one workshop that has no name. ADDRESS is what others
#       reach this server by, where that is none of its own
#   sh relay.sh remove NAME
#       takes the name back; with the last one all is removed but the packages
#   sh relay.sh status
set -eu
umask 022
export DEBIAN_FRONTEND=noninteractive LC_ALL=C

etc=/etc/konkon-relay
run=/run/konkon-relay
secrets=/var/lib/konkon-relay/turndb
units='konkon-relay-ssh konkon-relay-door konkon-relay-turn'

say() { echo "konkon: $*"; }
fail() { say "failed $*"; exit 1; }

account_of() { printf 'kk-%s' "$(printf %s "$1" | sha256sum | cut -c1-12)"; }

is_address() { printf %s "$1" | grep -Eq '^((25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])\.){3}(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])$'; }

check_name() {
  is_address "$1" && return
  printf %s "$1" | grep -Eq '^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$' || fail bad-name
  [ "$(printf %s "$1" | wc -c)" -le 253 ] || fail bad-name
  # Under .arpa authorities look for whoever has the address.
  case "$1" in *.arpa) fail bad-name ;; esac
  printf %s "$1" | grep -q '[a-z]' || fail bad-name
}

# Who opens an address says no name, and an authority that looks at it says it backwards (RFC 8738, part 6).
keys_of() {
  echo "$1"
  if is_address "$1"; then
    echo '""'
    echo "$1.in-addr.arpa" | sed -E 's/^([0-9]+)\.([0-9]+)\.([0-9]+)\.([0-9]+)\./\4.\3.\2.\1./'
  fi
}

# Who comes without a name can be led to one workshop only.
free_address() {
  for map in $etc/names/*.map; do
    [ -e "$map" ] || continue
    other=$(basename "$map" .map)
    if [ "$other" = "$1" ] || ! is_address "$other"; then continue; fi
    [ "$2" = replace ] || fail address-taken "$other"
    take_back "$other"
  done
}

check_server() {
  [ "$(id -u)" = 0 ] || fail not-root
  for tool in apt-get systemctl; do command -v $tool >/dev/null || fail other-system; done
  # Something else may answer at 443 already, such as this server's own website.
  if ! systemctl is-active --quiet konkon-relay-door; then
    holder=$(ss -ltnpH 'sport = :443' | sed -n 's/.*users:(("\([^"]*\)".*/\1/p' | head -n 1)
    [ -z "$holder" ] || fail port-taken "$holder"
  fi
}

install_packages() {
  say step packages
  wanted='openssh-server nginx libnginx-mod-stream coturn unattended-upgrades needrestart'
  missing=
  for package in $wanted; do
    dpkg-query -W -f '\${Status}' "$package" 2>/dev/null | grep -q '^install ok' || missing="$missing $package"
  done
  if [ -n "$missing" ]; then
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends $missing; } >/tmp/konkon-apt.log 2>&1 ||
      fail packages "$(tail -n 1 /tmp/konkon-apt.log)"
    # What has just come starts with a configuration that nobody asked for.
    for service in nginx coturn; do
      case " $missing " in *" $service "*) systemctl disable --now -q "$service" || true ;; esac
    done
  fi
  # Security updates come by themselves, and what runs an old program is started again.
  [ -e /etc/apt/apt.conf.d/20auto-upgrades ] || cat >/etc/apt/apt.conf.d/20auto-upgrades <<'END'
APT::Periodic::Update-Package-Lists "1";
APT::Periodic::Unattended-Upgrade "1";
END
  mkdir -p /etc/needrestart/conf.d
  echo "\$nrconf{restart} = 'a';" >/etc/needrestart/conf.d/konkon-relay.conf
}

write_configuration() {
  say step configuration
  mkdir -p $run/lines /var/log/konkon-relay
  # Holds the lines. Beside the server's own SSH, which keeps its port and its rules.
  cat >$etc/sshd_config <<'END'
${sshdConfiguration}END

  # Looks at the name in the first packet, decrypts nothing.
  cat >$etc/nginx.conf <<'END'
${nginxConfiguration}END

  # Sound and picture between networks that cannot meet: encrypted by both ends, and not readable here either.
  cat >$etc/turn.conf <<'END'
${turnConfiguration}END
  # Where the provider maps its address to one of a network inside, coturn must be told both: callers are given
  # the one outside, and two that both came here meet at the one inside.
  outside=$(cat $etc/address 2>/dev/null || true)
  if [ -n "$outside" ] && ! ip -o -4 address show | grep -qF " $outside/"; then
    inside=$(ip -4 route get 192.0.2.1 | sed -n 's/.* src \([0-9.]*\).*/\1/p')
    printf 'external-ip=%s/%s\nallowed-peer-ip=%s\n' "$outside" "$inside" "$inside" >>$etc/turn.conf
  fi
  chown turnserver:turnserver /var/log/konkon-relay

  {
    echo "d $run 0755 root root"
    echo "d $run/lines 0755 root root"
    for map in $etc/names/*.map; do
      [ -e "$map" ] || continue
      account=$(account_of "$(basename "$map" .map)")
      # The group comes from the folder, so that nginx may connect.
      echo "d $run/lines/$account 2710 $account www-data"
    done
  } >/etc/tmpfiles.d/konkon-relay.conf
  systemd-tmpfiles --create /etc/tmpfiles.d/konkon-relay.conf

  # Each workshop is a process of its own: so many visitors of one at a time, and the others have theirs.
  unit ssh 'lines of workshops' '/usr/sbin/sshd -D -f /etc/konkon-relay/sshd_config' '/bin/mkdir -p /run/sshd' 4096
  # An nginx that was killed leaves its socket behind, and the next one cannot start beside it.
  unit door 'visitors by name' "/usr/sbin/nginx -c /etc/konkon-relay/nginx.conf -g 'daemon off;'" \
    "/bin/rm -f $run/ssh.sock" 65536
  unit turn 'sound and picture' '/usr/bin/turnserver -c /etc/konkon-relay/turn.conf' '/bin/true' 65536
  systemctl daemon-reload
}

# unit NAME WHAT COMMAND BEFORE FILES
unit() {
  cat >/etc/systemd/system/konkon-relay-$1.service <<END
[Unit]
Description=Konkon relay: $2
After=network-online.target
Wants=network-online.target

[Service]
ExecStartPre=$4
ExecStart=$3
ExecReload=/bin/kill -HUP \$MAINPID
Restart=always
RestartSec=2
LimitNOFILE=$5

[Install]
WantedBy=multi-user.target
END
}

# The account can do nothing but hold its own socket.
add_name() {
  say step name
  name=$1 key=$2 secret=$3 replace=$4
  if is_address "$name"; then free_address "$name" "$replace"; fi
  account=$(account_of "$name")
  rule='restrict,port-forwarding,permitlisten="127.0.0.1:1",command="/usr/sbin/nologin"'
  holder=$(cat "$etc/keys/$account" 2>/dev/null || true)
  if [ -n "$holder" ] && [ "$holder" != "$rule $key" ] && [ "$replace" != replace ]; then
    fail name-taken
  fi
  # '*' for a password: none fits, and the key still does.
  id "$account" >/dev/null 2>&1 ||
    useradd --system --no-create-home --no-user-group --gid konkon-line --home-dir /nonexistent \
      --shell /usr/sbin/nologin --password '*' "$account"
  # Whoever held the name before is put out.
  if [ "$holder" != "$rule $key" ]; then pkill -u "$account" || true; fi
  echo "$rule $key" >"$etc/keys/$account"
  keys_of "$name" | sed "s|\$| unix:$run/lines/$account/line.sock;|" >"$etc/names/$name.map"
  forget_secret "$name"
  mkdir -p "$(dirname $secrets)"
  turnadmin -b $secrets -r konkon -s "$secret" >/dev/null 2>&1 || fail turn-secret
  chown -R turnserver:turnserver "$(dirname $secrets)"
  (umask 077; echo "$secret" >"$etc/names/$name.turn")
}

take_back() {
  account=$(account_of "$1")
  forget_secret "$1"
  rm -f "$etc/names/$1.map" "$etc/keys/$account"
  pkill -u "$account" || true
  if id "$account" >/dev/null 2>&1; then userdel "$account"; fi
  rm -rf "$run/lines/$account"
}

# The relay for sound and picture reads its secrets anew for each call.
forget_secret() {
  [ -e "$etc/names/$1.turn" ] || return 0
  turnadmin -b $secrets -r konkon -X "$(cat "$etc/names/$1.turn")" >/dev/null 2>&1 || true
  rm -f "$etc/names/$1.turn"
}

start_all() {
  say step services
  /usr/sbin/nginx -t -q -c $etc/nginx.conf || fail configuration
  for service in $units; do
    systemctl enable -q $service
    systemctl restart $service || fail service $service
  done
}

# Ends no line, and no call unless coturn has other rules now, which it reads at its start alone.
reload_all() {
  systemctl reload konkon-relay-ssh
  systemctl reload konkon-relay-door
  [ "$turn_before" = "$(turn_rules)" ] || systemctl restart konkon-relay-turn
}

turn_rules() { cat $etc/turn.conf 2>/dev/null || true; }

case "\${1-}" in
add)
  [ $# -ge 4 ] || fail usage
  check_name "$2"
  printf %s "$3" | grep -Eq '^ssh-ed25519 [A-Za-z0-9+/=]+$' || fail bad-key
  printf %s "$4" | grep -Eq '^[A-Za-z0-9_-]{16,}$' || fail bad-secret
  check_server
  if systemctl is-active --quiet konkon-relay-door; then was_there=yes; else was_there=; fi
  install_packages
  mkdir -p $etc/names $etc/keys
  getent group konkon-line >/dev/null || groupadd --system konkon-line
  if [ -n "\${6-}" ]; then
    is_address "$6" || fail usage
    echo "$6" >$etc/address
  fi
  turn_before=$(turn_rules)
  add_name "$2" "$3" "$4" "\${5-}"
  write_configuration
  if [ -n "$was_there" ]; then reload_all; else start_all; fi
  say "host-key $(cut -d ' ' -f 2 /etc/ssh/ssh_host_ed25519_key.pub)"
  say "account $(account_of "$2")"
  say "socket $run/lines/$(account_of "$2")/line.sock"
  say 'done'
  ;;
remove)
  [ $# -ge 2 ] || fail usage
  check_name "$2"
  [ "$(id -u)" = 0 ] || fail not-root
  turn_before=$(turn_rules)
  take_back "$2"
  if ls $etc/names/*.map >/dev/null 2>&1; then
    write_configuration
    reload_all
  elif [ -e $etc ]; then
    for service in $units; do
      systemctl disable --now -q $service || true
      rm -f /etc/systemd/system/$service.service
    done
    systemctl daemon-reload
    rm -rf $etc $run /var/lib/konkon-relay /var/log/konkon-relay /etc/tmpfiles.d/konkon-relay.conf /etc/needrestart/conf.d/konkon-relay.conf
    groupdel konkon-line 2>/dev/null || true
  fi
  say 'done'
  ;;
status)
  for service in $units; do
    say "service $service $(systemctl is-active $service || true)"
  done
  for map in $etc/names/*.map; do
    [ -e "$map" ] || continue
    name=$(basename "$map" .map)
    if [ -S "$run/lines/$(account_of "$name")/line.sock" ]; then line=line; else line=no-line; fi
    say "name $name $line"
  done
  say 'done'
  ;;
*)
  fail usage
  ;;
esac
`.replaceAll('\\${', '${')
