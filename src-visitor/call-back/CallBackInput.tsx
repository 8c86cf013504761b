import type { RefObject } from 'preact'
import type { CallBackForm } from './call-back-view.ts'
import type { CallBackField } from './call-back-state.ts'
import { useLaterTranslate } from '../page/use-later-translate.ts'

type CallBackInputProps = {
  readonly form: CallBackForm
  readonly field: CallBackField
  readonly maxLength: number
  readonly attributes?: {
    readonly type?: 'tel'
    readonly autocomplete: 'tel' | 'name' | 'organization'
    readonly required?: true
  }
  /** Beside the label. */
  readonly remark?: string
  readonly hint?: string
  readonly error?: string | null
  readonly input?: RefObject<HTMLInputElement | null>
}

/** One line of the form, with what is the matter with it in words beside it. */
export function CallBackInput({ form, field, maxLength, attributes, remark, hint, error, input }: CallBackInputProps) {
  const translate = useLaterTranslate()
  const id = `call-back-${field}`
  const common = {
    id,
    maxLength,
    'aria-invalid': Boolean(error),
    ...(error || hint ? { 'aria-describedby': error ? `${id}-error` : `${id}-hint` } : {}),
    ...(attributes?.required ? { required: true } : {}),
    ...(attributes ? { autocomplete: attributes.autocomplete } : {}),
    ...(input ? { ref: input } : {}),
    value: form.draft[field],
    onInput: (event: { readonly currentTarget: HTMLInputElement }) => form.type(field, event.currentTarget.value),
  }
  return (
    <div class="field">
      <label for={id}>
        {translate(`call-back.${field}`)} {remark && <span class="hint">{remark}</span>}
      </label>
      {attributes?.type === 'tel' ? <input type="tel" {...common} /> : <input type="text" {...common} />}
      {error && (
        <p class="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}
