import { Plus } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeskRequestAnswers } from '../../src-shared/desk-requests.ts'
import type { CallOut, CallOutId, CallOutResult } from '../../src-shared/call-out.ts'
import { useDesk, useFace } from '../face/face.ts'
import { IconButton } from '../parts/IconButton.tsx'
import { checkCallOuts, newCallOut, withoutTypedSecret, wrongFieldOf } from './call-out-drafts.ts'
import { callOutKinds } from './call-out-kinds.tsx'
import { CallOutEntry } from './CallOutEntry.tsx'
import { SaveBar } from '../settings/SaveBar.tsx'
import { Section } from '../settings/Section.tsx'
import { useAnswer } from '../settings/use-answer.ts'
import { isSameData } from '../../src-shared/same-data.ts'

/** Ways to call people who are not at a desk. The server carries them out, also while every desk is off. */
export function CallOutsSection(): ReactNode {
  const { t } = useTranslation()
  const [answer, askAgain] = useAnswer('call-outs:list', null)
  const [isSaved, setSaved] = useState(false)
  return (
    <Section title={t('settings.sections.call-outs')} detail={t('settings.callOuts.detail')}>
      {answer === null && <p className="soft">{t('settings.loading')}</p>}
      {answer?.kind === 'failed' && answer.code !== 'owners-only' && (
        <p className="soft">{t('settings.profile.offline')}</p>
      )}
      {answer?.kind === 'ok' && (
        <CallOutList
          key={JSON.stringify(answer.value.callOuts)}
          saved={answer.value}
          isSaved={isSaved}
          whenSaved={() => {
            setSaved(true)
            askAgain()
          }}
        />
      )}
    </Section>
  )
}

function CallOutList(props: {
  readonly saved: DeskRequestAnswers['call-outs:list']
  readonly isSaved: boolean
  readonly whenSaved: () => void
}): ReactNode {
  const { t } = useTranslation()
  const { client, feedback } = useFace()
  const connection = useDesk((desk) => desk.connection)
  const [drafts, setDrafts] = useState<readonly CallOut[]>(props.saved.callOuts)
  const [tested, setTested] = useState<readonly CallOutResult[]>([])
  const [testing, setTesting] = useState<CallOutId | null>(null)
  const [isSaving, setSaving] = useState(false)
  const isOnline = connection.kind === 'online'
  const checked = checkCallOuts(drafts)
  const isChanged = !isSameData(drafts, props.saved.callOuts)

  const save = async (): Promise<void> => {
    if (checked.kind === 'failed') return
    setSaving(true)
    const answer = await client.request('call-outs:set', [...checked.value])
    setSaving(false)
    if (answer.kind === 'ok') {
      setDrafts(checked.value.map(withoutTypedSecret))
      props.whenSaved()
    } else feedback.say({ kind: 'failure', code: answer.code })
  }
  const test = async (callOutId: CallOutId): Promise<void> => {
    setTesting(callOutId)
    const answer = await client.request('call-outs:test', { callOutId })
    setTesting(null)
    if (answer.kind === 'ok') setTested([answer.value, ...tested])
    else feedback.say({ kind: 'failure', code: answer.code })
  }

  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      {drafts.length === 0 && <p className="soft">{t('settings.callOuts.none')}</p>}
      <ul className="entries">
        {drafts.map((draft, index) => (
          <li key={draft.id}>
            <CallOutEntry
              callOut={draft}
              isNew={!props.saved.callOuts.some((callOut) => callOut.id === draft.id)}
              wrongField={wrongFieldOf(checked, index)}
              result={lastResult(draft.id)}
              secret={props.saved.secrets.find(({ callOutId }) => callOutId === draft.id)?.state ?? 'none'}
              isTesting={testing === draft.id}
              change={(changed) => setDrafts(drafts.map((other) => (other.id === draft.id ? changed : other)))}
              remove={() => setDrafts(drafts.filter((other) => other.id !== draft.id))}
              // The server tests what it has saved.
              {...(isOnline && !isChanged && testing === null && { test: () => void test(draft.id) })}
            />
          </li>
        ))}
      </ul>
      <fieldset className="choices">
        <legend>{t('settings.callOuts.add')}</legend>
        <div className="choices-row">
          {callOutKinds.map((kind) => {
            const name = t(`settings.callOuts.kinds.${kind}`)
            const add = (): void => setDrafts([...drafts, newCallOut(kind, name)])
            return <IconButton key={kind} icon={Plus} label={name} onPress={add} />
          })}
        </div>
      </fieldset>
      <SaveBar
        isOnline={isOnline}
        isChanged={isChanged}
        isValid={checked.kind === 'ok'}
        isSaving={isSaving}
        isSaved={props.isSaved}
      />
    </form>
  )

  function lastResult(id: CallOutId): CallOutResult | null {
    return [...tested, ...props.saved.results]
      .filter((result) => result.callOutId === id)
      .reduce<CallOutResult | null>((last, result) => (last === null || result.atMs > last.atMs ? result : last), null)
  }
}
