import { describe, expect, test } from 'vitest'
import { permissionPicture } from '../../src-page/permission-picture.ts'
import { permissionPlace } from '../../src-renderer/call/permission-place.ts'
import { languages } from '../../src-shared/language.ts'
import { permissionWords } from '../../src-shared/texts/program-texts.ts'
import type { PermissionPlace } from '../../src-shared/permission-place.ts'

const chrome = (system: string): string => `Mozilla/5.0 (${system}) AppleWebKit/537.36 Chrome/150.0.0.0 Safari/537.36`

test.each([
  ['page', 'Windows NT 10.0; Win64; x64', 'chromium'],
  ['page', 'Linux; Android 10; K', 'android'],
  ['app', 'Windows NT 10.0; Win64; x64', 'windows'],
  ['app', 'Macintosh; Intel Mac OS X 10_15_7', 'mac'],
  // Linux asks nobody for leave: there only another attempt can help.
  ['app', 'X11; Linux x86_64', null],
] as const)('a device of the %s on %s is allowed again at %s', (surroundings, system, place) => {
  expect(permissionPlace(surroundings, { userAgent: chrome(system), maxTouchPoints: 0 })).toBe(place)
})

const places = Object.keys(permissionWords.en.steps) as PermissionPlace[]

describe.each(languages)('the steps in %s', (language) => {
  test.each(places)('at %s are two, and its picture has one thing to press', (place) => {
    const steps = permissionWords[language].steps[place]('DEVICE')
    expect(steps.filter((step) => step.length > 0)).toHaveLength(2)
    expect(permissionPicture(place).filter(({ part }) => part === 'press')).toHaveLength(1)
  })
})
