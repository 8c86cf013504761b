import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'

/** Of an input that nobody types: read ahead, so that a second question gets the second line. */
let given: AsyncIterator<string> | null = null

/** One line from the person at this terminal, or of the input; '' at its end. A secret is not shown while it is typed. */
export async function readLine(question: string, { isSecret }: { readonly isSecret: boolean }): Promise<string> {
  process.stderr.write(question)
  if (!process.stdin.isTTY) {
    given ??= createInterface({ input: process.stdin })[Symbol.asyncIterator]()
    const next = await given.next()
    return next.done === true ? '' : next.value
  }
  const unseen = new Writable({ write: (_bytes, _encoding, done) => done() })
  const reader = createInterface({ input: process.stdin, output: isSecret ? unseen : process.stderr, terminal: true })
  const line = await new Promise<string>((resolve) => {
    reader.once('line', resolve).once('close', () => resolve(''))
  })
  reader.close()
  if (isSecret) process.stderr.write('\n')
  return line
}
