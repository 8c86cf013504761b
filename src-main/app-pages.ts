/** Serves the app's pages under `app://konkon/`, with their security headers. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Protocol } from 'electron'
import { appScheme, isAppUrl } from './app-url.ts'

/**
 * The app's pages need no network: `connect-src` does not govern WebRTC, and main holds the connection to the room
 * server.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob: mediastream:",
  "connect-src 'self'",
  "font-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const mimeTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wav': 'audio/wav',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.wasm': 'application/wasm',
}

/** To be called before the app is ready. */
export function registerAppScheme(protocol: Protocol): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

/** To be called once the app is ready. */
export function serveAppPages(protocol: Protocol, folder: string): void {
  protocol.handle(appScheme, (request) => servePage(request, folder))
}

/** Answers 404 to anything but a file of a known type inside `folder`, without saying why. */
export async function servePage(request: Request, folder: string): Promise<Response> {
  const file = isAppUrl(request.url) && request.method === 'GET' ? findFile(request.url, folder) : null
  const type = file === null ? undefined : mimeTypes[path.extname(file)]
  if (file === null || type === undefined) return notFound()
  const bytes = await readFile(file).catch(() => null)
  if (bytes === null) return notFound()
  return new Response(bytes, { headers: { ...securityHeaders(), 'content-type': type, 'cache-control': 'no-cache' } })
}

/** An encoded `..` survives the URL parser, so the resolved path is checked. */
function findFile(address: string, folder: string): string | null {
  const encoded = new URL(address).pathname
  let relative: string
  try {
    relative = decodeURIComponent(encoded)
  } catch {
    // Not valid percent-encoded UTF-8.
    return null
  }
  if (relative.includes('\0') || relative.includes('\\')) return null
  const file = path.resolve(folder, `.${relative}`)
  return file.startsWith(path.resolve(folder) + path.sep) ? file : null
}

function notFound(): Response {
  return new Response('Not found', { status: 404, headers: { ...securityHeaders(), 'content-type': 'text/plain' } })
}

function securityHeaders(): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
  }
}
