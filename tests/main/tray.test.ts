import type { MenuItemConstructorOptions, NativeImage, Tray } from 'electron'
import { describe, expect, test } from 'vitest'
import { createDeskTray } from '../../src-main/tray.ts'
import { firstToAdmit } from '../../src-desk/knocks/answering.ts'
import type { BareFact } from '../../src-desk/core/desk-fact.ts'
import type { DeskCommand } from '../../src-shared/desk-command.ts'
import { done, failed, type Done } from '../../src-shared/result.ts'
import { callStarted, deskAfter, held, knocked, online } from '../desk/desk-data.ts'
import { settled } from '../desk/running-desk.ts'

const nobody = { id: 'admit', label: 'No new visitor is waiting', enabled: false }

describe('the tray’s Admit', () => {
  test.each<[what: string, facts: readonly BareFact[], label: string]>([
    ['the first visitor', [online(), knocked('a'), knocked('b')], 'Admit Visitor a'],
    [
      'the first whose page is connected',
      [online(), knocked('a', { visitorLink: 'lost' }), knocked('b')],
      'Admit Visitor b',
    ],
    [
      'one who waits before one who is held',
      [online(), knocked('a', { phase: held }), knocked('b')],
      'Admit Visitor b',
    ],
  ])('is for %s', (_what, facts, label) => {
    const { admitItem } = showTray(facts)
    expect(admitItem()).toMatchObject({ label })
    expect(label).toBe(`Admit ${firstToAdmit(deskAfter(facts))?.name}`)
  })

  test.each<[when: string, facts: readonly BareFact[]]>([
    ['while nobody waits', [online()]],
    ['for one who is held', [online(), knocked('a', { phase: held })]],
    ['during a call', [online(), knocked('a'), callStarted('c')]],
    ['without the server', [online(), knocked('a'), { kind: 'disconnected' }]],
  ])('cannot be pressed %s', (_when, facts) => {
    const { admitItem } = showTray(facts)
    expect(admitItem()).toMatchObject({ enabled: false })
    if (firstToAdmit(deskAfter(facts)) === null) expect(admitItem()).toMatchObject(nobody)
  })

  test('that fails brings the window forward, where the reason stands', async () => {
    const tray = showTray([online(), knocked('a')], failed('already-decided', 'Too late.'))
    tray.press()
    await settled()
    expect(tray.commands).toEqual([{ kind: 'admit', knockId: 'a' }])
    expect(tray.forwards()).toBe(1)
  })

  test('that is carried out leaves the window where it is', async () => {
    const tray = showTray([online(), knocked('a')])
    tray.press()
    await settled()
    expect(tray.forwards()).toBe(0)
  })
})

function showTray(facts: readonly BareFact[], answer: Done = done) {
  const commands: DeskCommand[] = []
  let forwards = 0
  let menu: readonly MenuItemConstructorOptions[] = []
  const tray = createDeskTray({
    Tray: FakeTray as unknown as new (image: NativeImage) => Tray,
    Menu: {
      buildFromTemplate: (template) => {
        menu = template
        return {} as never
      },
    },
    loadImage: () => ({}) as NativeImage,
    iconFolder: 'tray',
    command: (command) => {
      commands.push(command)
      return Promise.resolve(answer)
    },
    bringForward: () => {
      forwards += 1
    },
    quit: () => undefined,
  })
  tray.showState(deskAfter(facts), 'en')
  const admitItem = (): MenuItemConstructorOptions | undefined => menu.find(({ id }) => id?.startsWith('admit'))
  return {
    commands,
    forwards: () => forwards,
    admitItem,
    press: () => admitItem()?.click?.({} as never, undefined, {}),
  }
}

class FakeTray {
  on = () => this
  isDestroyed = () => false
  setContextMenu = () => undefined
}
