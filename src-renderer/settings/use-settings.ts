import type { DeskSettings } from '../../src-shared/desk-settings.ts'
import { useDesk, useFace } from '../face/face.ts'

/** The desk's own settings and how to change some of them; a change is saved at once. */
export function useSettings(): readonly [DeskSettings, (changed: Partial<DeskSettings>) => void] {
  const { client, feedback } = useFace()
  const settings = useDesk((desk) => desk.settings)
  return [settings, (changed) => feedback.follow(client.command({ kind: 'change-settings', settings: changed }))]
}
