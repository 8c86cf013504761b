import { deskScenes, type DeskScene } from '../renderer/support/scenes.ts'
import { settingsScenes } from '../renderer/support/settings-scenes.ts'
import { scenes as visitorScenes, type Scene } from '../visitor/support/scenes.ts'
import { looksOf, type Look } from './looks.ts'

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

function nameOf(screen: string, { size, language, theme }: Look, viewport: { width: number; height: number } = size) {
  return `${screen.replaceAll(' ', '-')}-${viewport.width}x${viewport.height}-${language}-${theme}`
}
