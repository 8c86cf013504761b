import { useDeferredValue, useId, useMemo, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../face/language.ts'
import { useNow } from '../face/now.ts'
import { useTimeZone } from '../face/time-zone.ts'
import { ChoiceField } from './ChoiceField.tsx'
import { TextField } from '../parts/TextField.tsx'
import { findZones, likelyZones, zoneIndex, zoneName } from './zone-names.ts'

/** So few that each is seen; whoever looks for another types more of its name. */
const zonesShown = 8

/** The zone of the company's hours: the likely ones to press, and a search for every other. */
export function TimeZoneField(props: { readonly value: string; readonly onChange: (zone: string) => void }): ReactNode {
  const { t } = useTranslation()
  const language = useLanguage()
  const ownZone = useTimeZone()
  const nowMs = useNow()
  const [isSearching, setSearching] = useState(false)
  const [query, setQuery] = useState('')
  const asked = useDeferredValue(query)
  const resultsId = useId()
  // Names change with summer time alone.
  const day = Math.floor(nowMs / 86_400_000)
  const index = useMemo(
    () => (isSearching ? zoneIndex(language, day * 86_400_000) : new Map()),
    [isSearching, language, day],
  )
  const found = findZones(index, asked)
  const nameOf = (zone: string): string => zoneName(zone, language, nowMs)
  const choose = (zone: string): void => {
    setSearching(false)
    setQuery('')
    props.onChange(zone)
  }
  return (
    <>
      <ChoiceField
        label={t('settings.hours.timeZone')}
        value={props.value}
        choices={likelyZones(props.value, ownZone).map((zone) => ({ value: zone, label: nameOf(zone) }))}
        onChoose={choose}
      />
      {!isSearching && (
        <div className="row">
          <button type="button" className="button button-plain button-normal" onClick={() => setSearching(true)}>
            {t('settings.hours.otherZones')}
          </button>
        </div>
      )}
      {isSearching && (
        <div className="zone-search">
          <TextField
            label={t('settings.hours.findZone')}
            detail={t('settings.hours.findZoneDetail')}
            value={query}
            maxLength={40}
            onChange={setQuery}
          />
          <ul className="zone-results" id={resultsId} aria-label={t('settings.hours.zonesFound')}>
            {found.slice(0, zonesShown).map((zone) => (
              <li key={zone}>
                <button type="button" className="button button-plain button-normal" onClick={() => choose(zone)}>
                  {nameOf(zone)}
                </button>
              </li>
            ))}
          </ul>
          <output className="soft">{words()}</output>
        </div>
      )}
    </>
  )

  function words(): string {
    if (asked.trim() === '') return ''
    if (found.length === 0) return t('settings.hours.noZone')
    return found.length > zonesShown ? t('settings.hours.moreZones', { count: found.length - zonesShown }) : ''
  }
}
