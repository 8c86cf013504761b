import path from 'node:path'
import type { Menu, MenuItemConstructorOptions, NativeImage, Tray } from 'electron'
import { abilityFor, firstToAdmit } from '../src-desk/knocks/answering.ts'
import type { Attention } from '../src-desk/ports.ts'
import type { DeskCommand } from '../src-shared/desk-command.ts'
import type { DeskState } from '../src-shared/desk-state.ts'
import type { Language } from '../src-shared/language.ts'
import { assertNever, type Done } from '../src-shared/result.ts'
import { presences, type Presence, type PresenceSetting } from '../src-shared/room.ts'
import type { AppTexts } from '../src-shared/texts/program-texts-type.ts'
import { menuLabel, textsIn, visitorForSystem } from './texts.ts'

export type TrayOptions = {
  readonly Tray: new (image: NativeImage) => Tray
  readonly Menu: { buildFromTemplate: (template: MenuItemConstructorOptions[]) => Menu }
  readonly loadImage: (file: string) => NativeImage
  /** Folder with one picture per kind of attention. */
  readonly iconFolder: string
  /** Never rejects. */
  readonly command: (command: DeskCommand) => Promise<Done>
  readonly bringForward: () => void
  readonly quit: () => void
}

/** The icon shows the desk's attention; the menu offers what can be done without the window. */
export type DeskTray = {
  apply: (attention: Attention, language: Language) => void
  /** Rebuilds the menu only when something in it changed: on Linux an open menu closes when it is replaced. */
  showState: (state: DeskState, language: Language) => void
  /** Says once, on Windows, that the window went into the tray. */
  sayStillRunning: (language: Language) => void
  dispose: () => void
}

export function createDeskTray(options: TrayOptions): DeskTray {
  const { Tray, Menu, loadImage, iconFolder } = options
  const imageOf = (kind: Attention['kind']): NativeImage =>
    // It looks as it will when somebody comes.
    loadImage(path.join(iconFolder, `${kind === 'practice' ? 'knock' : kind}.png`))
  const tray = new Tray(imageOf('offline'))
  let shownMenu = ''
  let shownTip = ''
  let shownKind: Attention['kind'] = 'offline'
  let hasSaidStillRunning = false
  tray.on('click', options.bringForward)

  return {
    apply: (attention, language) => {
      if (tray.isDestroyed()) return
      if (attention.kind !== shownKind) {
        shownKind = attention.kind
        tray.setImage(imageOf(attention.kind))
      }
      const tip = tipOf(attention, textsIn(language))
      if (tip === shownTip) return
      shownTip = tip
      tray.setToolTip(tip)
    },
    showState: (state, language) => {
      const template = menuTemplate(state, language, options)
      const looks = JSON.stringify(template)
      if (looks === shownMenu || tray.isDestroyed()) return
      shownMenu = looks
      tray.setContextMenu(Menu.buildFromTemplate(template))
    },
    sayStillRunning: (language) => {
      if (hasSaidStillRunning || process.platform !== 'win32') return
      hasSaidStillRunning = true
      const texts = textsIn(language)
      tray.displayBalloon({ title: texts.stillRunningTitle, content: texts.stillRunningBody, noSound: true })
    },
    dispose: () => {
      if (!tray.isDestroyed()) tray.destroy()
    },
  }
}

function menuTemplate(state: DeskState, language: Language, actions: TrayOptions): MenuItemConstructorOptions[] {
  const texts = textsIn(language)
  const first = firstToAdmit(state)
  const canAdmit = first !== null && abilityFor(state, first).canAdmit
  const admitLabel = first ? menuLabel(texts.admitFirst(visitorForSystem(first.name, language))) : texts.nobodyWaits
  const isPresenceKnown = state.room !== null && state.connection.kind === 'online'
  const setting = state.room?.presenceSetting
  const chosen = setting?.kind === 'manual' ? setting.presence : setting?.kind
  const presenceItem = (choice: Presence | 'automatic', label: string): MenuItemConstructorOptions => ({
    id: `presence-${choice}`,
    type: 'radio',
    label,
    checked: chosen === choice,
    click: () => run({ kind: 'set-presence', setting: settingOf(choice) }),
  })
  /** If it fails, the window comes forward and shows why. */
  function run(command: DeskCommand): void {
    void actions.command(command).then((result) => {
      if (result.kind === 'failed') actions.bringForward()
    })
  }
  return [
    { id: 'open', label: texts.open, click: actions.bringForward },
    first && canAdmit
      ? {
          // Contains the knock's id, so that the menu is rebuilt for another visitor of the same name.
          id: `admit-${first.id}`,
          label: admitLabel,
          click: () => run({ kind: 'admit', knockId: first.id }),
        }
      : { id: 'admit', label: admitLabel, enabled: false },
    { type: 'separator' },
    {
      id: 'presence',
      label: texts.presence,
      enabled: isPresenceKnown,
      submenu: [
        presenceItem('automatic', texts.automatic),
        ...presences.map((presence) => presenceItem(presence, texts.presences[presence])),
      ],
    },
    { type: 'separator' },
    { id: 'quit', label: texts.quit, click: actions.quit },
  ]
}

function settingOf(choice: Presence | 'automatic'): PresenceSetting {
  return choice === 'automatic' ? { kind: 'automatic' } : { kind: 'manual', presence: choice, untilMs: null }
}

function tipOf(attention: Attention, texts: AppTexts): string {
  const { openFollowUps } = attention
  const state = stateTipOf(attention, texts)
  return openFollowUps > 0 ? `${state}\n${texts.trayFollowUps(openFollowUps)}` : state
}

function stateTipOf(attention: Attention, texts: AppTexts): string {
  switch (attention.kind) {
    case 'idle':
      return texts.trayIdle
    case 'knock':
      return texts.trayKnock(attention.openKnocks)
    case 'practice':
      return texts.trayPractice
    case 'call':
      return texts.trayCall
    case 'offline':
      return texts.trayOffline
    default:
      return assertNever(attention.kind)
  }
}
