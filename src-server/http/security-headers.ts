import type { RequestHandler } from 'express'
import helmet from 'helmet'

/** What every page may do: its own files, its own server, its own camera. */
const policy = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  mediaSrc: ["'self'", 'blob:', 'mediastream:'],
  // Covers the WebSocket to the same host and port as well (CSP level 3).
  connectSrc: ["'self'"],
  fontSrc: ["'self'"],
  manifestSrc: ["'self'"],
  workerSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'none'"],
  frameAncestors: ["'none'"],
}

const permissions = [
  'camera=(self)',
  'microphone=(self)',
  'display-capture=(self)',
  'speaker-selection=(self)',
  'geolocation=()',
  'payment=()',
  'usb=()',
].join(', ')

/** Headers of every answer; `styleHash` (`sha256-…`) allows one inline style sheet. */
export function securityHeaders(styleHash?: string): RequestHandler {
  const styleSrc = styleHash === undefined ? policy.styleSrc : [`'${styleHash}'`]
  const secure = helmet({
    contentSecurityPolicy: { useDefaults: false, directives: { ...policy, styleSrc } },
    // Plain HTTP on loopback must stay reachable. An HTTPS proxy in front can set HSTS itself.
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  })
  return (request, response, next) => {
    response.setHeader('Permissions-Policy', permissions)
    secure(request, response, next)
  }
}
