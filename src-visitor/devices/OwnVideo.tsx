import { useLaterTranslate } from '../page/use-later-translate.ts'
import { StreamVideo } from '../parts/StreamVideo.tsx'

/** One's own picture, as in a mirror; a phone's back camera is not mirrored. */
export function OwnVideo({ stream }: { readonly stream: MediaStream }) {
  const translate = useLaterTranslate()
  const facing = stream.getVideoTracks()[0]?.getSettings().facingMode
  return <StreamVideo stream={stream} label={translate('call.you')} isMirrored={facing !== 'environment'} />
}
