import { deskScenes, type DeskScene } from '../renderer/support/scenes.ts'
import { guideScenes } from '../renderer/support/guide-scenes.ts'
import { settingsScenes } from '../renderer/support/settings-scenes.ts'
import { scenes as visitorScenes, type Scene } from '../visitor/support/scenes.ts'
import { languages } from '../../src-shared/language.ts'
import { looksOf, sizes, type Look } from './looks.ts'

/** One picture of the set: a screen in one look. */
export type Picture<Screen> = { readonly name: string; readonly look: Look; readonly scene: Screen }

/** A small window has one size of its own, and so only the four pairs of language and theme differ. */
export const deskPictures: readonly Picture<DeskScene>[] = [...deskScenes, ...settingsScenes].flatMap((scene, index) =>
  looksOf(index)
    .slice(0, scene.viewport ? 4 : undefined)
    .map((look) => ({ name: nameOf(`desk ${scene.name}`, look, scene.viewport), look, scene })),
)

export const visitorPictures: readonly Picture<Scene>[] = visitorScenes.flatMap((scene, index) =>
  looksOf(index).map((look) => ({ name: nameOf(`visitor ${scene.name}`, look), look, scene })),
)

const [, , guideSize] = sizes

/** What the guides for owners show of each screen, by day on a PC. */
const guideScreens: Readonly<Record<string, string>> = {
  'first-hour': 'empty queue of the first hour',
  knock: 'one knock',
  'address-form': 'a relay that is about to be set up',
  'address-ready': 'an address on the internet',
  'own-address': 'an address by a proxy of their own',
  desks: 'settings desks',
  'call-outs': 'a signal tower that is added',
  'self-test': 'settings self-test',
  alarms: 'alarms',
}

/** One picture of the guides for each screen and language. */
export const guidePictures: readonly Picture<DeskScene>[] = Object.entries(guideScreens).flatMap(([name, screen]) =>
  languages.map((language) => {
    const scene = [...deskScenes, ...settingsScenes, ...guideScenes].find((one) => one.name === screen)
    if (!scene) throw new Error(`There is no screen ${screen}.`)
    return { name: `${language}-${name}`, look: { size: guideSize, language, theme: 'light' }, scene }
  }),
)

function nameOf(screen: string, { size, language, theme }: Look, viewport: { width: number; height: number } = size) {
  return `${screen.replaceAll(' ', '-')}-${viewport.width}x${viewport.height}-${language}-${theme}`
}
