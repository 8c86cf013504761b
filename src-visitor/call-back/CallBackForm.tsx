import { CircleAlert, PhoneIncoming } from 'lucide'
import { useEffect, useRef } from 'preact/hooks'
import { limits } from '../../src-shared/limits.ts'
import type { CallBackForm as FormView } from './call-back-view.ts'
import { Button } from '../parts/Button.tsx'
import { CallBackInput } from './CallBackInput.tsx'
import { Note } from '../parts/Note.tsx'
import { useLaterTranslate } from '../page/use-later-translate.ts'

/** Who is to be phoned, where, about what and when. Only the number is needed, so it comes first. */
export function CallBackForm({ view }: { readonly view: FormView }) {
  const translate = useLaterTranslate()
  const heading = useRef<HTMLHeadingElement>(null)
  const phone = useRef<HTMLInputElement>(null)
  useEffect(() => heading.current?.focus(), [])
  useEffect(() => {
    if (view.problem) phone.current?.focus()
  }, [view.problem])

  return (
    <form
      class="call-back call-back-form"
      aria-labelledby="call-back-title"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        view.send()
      }}
    >
      <h2 id="call-back-title" tabIndex={-1} ref={heading}>
        {translate('call-back.title')}
      </h2>
      <p>{translate('call-back.lead')}</p>
      {view.failure && (
        <div role="alert">
          <Note look="bad" icon={CircleAlert}>
            <p>{translate(failureKey(view.failure))}</p>
          </Note>
        </div>
      )}
      <CallBackInput
        form={view}
        field="phone"
        maxLength={limits.phoneLength}
        attributes={{ type: 'tel', autocomplete: 'tel', required: true }}
        remark={translate('call-back.phone.required')}
        error={view.problem && translate(`call-back.phone.${view.problem}`)}
        input={phone}
      />
      <CallBackInput form={view} field="name" maxLength={limits.nameLength} attributes={{ autocomplete: 'name' }} />
      <CallBackInput
        form={view}
        field="company"
        maxLength={limits.companyLength}
        attributes={{ autocomplete: 'organization' }}
      />
      <CallBackInput form={view} field="about" maxLength={limits.messageLength} />
      <CallBackInput
        form={view}
        field="when"
        maxLength={limits.messageLength}
        hint={translate('call-back.when.hint')}
      />
      <Button look="main" icon={PhoneIncoming} press="submit">
        {translate('call-back.send')}
      </Button>
      <Button look="quiet" press={view.close}>
        {translate('call-back.close')}
      </Button>
    </form>
  )
}

function failureKey(
  failure: NonNullable<FormView['failure']>,
): 'call-back.failed' | 'call-back.failed.rate-limited' | 'call-back.failed.blocked' {
  if (failure === 'rate-limited' || failure === 'blocked') return `call-back.failed.${failure}`
  return 'call-back.failed'
}
