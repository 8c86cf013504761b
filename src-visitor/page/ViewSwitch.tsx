import { assertNever } from '../../src-shared/result.ts'
import type { Frame, View } from './view.ts'
import type { VisitorPage } from './visitor-page.ts'
import { Door } from '../door/Door.tsx'
import { Refused } from './Refused.tsx'
import { Resuming } from './Resuming.tsx'
import type { CallFace } from '../call/use-call-face.ts'
import type { VisitFace } from './use-visit-face.ts'

type ViewSwitchProps = {
  readonly view: View
  /** The knock is on its way, and the door still stands here. */
  readonly isKnocking: boolean
  readonly frame: Frame
  readonly page: VisitorPage
  readonly callFace: CallFace | null
  /** There before any view that cannot do without. */
  readonly visitFace: VisitFace | null
  readonly voice: HTMLAudioElement
  readonly speakerId: string
}

/** One view at a time. */
export function ViewSwitch(props: ViewSwitchProps) {
  const { view, frame, page, callFace: Call, visitFace: visit, voice, speakerId } = props
  const { preview } = page.media
  switch (view.kind) {
    case 'door':
      return <Door view={view} frame={frame} preview={preview} isKnocking={props.isKnocking} visit={visit} />
    case 'waiting':
      return visit && <visit.Waiting view={view} preview={preview} />
    case 'call':
      if (!Call) return visit && <visit.CallOpening view={view} />
      return (
        <Call
          view={view}
          company={frame.company}
          link={page.getCall()}
          media={page.media}
          voice={{ element: voice, sinkId: speakerId, onPlayback: page.playbackChanged }}
        />
      )
    case 'over':
      return visit && <visit.Over view={view} />
    case 'farewell':
      return visit && <visit.Farewell knockAgain={view.knockAgain} />
    case 'displaced':
      return visit && <visit.Displaced continueHere={view.continueHere} />
    case 'refused':
      return <Refused view={view} />
    case 'resuming':
      return <Resuming isOffline={view.isOffline} isRestarting={view.isRestarting} />
    default:
      return assertNever(view)
  }
}
