import { Fragment, type ReactNode } from 'react'
import { languages, ownText, type Language } from '../../src-shared/language.ts'
import type { Room } from '../../src-shared/room.ts'
import { QrCode } from '../parts/QrCode.tsx'
import { textsIn } from '../texts/texts.ts'
import { hoursLines, spanText } from './hours-lines.ts'

export const signFormats = ['a4', 'a6', 'card'] as const
export type SignFormat = (typeof signFormats)[number]

/**
 * On a door, a counter or in a wallet: whose door it is, the code and the address, and when and by what number somebody
 * can be reached. In every language at once, because nobody knows who will stand before it.
 */
export function DoorSign(props: { readonly format: SignFormat; readonly room: Room; readonly url: string }): ReactNode {
  const { room, url } = props
  const { phone } = room.profile
  return (
    <article className={`sign sign-${props.format}${isTight(room, url) ? ' sign-tight' : ''}`}>
      <header className="sign-company">
        {languages.map((language) => (
          <p key={language} lang={language}>
            {ownText(language, room.profile.company)}
          </p>
        ))}
      </header>
      <QrCode text={url} label={textsIn('ja').address.qr} />
      <div className="sign-how">
        {languages.map((language) => (
          <p key={language} lang={language}>
            <strong>{textsIn(language).sign.title}</strong>
            <span>{textsIn(language).sign.how}</span>
          </p>
        ))}
      </div>
      <p className="sign-url">
        {url.split(/(?<=\/)(?!\/)/).map((part) => (
          <Fragment key={part}>
            {part}
            <wbr />
          </Fragment>
        ))}
      </p>
      <footer className="sign-facts">
        {phone !== '' && (
          <p className="sign-phone">
            {languages.map((language) => textsIn(language).sign.phone).join(' / ')} <strong>{phone}</strong>
          </p>
        )}
        {room.rules.hours.isUsed &&
          languages.map((language) => <Hours key={language} hours={room.rules.hours} language={language} />)}
      </footer>
    </article>
  )
}

/** Whether there is more to say than fits in large letters. */
function isTight({ profile, rules }: Room, url: string): boolean {
  const names = languages.map((language) => ownText(language, profile.company).length)
  const lines = rules.hours.isUsed ? hoursLines(rules.hours.week, languages[0]).length : 0
  return Math.max(...names) > 36 || ownText('ja', profile.company).length > 18 || url.length > 48 || lines > 2
}

function Hours(props: { readonly hours: Room['rules']['hours']; readonly language: Language }): ReactNode {
  const { hours, language } = props
  const words = textsIn(language).sign
  const lunch = hours.lunch && spanText(hours.lunch)
  return (
    <p className="sign-hours" lang={language}>
      <span>{words.hours}</span>
      {hoursLines(hours.week, language).map((line) => (
        <span key={line}>{line}</span>
      ))}
      {lunch && <span className="sign-note">{words.lunch.replace('{{span}}', lunch)}</span>}
      {hours.closesOnHolidays && <span className="sign-note">{words.holidays}</span>}
    </p>
  )
}
