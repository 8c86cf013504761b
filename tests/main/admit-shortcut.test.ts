import { expect, test } from 'vitest'
import { createAdmitShortcut } from '../../src-main/admit-shortcut.ts'
import { createFakeLog } from '../fakes/fake-log.ts'

function setUp() {
  const held = new Map<string, () => void>()
  const counts = { pressed: 0 }
  const shortcut = createAdmitShortcut({
    globalShortcut: {
      register: (keys, pressed) => {
        if (keys === 'A+B') throw new TypeError('Error processing argument at index 0')
        if (keys === 'Taken') return false
        held.set(keys, pressed)
        return true
      },
      unregister: (keys) => void held.delete(keys),
    },
    log: createFakeLog(),
  })
  shortcut.onPressed(() => (counts.pressed += 1))
  return { shortcut, held, counts, keys: () => [...held.keys()] }
}

test('holds one combination at a time, and says when it is pressed', () => {
  const { shortcut, held, counts, keys } = setUp()
  expect(shortcut.setAdmitShortcut('Alt+F8')).toBe(true)
  expect(shortcut.setAdmitShortcut('Alt+F9')).toBe(true)
  expect(keys()).toEqual(['Alt+F9'])
  held.get('Alt+F9')?.()
  expect(counts.pressed).toBe(1)
  expect(shortcut.setAdmitShortcut(null)).toBe(true)
  expect(keys()).toEqual([])
})

test.each(['Taken', 'A+B'])('%s cannot be had: then none is held', (wanted) => {
  const { shortcut, keys } = setUp()
  shortcut.setAdmitShortcut('Alt+F8')
  expect(shortcut.setAdmitShortcut(wanted)).toBe(false)
  expect(keys()).toEqual([])
})

test('gives it back at the end', () => {
  const { shortcut, keys } = setUp()
  shortcut.setAdmitShortcut('Alt+F8')
  shortcut.dispose()
  shortcut.dispose()
  expect(keys()).toEqual([])
})
