#!/bin/sh
# The internet of the relay's tests: visitor --- relay --- router (NAT) --- this machine, as the workshop's PC.
# A second relay stands beside the first one, with its own ways to both sides.
# Nothing of this machine listens on it. Run as root: sh network.sh up|second|down|cut|mend|move|wall|unwall|map|unmap PREFIX
set -eu
p=$2
in_() { n=$1; shift; ip netns exec "$p-$n" "$@"; }
case $1 in
up)
  for n in visitor relay router; do
    ip netns add "$p-$n"
    in_ $n ip link set lo up
  done
  ip link add "$p-v" netns "$p-visitor" type veth peer name "$p-rv" netns "$p-relay"
  in_ visitor ip address add 198.51.100.7/24 dev "$p-v"
  in_ visitor ip link set "$p-v" up
  in_ relay ip address add 198.51.100.1/24 dev "$p-rv"
  in_ relay ip link set "$p-rv" up
  # The relay has one address for everybody, as on the internet.
  in_ visitor ip route add 203.0.113.0/24 via 198.51.100.1
  ip link add "$p-rr" netns "$p-relay" type veth peer name "$p-out" netns "$p-router"
  in_ relay ip address add 203.0.113.1/24 dev "$p-rr"
  in_ relay ip link set "$p-rr" up
  in_ router ip address add 203.0.113.2/24 dev "$p-out"
  in_ router ip link set "$p-out" up
  # Beyond the router is the rest of the internet, where packets to private addresses get lost without a word.
  in_ relay ip route add default via 203.0.113.2
  ip link add "$p-in" netns "$p-router" type veth peer name "$p-pc"
  in_ router ip address add 192.168.177.1/24 dev "$p-in"
  in_ router ip link set "$p-in" up
  ip address add 192.168.177.2/24 dev "$p-pc"
  ip link set "$p-pc" up
  ip route add 203.0.113.0/24 via 192.168.177.1
  in_ router sh -c 'echo 1 >/proc/sys/net/ipv4/ip_forward'
  in_ router nft -f - <<END
table ip lab {
  chain out { type nat hook postrouting priority 100; oifname { "$p-out", "$p-out2" } masquerade; }
  chain through { type filter hook forward priority 0; }
  chain beyond {
    type filter hook prerouting priority -300
    iifname "$p-out" ip daddr != { 192.168.177.0/24, 203.0.113.0/24 } drop
    iifname "$p-out2" ip daddr != { 192.168.177.0/24, 203.0.114.0/24 } drop
  }
}
END
  ;;
second)
  ip netns add "$p-second"
  in_ second ip link set lo up
  ip link add "$p-v2" netns "$p-visitor" type veth peer name "$p-rv2" netns "$p-second"
  in_ visitor ip address add 198.51.101.7/24 dev "$p-v2"
  in_ visitor ip link set "$p-v2" up
  in_ second ip address add 198.51.101.1/24 dev "$p-rv2"
  in_ second ip link set "$p-rv2" up
  in_ visitor ip route add 203.0.114.0/24 via 198.51.101.1
  ip link add "$p-rr2" netns "$p-second" type veth peer name "$p-out2" netns "$p-router"
  in_ second ip address add 203.0.114.1/24 dev "$p-rr2"
  in_ second ip link set "$p-rr2" up
  in_ router ip address add 203.0.114.2/24 dev "$p-out2"
  in_ router ip link set "$p-out2" up
  in_ second ip route add default via 203.0.114.2
  ip route add 203.0.114.0/24 via 192.168.177.1
  ;;
# Packets get lost without a word, as behind a router that was switched off.
cut) in_ router nft add rule ip lab through drop ;;
mend) in_ router nft flush chain ip lab through ;;
# The visitor sits behind a company's firewall, which lets nothing out but what looks like a website.
wall)
  in_ relay nft -f - <<END
table ip wall {
  chain in { type filter hook input priority 0; iifname "$p-rv" tcp dport 443 accept; iifname "$p-rv" drop; }
}
END
  ;;
unwall) in_ relay nft delete table ip wall ;;
# The provider maps 203.0.113.50 to the relay, whose own address nobody outside can reach.
map)
  in_ router nft -f - <<END
table ip provider {
  chain outside { type nat hook prerouting priority -100; ip daddr 203.0.113.50 dnat to 203.0.113.1; }
  chain hidden { type filter hook prerouting priority -310; iifname "$p-in" ip daddr 203.0.113.1 drop; }
}
END
  ;;
unmap) in_ router nft delete table ip provider ;;
# The PC gets another address, as from another router or after a night.
move)
  ip address del 192.168.177.2/24 dev "$p-pc"
  ip address add 192.168.177.3/24 dev "$p-pc"
  ip route replace 203.0.113.0/24 via 192.168.177.1
  if ip netns list | grep -q "^$p-second\b"; then ip route replace 203.0.114.0/24 via 192.168.177.1; fi
  ;;
down)
  for n in visitor relay second router; do
    ip netns pids "$p-$n" 2>/dev/null | xargs -r kill -9 2>/dev/null || true
    ip netns del "$p-$n" 2>/dev/null || true
  done
  ip link del "$p-pc" 2>/dev/null || true
  rm -rf "/etc/netns/$p-visitor"
  ;;
esac
