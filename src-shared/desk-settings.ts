import * as v from 'valibot'
import { DeskNameSchema } from './desk-ref.ts'
import { DeskIdSchema, DeskKeySchema, RoomAddressSchema } from './ids.ts'
import { LanguageSchema } from './language.ts'

/** Where the room server is: the one inside this app, or one elsewhere. */
export const ServerChoiceSchema = v.variant('kind', [
  v.object({ kind: v.literal('embedded') }),
  v.object({
    kind: v.literal('remote'),
    /** Origin of the server, e.g. `https://desk.example.jp`. */
    url: v.pipe(v.string(), v.regex(/^https?:\/\/[^\s/?#]+$/)),
    room: RoomAddressSchema,
    key: DeskKeySchema,
    /** As that server gave it; absent where this desk still has the id that it made itself. */
    deskId: v.exactOptional(DeskIdSchema),
  }),
])
export type ServerChoice = v.InferOutput<typeof ServerChoiceSchema>

/** How phones and tablets on the local network reach the embedded server. */
export const LanSettingsSchema = v.object({
  isOpen: v.boolean(),
  port: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)),
  certificate: v.variant('kind', [
    v.object({ kind: v.literal('self-made') }),
    /** Paths of PEM files on this PC. */
    v.object({ kind: v.literal('given'), certificateFile: v.string(), keyFile: v.string() }),
  ]),
})
export type LanSettings = v.InferOutput<typeof LanSettingsSchema>

const DeviceIdSchema = v.pipe(v.string(), v.maxLength(256))

/** What one desk remembers. Device ids are those of `mediaDevices`; an empty one is the system's default. */
export const DeskSettingsSchema = v.object({
  deskName: DeskNameSchema,
  language: v.nullable(LanguageSchema),
  theme: v.picklist(['system', 'light', 'dark']),
  ring: v.object({
    /** 0.1 to 1: a ring cannot be silent by volume. */
    volume: v.pipe(v.number(), v.minValue(0.1), v.maxValue(1)),
    outputDeviceId: DeviceIdSchema,
  }),
  cameraId: DeviceIdSchema,
  microphoneId: DeviceIdSchema,
  speakerId: DeviceIdSchema,
  isStartedWithComputer: v.boolean(),
  /** Visitors are told *away* while every desk's screen is locked. App only. */
  isAwayWhenLocked: v.boolean(),
  /** Checks the desk every morning at this minute of the day, by this desk's clock; null never. */
  selfTestAtMinute: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1439))),
  /**
   * A key combination that admits the first knock from any program, e.g. `CommandOrControl+Alt+A`; null has none. App
   * only.
   */
  admitShortcut: v.nullable(v.pipe(v.string(), v.maxLength(64), v.regex(/^[A-Za-z0-9+]+$/))),
  /** Whether a knock has ever sounded here, tried or real. */
  hasRung: v.boolean(),
  /** The list of first steps no longer stands on the empty screen. */
  areFirstStepsPutAway: v.boolean(),
  /** Opens the embedded server to the local network over HTTPS. App only. */
  lan: LanSettingsSchema,
  server: ServerChoiceSchema,
})
export type DeskSettings = v.InferOutput<typeof DeskSettingsSchema>

export const defaultDeskSettings: DeskSettings = {
  deskName: '',
  language: null,
  theme: 'system',
  ring: { volume: 0.8, outputDeviceId: '' },
  cameraId: '',
  microphoneId: '',
  speakerId: '',
  isStartedWithComputer: false,
  isAwayWhenLocked: false,
  selfTestAtMinute: null,
  admitShortcut: null,
  hasRung: false,
  areFirstStepsPutAway: false,
  lan: { isOpen: false, port: 5443, certificate: { kind: 'self-made' } },
  server: { kind: 'embedded' },
}

/** Some settings; those missing or undefined stay as they are. Null is a value of its own. */
export type SettingsChange = { readonly [Name in keyof DeskSettings]?: DeskSettings[Name] | undefined }

export function mergeSettings(settings: DeskSettings, change: SettingsChange): DeskSettings {
  const given = Object.entries(change).filter(([, value]) => value !== undefined)
  return { ...settings, ...Object.fromEntries(given) }
}

/**
 * Reads stored settings one by one, so that an unreadable one does not affect the others. Unreadable and missing ones get
 * their default; `onReplaced` is called for each unreadable one.
 */
export function repairSettings(stored: unknown, onReplaced: (name: string) => void): DeskSettings {
  const record = v.safeParse(v.record(v.string(), v.unknown()), stored)
  const given = record.success ? record.output : {}
  const good = Object.entries(DeskSettingsSchema.entries).flatMap(([name, schema]) => {
    if (!Object.hasOwn(given, name)) return []
    const read = v.safeParse(schema, given[name])
    if (read.success) return [[name, read.output] as const]
    onReplaced(name)
    return []
  })
  return v.parse(DeskSettingsSchema, { ...defaultDeskSettings, ...Object.fromEntries(good) })
}
