/** What the settings' forms make of what is typed. */
import { describe, expect, test } from 'vitest'
import { checkCallOuts, newCallOut, wrongFieldOf } from '../../src-renderer/call-outs/call-out-drafts.ts'
import { minuteOfTime, timeOfMinute } from '../../src-renderer/settings/TimeInput.tsx'
import { sectionIn, sectionsIn } from '../../src-renderer/settings/sections.ts'
import { shortcutOf, type PressedKey } from '../../src-renderer/settings/ShortcutField.tsx'

describe('times of day', () => {
  test.each([
    [0, '00:00'],
    [510, '08:30'],
    [1439, '23:59'],
    [1440, '00:00'],
  ])('%i is written %s', (minute, time) => expect(timeOfMinute(minute)).toBe(time))

  test.each([
    ['08:30', false, 510],
    ['00:00', false, 0],
    ['00:00', true, 1440],
    ['', false, null],
  ])('%s (as an end: %s) is %s', (time, isEnd, minute) => expect(minuteOfTime(time, isEnd)).toBe(minute))
})

describe('key combinations', () => {
  const none: Omit<PressedKey, 'code'> = { ctrlKey: false, altKey: false, shiftKey: false, metaKey: false }
  test.each([
    [{ ...none, code: 'KeyA', ctrlKey: true, altKey: true }, 'Control+Alt+A'],
    [{ ...none, code: 'F9', ctrlKey: true, shiftKey: true }, 'Control+Shift+F9'],
    [{ ...none, code: 'Digit1', metaKey: true }, 'Super+1'],
    // Alone it would be taken away from every other program.
    [{ ...none, code: 'KeyA' }, null],
    [{ ...none, code: 'KeyA', shiftKey: true }, null],
    [{ ...none, code: 'ControlLeft', ctrlKey: true }, null],
    [{ ...none, code: 'Tab', altKey: true }, null],
  ])('%o', (pressed, shortcut) => expect(shortcutOf(pressed)).toBe(shortcut))
})

test('a section is found by its address, and a browser has no network of its own', () => {
  expect(sectionIn('#settings/call-outs')).toBe('call-outs')
  expect(sectionIn('#settings')).toBeNull()
  expect(sectionIn('#settings/none')).toBeNull()
  expect(sectionsIn('app')).toContain('network')
  expect(sectionsIn('page')).not.toContain('network')
})

describe('call-outs', () => {
  test('a new signal tower is whole: an empty URL does nothing', () => {
    expect(checkCallOuts([newCallOut('signal-tower', 'Lamp')]).kind).toBe('ok')
  })

  test('the field that is wrong is named, and only for the call-out that it belongs to', () => {
    const lamp = newCallOut('signal-tower', 'Lamp')
    const wrongTower = { ...lamp, ...(lamp.kind === 'signal-tower' && { urls: { ...lamp.urls, escalate: 'lamp' } }) }
    const checked = checkCallOuts([newCallOut('signal-tower', 'Other'), wrongTower])
    expect([wrongFieldOf(checked, 0), wrongFieldOf(checked, 1)]).toEqual([null, 'urls.escalate'])
  })

  test('a wrong address among several makes the whole list of addresses wrong', () => {
    const mail = {
      ...newCallOut('mail', 'Mail'),
      host: 'smtp.example.jp',
      from: 'desk@example.jp',
      to: ['a@example.jp', 'nobody'],
    }
    expect(wrongFieldOf(checkCallOuts([mail]), 0)).toBe('to')
  })
})
