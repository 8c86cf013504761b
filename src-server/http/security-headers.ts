import type { RequestHandler } from 'express'
import helmet from 'helmet'
import type { Addresses } from './addresses.ts'

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
  // No text ever becomes markup or a script; the one policy names the desk's service worker.
  requireTrustedTypesFor: ["'script'"],
  trustedTypes: ['konkon-worker'],
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
    // Not for every answer: `insistOnHttps` decides.
    strictTransportSecurity: false,
    // A page in another window or frame gets no hold of these, and no other site loads their files.
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  })
  return (request, response, next) => {
    response.setHeader('Permissions-Policy', permissions)
    secure(request, response, next)
  }
}

/**
 * Tells browsers to come back by HTTPS alone, for half a year, where the operator has said that customers do. Never on
 * loopback, nor with a certificate that the server has made itself, whose warning could not be passed any more.
 */
export function insistOnHttps({ isPublicByHttps }: Pick<Addresses, 'isPublicByHttps'>): RequestHandler {
  return (request, response, next) => {
    if (isPublicByHttps(request)) response.setHeader('Strict-Transport-Security', 'max-age=15552000')
    next()
  }
}
