import type { Request, Response } from 'express'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const toBrotli = promisify(brotliCompress)
const toGzip = promisify(gzip)

/** Sends a page as small as the browser can read it. Status and other headers are those set before. */
export async function sendHtml(request: Request, response: Response, html: string): Promise<void> {
  response.type('html').vary('Accept-Encoding').vary('Accept-Language')
  const bytes = Buffer.from(html)
  // One by one, because among equals the browser's own order would win, and browsers name gzip first.
  if (request.acceptsEncodings('br') === 'br') {
    response.set('Content-Encoding', 'br')
    // The best quality is for files that are compressed once; this page is made anew each time.
    response.send(await toBrotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }))
  } else if (request.acceptsEncodings('gzip') === 'gzip') {
    response.set('Content-Encoding', 'gzip')
    response.send(await toGzip(bytes))
  } else {
    response.send(bytes)
  }
}
