import { CircleAlert, RefreshCw, WifiOff } from 'lucide'
import { useTranslate } from '../page/page-context.ts'
import type { Frame } from '../page/view.ts'
import type { DoorView } from './door-view.ts'
import { DoorCallBack } from './DoorCallBack.tsx'
import { Devices } from '../devices/Devices.tsx'
import { DoorButtons } from './DoorButtons.tsx'
import { DoorPlate } from './DoorPlate.tsx'
import { Invitation } from './Invitation.tsx'
import { NameField } from './NameField.tsx'
import { Note } from '../parts/Note.tsx'
import type { VisitFace } from '../page/use-visit-face.ts'

type DoorProps = {
  readonly view: DoorView
  readonly frame: Frame
  readonly preview: MediaStream
  /** Pressed already; what follows is being fetched. */
  readonly isKnocking: boolean
  /** What is fetched while the door is idle. */
  readonly visit: VisitFace | null
}

/** Before the knock: whose door, whether anybody is there, who comes, with which devices. */
export function Door({ view, frame, preview, isKnocking, visit }: DoorProps) {
  const { entrance, callBack } = view
  const isWriting = callBack?.kind === 'form'
  return (
    <div class="door">
      <DoorPlate view={view} company={frame.company} greeting={frame.greeting} />
      <div class="sheet door-form">
        {view.isOffline && <OfflineNote isRestarting={view.isRestarting} />}
        {view.failure && <KnockFailure failure={view.failure} />}
        {callBack && <DoorCallBack view={callBack} isFirst={view.isKnockSecond} CallBack={visit?.CallBack} />}
        {!isWriting && (
          <>
            <Invitation entrance={entrance} />
            <NameField name={view.name} type={view.typeName} submit={view.knock} />
            <Devices view={view.devices} preview={preview} Result={visit?.DevicesResult} />
            <DoorButtons view={view} isKnocking={isKnocking} />
          </>
        )}
      </div>
    </div>
  )
}

function OfflineNote({ isRestarting }: Pick<DoorView, 'isRestarting'>) {
  const translate = useTranslate()
  return isRestarting ? (
    <Note look="plain" icon={RefreshCw} title={translate('restarting')} />
  ) : (
    <Note look="care" icon={WifiOff} title={translate('door.offline')} />
  )
}

function KnockFailure({ failure }: { readonly failure: NonNullable<DoorView['failure']> }) {
  const translate = useTranslate()
  const kind = failure === 'busy' || failure === 'rate-limited' || failure === 'blocked' ? failure : 'other'
  return (
    <div role="alert">
      <Note look="bad" icon={CircleAlert} title={translate(`knock-failure.${kind}.title`)}>
        <p>{translate(`knock-failure.${kind}`)}</p>
      </Note>
    </div>
  )
}
