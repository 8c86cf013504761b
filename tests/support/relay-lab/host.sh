#!/bin/sh
# Makes a small server of the network namespace that it runs in, with files of its own: /etc, /run, /var/lib and /var/log
# are copies that nobody else sees and that go with it. Its SSH lets root in with the password "lab".
# Its processes are the machine's, so that "pkill -u" of one server reaches a user of the same number on another.
# Run as: ip netns exec NAMESPACE unshare --mount sh host.sh
set -eu
here=$(cd "$(dirname "$0")" && pwd)
mount --make-rprivate /
ip link set lo up
mount -t tmpfs tmpfs /mnt
for folder in etc var/lib var/log; do
  upper=/mnt/$(echo "$folder" | tr / -)
  mkdir -p "$upper.up" "$upper.work"
  mount -t overlay overlay -o "lowerdir=/$folder,upperdir=$upper.up,workdir=$upper.work" "/$folder"
done
mount -t tmpfs tmpfs /run
mkdir -p /run/sshd /run/fake /run/lock
# What a fresh server has that this one lacks, or must not use: packages are installed already.
mkdir /mnt/sbin
cp "$here/systemctl" "$here/apt-get" /mnt/sbin/
chmod +x /mnt/sbin/*
mount --bind /mnt/sbin /usr/local/sbin
rm -rf /etc/konkon-relay
echo 'root:lab' | chpasswd
ssh-keygen -q -A
cat >/run/admin_sshd_config <<'END'
Port 22
HostKey /etc/ssh/ssh_host_ed25519_key
PermitRootLogin yes
PasswordAuthentication yes
KbdInteractiveAuthentication no
UsePAM no
PidFile /run/admin-sshd.pid
END
/usr/sbin/sshd -f /run/admin_sshd_config
echo ready
exec sleep infinity
