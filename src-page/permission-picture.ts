import type { PermissionPlace } from '../src-shared/permission-place.ts'
import { assertNever } from '../src-shared/result.ts'

/** A rectangle of the drawing, and what it stands for. */
export type PermissionShape = {
  readonly part: 'page' | 'bar' | 'press' | 'text'
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly rx: number
}

export const permissionPictureSize = { width: 120, height: 90 } as const

const page: PermissionShape = { part: 'page', x: 2, y: 2, width: 116, height: 86, rx: 8 }

/** A menu or a list of settings, with the line to press. */
const menu: readonly PermissionShape[] = [
  page,
  { part: 'bar', x: 10, y: 12, width: 100, height: 12, rx: 4 },
  { part: 'press', x: 10, y: 30, width: 100, height: 14, rx: 4 },
  { part: 'bar', x: 10, y: 50, width: 100, height: 12, rx: 4 },
  { part: 'bar', x: 10, y: 68, width: 100, height: 12, rx: 4 },
]

/** Where to press, drawn within `permissionPictureSize`: the left end of the address bar, or a line of a menu. */
export function permissionPicture(place: PermissionPlace): readonly PermissionShape[] {
  switch (place) {
    case 'mac-safari':
    case 'ios-app':
    case 'windows':
    case 'mac':
      return menu
    case 'ios-safari':
      // An iPhone has its address bar below.
      return addressBar(66)
    case 'chromium':
    case 'firefox':
    case 'android':
      return addressBar(8)
    default:
      return assertNever(place)
  }
}

function addressBar(y: number): readonly PermissionShape[] {
  return [
    page,
    { part: 'bar', x: 8, y, width: 104, height: 16, rx: 8 },
    { part: 'press', x: 9, y, width: 16, height: 16, rx: 8 },
    { part: 'text', x: 30, y: y + 6, width: 54, height: 4, rx: 2 },
  ]
}
