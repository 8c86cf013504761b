import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { say } from './say.mjs'

/** Debian packages that the tests use, by a file that each brings. */
const packages = {
  chromium: '/usr/bin/chromium',
  xvfb: '/usr/bin/Xvfb',
  dunst: '/usr/bin/dunst',
  dbus: '/usr/bin/dbus-run-session',
  'libnotify-bin': '/usr/bin/notify-send',
  mosquitto: '/usr/sbin/mosquitto',
  coturn: '/usr/bin/turnserver',
  'openssh-server': '/usr/sbin/sshd',
  nginx: '/usr/sbin/nginx',
  'libnginx-mod-stream': '/usr/lib/nginx/modules/ngx_stream_module.so',
  nftables: '/usr/sbin/nft',
  iproute2: '/usr/bin/ip',
  'python3-socketio': '/usr/lib/python3/dist-packages/socketio/__init__.py',
  'python3-requests': '/usr/lib/python3/dist-packages/requests/__init__.py',
  'python3-websocket': '/usr/lib/python3/dist-packages/websocket/__init__.py',
  'poppler-utils': '/usr/bin/pdftotext',
  'libreoffice-calc': '/usr/bin/soffice',
  'fonts-noto-cjk': '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc',
}

/**
 * On a Debian machine as root, installs those of `packages` that are missing. Elsewhere it does nothing: what then is
 * missing is named by whoever needs it.
 */
export function ensureDebianPackages() {
  const missing = Object.entries(packages)
    .filter(([, file]) => !existsSync(file))
    .map(([name]) => name)
  if (missing.length === 0 || process.platform !== 'linux' || process.getuid?.() !== 0 || !isDebian()) return
  say(`installing ${missing.join(', ')} (apt-get) …`)
  const options = { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  const install = ['install', '-y', '-qq', '--no-install-recommends', ...missing]
  const isDone =
    spawnSync('apt-get', ['update', '-qq'], options).status === 0 && spawnSync('apt-get', install, options).status === 0
  if (!isDone) say(`apt-get could not install ${missing.join(', ')}; tests that need them will say so.`)
}

function isDebian() {
  try {
    return /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'))
  } catch (error) {
    if (error.code === 'ENOENT') return false
    throw error
  }
}
