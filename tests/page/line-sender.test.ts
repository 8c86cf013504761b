import { describe, expect, it } from 'vitest'
import { createLineSender, type Unsent } from '../../src-page/line-sender.ts'

/** A server that answers when the test says so. */
function openSender() {
  const said: { readonly line: Unsent; readonly answer: (isTaken: boolean) => Promise<void> }[] = []
  const sender = createLineSender((line) => {
    const { promise, resolve } = Promise.withResolvers<boolean>()
    said.push({
      line,
      async answer(isTaken) {
        resolve(isTaken)
        await promise
      },
    })
    return promise
  })
  const write = (text: string): void => {
    sender.type(text)
    sender.send()
  }
  return { sender, said, write }
}

describe('a line', () => {
  it('stays until the server has it', async () => {
    const { sender, said, write } = openSender()
    write(' φ36 h7 ')
    expect(sender.getState()).toEqual({ draft: ' φ36 h7 ', isFailed: false })
    await said[0]?.answer(true)
    expect(said.map(({ line }) => line.text)).toEqual(['φ36 h7'])
    expect(sender.getState()).toEqual({ draft: '', isFailed: false })
  })

  it('is the same line when it is sent again after a failure, and another one when it was changed', async () => {
    const { sender, said, write } = openSender()
    write('A4')
    await said[0]?.answer(false)
    expect(sender.getState()).toEqual({ draft: 'A4', isFailed: true })
    sender.send()
    expect(sender.getState().isFailed).toBe(false)
    expect(said[1]?.line).toBe(said[0]?.line)
    await said[1]?.answer(false)
    write('A3')
    expect(said[2]?.line.lineId).not.toBe(said[0]?.line.lineId)
  })

  it('does not take away what was typed on meanwhile', async () => {
    const { sender, said, write } = openSender()
    write('one')
    sender.type('one two')
    await said[0]?.answer(true)
    expect(sender.getState().draft).toBe('one two')
  })

  it('is not told of as failed by a late answer to the one before', async () => {
    const { sender, said, write } = openSender()
    write('one')
    write('two')
    await said[0]?.answer(false)
    expect(sender.getState()).toEqual({ draft: 'two', isFailed: false })
    await said[1]?.answer(true)
    expect(sender.getState().draft).toBe('')
  })

  it('of nothing is not sent', () => {
    const { said, write } = openSender()
    write('  ')
    expect(said).toEqual([])
  })
})
