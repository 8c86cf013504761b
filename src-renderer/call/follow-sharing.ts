import type { DeskWindowBridge } from '../../src-shared/bridge.ts'
import type { LocalMedia } from '../../src-rtc/local-media.ts'
import { shareLabel, type ShareSources } from './share-sources.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'

/** In the app: the "you are sharing" pill follows the share, and its *Stop* ends it. */
export function followSharing(
  media: LocalMedia,
  bridge: Pick<DeskWindowBridge, 'setSharing' | 'onStopSharing'>,
  sources: Pick<ShareSources, 'chosenName'>,
): Unsubscribe {
  let shown: string | null = null
  const follow = (): void => {
    const { screen } = media.getState()
    const label = screen.kind === 'sharing' ? shareLabel(screen.label, sources.chosenName()) : null
    if (label === shown) return
    shown = label
    bridge.setSharing(label)
  }
  const unfollow = media.subscribe(follow)
  const stopListening = bridge.onStopSharing(media.stopSharing)
  // A reloaded window shares nothing, whatever the pill still says.
  bridge.setSharing(null)
  return () => {
    unfollow()
    stopListening()
  }
}
