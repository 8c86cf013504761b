import type { RemoteMediaState } from '../../src-rtc/control-channel.ts'

/** What of the visitor's is to be looked at closely now; null while it is a talk between faces. */
export type LargePicture = 'screen' | 'part' | null

export function largePictureOf(remote: RemoteMediaState | null): LargePicture {
  if (remote?.isSharingScreen) return 'screen'
  return remote?.isShowingPart && remote.isCameraOn ? 'part' : null
}
