import type { Translate } from '../texts/text-key.ts'
import type { DoorView } from './door-view.ts'
import { useTranslate } from '../page/page-context.ts'
import { PhoneLink } from '../parts/PhoneLink.tsx'
import { Status } from '../parts/Status.tsx'

type DoorPlateProps = {
  readonly view: Pick<DoorView, 'sign' | 'signUntil' | 'phone'>
  readonly company: string
  readonly greeting: string
}

/** The sign at the door: the company, its greeting, and whether anybody is there. */
export function DoorPlate({ view, company, greeting }: DoorPlateProps) {
  const translate = useTranslate()
  return (
    <section class="plate">
      <h1 tabIndex={-1}>{company || translate('door.welcome')}</h1>
      {greeting && <p class="plate-greeting">{greeting}</p>}
      <Status class={`sign sign-${view.sign}`}>
        <span class="sign-lamp" />
        <div>
          <strong>{signTitle(view, translate)}</strong>
          <p>{signDetail(view, translate)}</p>
        </div>
      </Status>
      {view.phone && <PhoneLink phone={view.phone} />}
    </section>
  )
}

function signTitle({ sign, signUntil }: DoorPlateProps['view'], translate: Translate): string {
  const hasTime = sign === 'in-meeting' || sign === 'away' || sign === 'closed'
  return hasTime && signUntil !== null
    ? translate(`door.${sign}.until`, { time: signUntil })
    : translate(`door.${sign}`)
}

function signDetail({ sign, phone }: DoorPlateProps['view'], translate: Translate): string | null {
  if (sign === 'unknown') return null
  if (sign === 'closed' || sign === 'desk-offline') {
    return translate(phone === null ? `door.${sign}.detail-no-phone` : `door.${sign}.detail`)
  }
  return translate(`door.${sign}.detail`)
}
