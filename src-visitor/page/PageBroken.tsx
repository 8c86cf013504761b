import { Button } from '../parts/Button.tsx'
import { useTranslate } from './page-context.ts'

/** Stands for a view that broke, or whose code could not be fetched: a reload finds the same knock again. */
export function PageBroken({ reload }: { readonly reload: () => void }) {
  const translate = useTranslate()
  return (
    <div class="sheet sheet-narrow over" role="alert">
      <h1 tabIndex={-1}>{translate('crash.title')}</h1>
      <p>{translate('crash.detail')}</p>
      <Button look="main" press={reload}>
        {translate('refused.reload')}
      </Button>
    </div>
  )
}
