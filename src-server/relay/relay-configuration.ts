/** Of the OpenSSH that holds the lines, beside the server's own: who has a key gets one socket and nothing else. */
export const sshdConfiguration = String.raw`ListenAddress 127.0.0.1
Port 2200
PidFile /run/konkon-relay/sshd.pid
HostKey /etc/ssh/ssh_host_ed25519_key
AuthorizedKeysFile /etc/konkon-relay/keys/%u
UsePAM no
AllowGroups konkon-line
AuthenticationMethods publickey
LoginGraceTime 20
# Every line comes from 127.0.0.1; after a restart they come back together.
MaxStartups 100:30:1000
# Nobody gets a session, but only with one does sshd send small packets at once.
MaxSessions 1
ForceCommand /usr/sbin/nologin
PermitTTY no
PermitTunnel no
PermitUserRC no
X11Forwarding no
AllowAgentForwarding no
GatewayPorts no
AllowTcpForwarding remote
AllowStreamLocalForwarding remote
# Who comes back takes the name over at once; nginx may use the socket.
StreamLocalBindUnlink yes
StreamLocalBindMask 0117
ClientAliveInterval 5
ClientAliveCountMax 2
`

/** Of the nginx that looks at the name in the first packet of TLS and passes it on unopened. */
export const nginxConfiguration = String.raw`load_module modules/ngx_stream_module.so;
user www-data;
worker_processes auto;
worker_rlimit_nofile 65536;
pid /run/konkon-relay/nginx.pid;
error_log /var/log/konkon-relay/nginx.log warn;
events { worker_connections 20000; }
stream {
  map_hash_bucket_size 256;
  map $ssl_preread_server_name $line {
    include /etc/konkon-relay/names/*.map;
    default unix:/run/konkon-relay/nobody.sock;
  }
  # What is no TLS is a line itself: one open port is enough.
  map $ssl_preread_protocol $target {
    "" unix:/run/konkon-relay/ssh.sock;
    default $line;
  }
  limit_conn_zone $binary_remote_addr zone=addresses:10m;
  server {
    listen 443 backlog=4096;
    listen [::]:443 backlog=4096;
    ssl_preread on;
    preread_timeout 10s;
    limit_conn addresses 300;
    limit_conn_log_level warn;
    proxy_pass $target;
    proxy_protocol on;
    proxy_connect_timeout 5s;
    proxy_timeout 1h;
    tcp_nodelay on;
  }
  # sshd does not speak the PROXY protocol: this takes it off again.
  server {
    listen unix:/run/konkon-relay/ssh.sock proxy_protocol;
    proxy_pass 127.0.0.1:2200;
    proxy_timeout 1h;
  }
}
`

/** Of the coturn that relays sound and picture, which both ends have encrypted. */
export const turnConfiguration = String.raw`listening-port=3478
use-auth-secret
userdb=/var/lib/konkon-relay/turndb
realm=konkon
proc-user=turnserver
proc-group=turnserver
no-tls
no-dtls
no-cli
no-multicast-peers
# Calls go by UDP beyond the relay. By TCP a password of one could reach any server of the internet from here.
no-tcp-relay
no-software-attribute
stale-nonce=600
user-quota=24
total-quota=1200
min-port=49160
max-port=49959
denied-peer-ip=0.0.0.0-0.255.255.255
denied-peer-ip=10.0.0.0-10.255.255.255
denied-peer-ip=100.64.0.0-100.127.255.255
denied-peer-ip=127.0.0.0-127.255.255.255
denied-peer-ip=169.254.0.0-169.254.255.255
denied-peer-ip=172.16.0.0-172.31.255.255
denied-peer-ip=192.168.0.0-192.168.255.255
denied-peer-ip=::1
denied-peer-ip=fc00::-fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff
denied-peer-ip=fe80::-febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff
log-file=/var/log/konkon-relay/turn.log
simple-log
pidfile=/run/konkon-relay/turn.pid
`
