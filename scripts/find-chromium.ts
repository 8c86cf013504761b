import { existsSync } from 'node:fs'

/** Where a Chromium is on this machine: `CHROMIUM`, else the usual places; null when there is none. */
export function findChromium(): string | null {
  const candidates = [
    process.env['CHROMIUM'],
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ]
  return candidates.find((path): path is string => path !== undefined && existsSync(path)) ?? null
}
