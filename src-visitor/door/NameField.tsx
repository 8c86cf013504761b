import { limits } from '../../src-shared/limits.ts'
import { useTranslate } from '../page/page-context.ts'

type NameFieldProps = {
  readonly name: string
  readonly type: (name: string) => void
  /** Enter is as good as the button. */
  readonly submit: () => void
}

export function NameField({ name, type, submit }: NameFieldProps) {
  const translate = useTranslate()
  return (
    <form
      class="name-field"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <p class="name-label">
        <label for="visitor-name">{translate('door.name')}</label>{' '}
        <span class="hint" id="name-optional">
          {translate('door.name.optional')}
        </span>
      </p>
      <input
        id="visitor-name"
        type="text"
        autocomplete="name"
        enterkeyhint="done"
        maxLength={limits.nameLength}
        aria-describedby="name-optional name-hint"
        value={name}
        onInput={(event) => type(event.currentTarget.value)}
      />
      <p class="hint" id="name-hint">
        {translate('door.name.hint')}
      </p>
    </form>
  )
}
