import { EventEmitter } from 'node:events'
import { existsSync } from 'node:fs'
import type { MenuEntry } from './control.ts'

export type Image = { readonly file: string; readonly isEmpty: () => boolean; readonly toDataURL: () => string }

export const nativeImage = {
  createFromPath: (file: string): Image => ({ file, isEmpty: () => !existsSync(file), toDataURL: () => '' }),
  createEmpty: (): Image => ({ file: '', isEmpty: () => true, toDataURL: () => '' }),
}

type Item = {
  readonly id?: string
  readonly label?: string
  readonly type?: string
  readonly enabled?: boolean
  readonly checked?: boolean
  readonly submenu?: readonly Item[]
  readonly click?: () => void
}
type BuiltMenu = { readonly items: readonly Item[] }

export const Menu = {
  buildFromTemplate: (items: readonly Item[]): BuiltMenu => ({ items }),
  setApplicationMenu: (): void => {},
}

let living: Tray | null = null
export const findTray = (): Tray | null => living
function setLiving(tray: Tray | null): void {
  living = tray
}

export class Tray extends EventEmitter {
  image: Image
  tip = ''
  #menu: BuiltMenu = { items: [] }
  #isDestroyed = false

  constructor(image: Image) {
    super()
    this.image = image
    setLiving(this)
  }
  setImage(image: Image): void {
    this.image = image
  }
  setToolTip(tip: string): void {
    this.tip = tip
  }
  setContextMenu(menu: BuiltMenu): void {
    this.#menu = menu
  }
  displayBalloon(): void {}
  isDestroyed = (): boolean => this.#isDestroyed
  destroy(): void {
    this.#isDestroyed = true
    setLiving(null)
  }

  describeMenu(): readonly MenuEntry[] {
    return this.#menu.items.filter((item) => item.type !== 'separator').map(describe)
  }
  /** Throws for an item that is not there or greyed out: a person could not click it either. */
  clickItem(id: string): void {
    const item = find(this.#menu.items, id)
    if (!item?.click || item.enabled === false) throw new Error(`The tray's menu has no "${id}" to click.`)
    item.click()
  }
}

function find(items: readonly Item[], id: string): Item | undefined {
  for (const item of items) {
    const found = item.id === id ? item : find(item.submenu ?? [], id)
    if (found) return found
  }
  return undefined
}

function describe(item: Item): MenuEntry {
  return {
    id: item.id ?? '',
    label: item.label ?? '',
    isEnabled: item.enabled ?? true,
    isChecked: item.checked ?? false,
    submenu: (item.submenu ?? []).map(describe),
  }
}
