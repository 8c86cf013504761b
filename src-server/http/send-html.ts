import type { Request, Response } from 'express'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const toBrotli = promisify(brotliCompress)
const toGzip = promisify(gzip)

/** Sends a page in the best compression that the browser accepts. Status and other headers are the caller's. */
export async function sendHtml(request: Request, response: Response, html: string): Promise<void> {
  response.type('html').vary('Accept-Encoding').vary('Accept-Language')
  const bytes = Buffer.from(html)
  // Asked one by one: among equals the browser's order would win, and browsers name gzip first.
  if (request.acceptsEncodings('br') === 'br') {
    response.set('Content-Encoding', 'br')
    // Not the best quality: that is for files compressed once, and this page is made for each request.
    response.send(await toBrotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }))
  } else if (request.acceptsEncodings('gzip') === 'gzip') {
    response.set('Content-Encoding', 'gzip')
    response.send(await toGzip(bytes))
  } else {
    response.send(bytes)
  }
}
