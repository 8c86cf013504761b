import { Check, Clock, MessageSquareText, PhoneOff, RefreshCw, WifiOff } from 'lucide'
import { useContext } from 'preact/hooks'
import { placeText } from '../texts/later-texts.ts'
import type { LaterTextKey } from '../texts/text-key.ts'
import { isNobodyThere } from '../door/door-view.ts'
import type { WaitingView } from './waiting-view.ts'
import { Button } from '../parts/Button.tsx'
import { CallBack } from '../call-back/CallBack.tsx'
import { Devices } from '../devices/Devices.tsx'
import { DevicesResult } from '../devices/DevicesResult.tsx'
import { Icon } from '../parts/Icon.tsx'
import { Note } from '../parts/Note.tsx'
import { LanguageContext } from '../page/page-context.ts'
import { PhoneLink } from '../parts/PhoneLink.tsx'
import { Status } from '../parts/Status.tsx'
import { useLaterTranslate } from '../page/use-later-translate.ts'

type WaitingProps = { readonly view: WaitingView; readonly preview: MediaStream }

/** After the knock: that it arrived, how long ago, and what can be done meanwhile. */
export function Waiting({ view, preview }: WaitingProps) {
  const translate = useLaterTranslate()
  const detail = detailOf(view)
  const isWriting = view.callBack?.kind === 'form'
  return (
    <div class="waiting">
      <div class="sheet waiting-main">
        <div class={`waiting-pulse waiting-pulse-${view.isOffline ? 'sending' : view.phase}`} aria-hidden="true">
          <Icon
            node={view.isOffline ? (view.isRestarting ? RefreshCw : WifiOff) : view.phase === 'sending' ? Clock : Check}
          />
        </div>
        <Status class="waiting-status">
          <h1 tabIndex={-1}>{translate(headingOf(view))}</h1>
          {view.place !== null && !isAlone(view) && <Place place={view.place} />}
          {detail && <p>{translate(detail)}</p>}
          {view.message && (
            <blockquote class="desk-message">
              <p class="desk-message-from">
                <Icon node={MessageSquareText} />
                {translate('waiting.message')}
              </p>
              <p class="desk-message-text">{view.message}</p>
            </blockquote>
          )}
          <WaitingNotes view={view} />
          {view.linkUntil !== null && <p>{translate('waiting.link', { time: view.linkUntil })}</p>}
        </Status>
        {view.holdLeftMs !== null && !view.isOffline && <HoldLeft leftMs={view.holdLeftMs} />}
        {view.elapsedMs !== null && view.holdLeftMs === null && (
          <p class="waiting-elapsed">
            <span>{translate('waiting.elapsed')}</span>{' '}
            <span role="timer" class="waiting-clock">
              {minutesAndSeconds(view.elapsedMs)}
            </span>
          </p>
        )}
        {view.phone && <PhoneLink phone={view.phone} />}
        {view.callBack && <CallBack view={view.callBack} isWaiting />}
        <div class="waiting-buttons">
          {view.goOnWaiting && !isWriting && (
            <Button look="plain" icon={Clock} press={view.goOnWaiting}>
              {translate('waiting.go-on')}
            </Button>
          )}
          <Button look="quiet" press={view.stopWaiting}>
            {translate('waiting.stop')}
          </Button>
        </div>
      </div>
      <div class="sheet waiting-devices">
        {view.devices.allow && <p>{translate('waiting.devices')}</p>}
        <Devices view={view.devices} preview={preview} Result={DevicesResult} />
      </div>
    </div>
  )
}

function Place({ place }: { readonly place: number }) {
  const translate = useLaterTranslate()
  const language = useContext(LanguageContext)
  return <p class="waiting-place">{place === 1 ? translate('waiting.place.first') : placeText(language, place)}</p>
}

/** The time that the desk has named, running down: it says that waiting is of use. */
function HoldLeft({ leftMs }: { readonly leftMs: number }) {
  const translate = useLaterTranslate()
  return (
    <p class="waiting-elapsed">
      <span>{translate('waiting.hold-left')}</span>{' '}
      <span role="timer" class="waiting-clock">
        {minutesAndSeconds(Math.ceil(leftMs / 1000) * 1000)}
      </span>
    </p>
  )
}

/** Where nobody is there, nothing promises that somebody comes in a moment. */
function headingOf({ phase, sign, isOffline }: WaitingView): LaterTextKey {
  return phase === 'waiting' && !isOffline && isNobodyThere(sign) ? `waiting.alone.${sign}` : `waiting.${phase}`
}

function isAlone({ phase, sign }: WaitingView): boolean {
  return phase === 'waiting' && isNobodyThere(sign)
}

/** Null where a note says what is the matter instead. */
function detailOf(view: WaitingView): LaterTextKey | null {
  const { phase, isOffline, isRestarting, isUnnoticed, isInvited } = view
  if (phase === 'sending' && isRestarting) return 'waiting.sending.restarting'
  if (phase === 'sending') return isOffline ? 'waiting.sending.offline' : 'waiting.sending.detail'
  if (isOffline || isUnnoticed || isAlone(view)) return null
  return phase === 'waiting' && isInvited ? 'waiting.invited.detail' : `waiting.${phase}.detail`
}

function WaitingNotes({ view }: { readonly view: WaitingView }) {
  const translate = useLaterTranslate()
  return (
    <>
      {view.isOffline && view.phase !== 'sending' && (
        <Note
          look={view.isRestarting ? 'plain' : 'care'}
          icon={view.isRestarting ? RefreshCw : WifiOff}
          title={translate(view.isRestarting ? 'waiting.restarting' : 'waiting.lost')}
        >
          <p>{translate('waiting.lost.detail')}</p>
          {view.phone && <p>{translate('waiting.lost.phone')}</p>}
        </Note>
      )}
      {view.isUnnoticed ? (
        <Note look="care" icon={Clock} title={translate('waiting.unnoticed')}>
          <p>{translate(view.phone ? 'waiting.unnoticed.detail' : 'waiting.unnoticed.detail-no-phone')}</p>
        </Note>
      ) : (
        !view.isOffline && <SignNote view={view} />
      )}
    </>
  )
}

/** What the desk's sign means to somebody who waits already, with the ways that are open. */
function SignNote({ view: { phase, sign, phone } }: { readonly view: WaitingView }) {
  const translate = useLaterTranslate()
  if (phase === 'held' && sign !== 'desk-offline') return null
  if (sign === 'open' || sign === 'unknown' || phase === 'sending') return null
  return (
    <Note look="plain" icon={sign === 'desk-offline' ? PhoneOff : Clock}>
      <p>{translate(`waiting.${sign}`)}</p>
      {isNobodyThere(sign) && <p>{translate(phone ? 'waiting.alone.ways' : 'waiting.alone.ways-no-phone')}</p>}
    </Note>
  )
}

function minutesAndSeconds(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
