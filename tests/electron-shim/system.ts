/** The small rest of the operating system: what is asked of it is kept, so that a test can look. */
import { EventEmitter } from 'node:events'
import { isDeepStrictEqual } from 'node:util'
import { rgbOfSource } from './colours.ts'
import { pngDataUrl } from './png.ts'

export const systemRecord = {
  beeps: 0,
  openedOutside: [] as string[],
  powerBlockers: new Map<number, string>(),
  sources: [
    { id: 'screen:0:0', name: 'Entire screen' },
    { id: 'screen:1:0', name: 'Screen 2' },
    { id: 'window:7:0', name: 'Drawing.pdf' },
  ] as readonly { readonly id: string; readonly name: string }[],
}

export const shell = {
  beep: (): void => {
    systemRecord.beeps += 1
  },
  openExternal: (address: string): Promise<void> => {
    systemRecord.openedOutside.push(address)
    return Promise.resolve()
  },
  openPath: (): Promise<string> => Promise.resolve(''),
}

export const dialog = {
  showErrorBox: (title: string, content: string): void => {
    process.stderr.write(`${title}: ${content}\n`)
  },
}

let lastBlocker = 0
export const powerSaveBlocker = {
  start: (type: string): number => {
    lastBlocker += 1
    systemRecord.powerBlockers.set(lastBlocker, type)
    return lastBlocker
  },
  stop: (id: number): void => {
    systemRecord.powerBlockers.delete(id)
  },
  isStarted: (id: number): boolean => systemRecord.powerBlockers.has(id),
}
export const powerMonitor = new EventEmitter()

type Bounds = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
export type Display = { readonly id: number; readonly bounds: Bounds; readonly workArea: Bounds }

const firstDisplay = displayOf({ x: 0, y: 0, width: 1280, height: 840 }, 0)
let displays: readonly Display[] = [firstDisplay]
export const screen = Object.assign(new EventEmitter(), {
  getPrimaryDisplay: () => firstDisplay,
  getAllDisplays: () => displays,
  getDisplayNearestPoint: () => displays[0] ?? firstDisplay,
  getCursorScreenPoint: () => ({ x: 0, y: 0 }),
})

/** Plugs displays in and out, and tells as Electron does. A display is known by its place. */
export function setDisplays(bounds: readonly Bounds[]): void {
  const before = displays
  displays = bounds.map(displayOf)
  for (const gone of before.slice(bounds.length)) screen.emit('display-removed', {}, gone)
  for (const [index, now] of displays.entries()) {
    const old = before[index]
    if (old === undefined) screen.emit('display-added', {}, now)
    else if (!isDeepStrictEqual(old, now)) screen.emit('display-metrics-changed', {}, now, ['bounds', 'workArea'])
  }
}

function displayOf(bounds: Bounds, index: number): Display {
  // The taskbar.
  return { id: index + 1, bounds, workArea: { ...bounds, height: bounds.height - 40 } }
}

const shortcuts = new Map<string, () => void>()
/** Combinations that another program is said to hold already. */
export const takenShortcuts = new Set<string>()
export const globalShortcut = {
  register: (keys: string, pressed: () => void): boolean => {
    if (takenShortcuts.has(keys) || shortcuts.has(keys)) return false
    shortcuts.set(keys, pressed)
    return true
  },
  unregister: (keys: string): void => {
    shortcuts.delete(keys)
  },
  unregisterAll: (): void => shortcuts.clear(),
  isRegistered: (keys: string): boolean => shortcuts.has(keys),
}

export function pressShortcut(keys: string): void {
  const pressed = shortcuts.get(keys)
  if (!pressed) throw new Error(`Nobody registered ${keys}.`)
  pressed()
}
export function listShortcuts(): readonly string[] {
  return [...shortcuts.keys()]
}

export const nativeTheme = Object.assign(new EventEmitter(), { themeSource: 'system', shouldUseDarkColors: false })

const scramble = (bytes: Buffer): Buffer => Buffer.from(bytes.map((each) => each ^ 0x5a))

/** Scrambled, not encrypted: enough to see that no key stands in a file as it is. */
export const safeStorage = {
  isAsyncEncryptionAvailable: (): Promise<boolean> => Promise.resolve(true),
  encryptStringAsync: (text: string): Promise<Buffer> => Promise.resolve(scramble(Buffer.from(text))),
  decryptStringAsync: (bytes: Buffer): Promise<{ readonly result: string; readonly shouldReEncrypt: boolean }> =>
    Promise.resolve({ result: scramble(bytes).toString(), shouldReEncrypt: false }),
  getSelectedStorageBackend: (): string => 'gnome_libsecret',
}

export const systemPreferences = {
  getMediaAccessStatus: (): string => 'granted',
  askForMediaAccess: (): Promise<boolean> => Promise.resolve(true),
}

export const desktopCapturer = {
  getSources: ({ types }: { readonly types: readonly string[] }): Promise<readonly object[]> =>
    Promise.resolve(
      systemRecord.sources
        .filter(({ id }) => types.some((type) => id.startsWith(`${type}:`)))
        .map(({ id, name }) => ({
          id,
          name,
          display_id: id.startsWith('screen:') ? '1' : '',
          appIcon: null,
          thumbnail: {
            isEmpty: () => false,
            toDataURL: () => pngDataUrl({ width: 160, height: 90 }, rgbOfSource(id)),
          },
        })),
    ),
}

export const crashReporter = { start: (): void => {} }
export const net = { fetch: globalThis.fetch }
