import { createRoot } from 'react-dom/client'
import type { ReactNode } from 'react'
import { I18nextProvider } from 'react-i18next'
import type { Language } from '../../src-shared/language.ts'
import { Boundary } from '../shell/Boundary.tsx'
import { waitForTexts } from '../texts/first-texts.ts'
import { createTexts } from '../texts/i18n.ts'

/** Renders a window's contents into its page, inside the texts, once they are there, and the error boundary. */
export async function render(
  contents: ReactNode,
  options: {
    readonly language: Language
    readonly log: (message: string, detail?: unknown) => void
  },
): Promise<void> {
  const root = document.querySelector('#root')
  if (!root) throw new Error('The page has no #root.')
  document.documentElement.lang = options.language
  await waitForTexts(options.language, options.log)
  createRoot(root).render(
    <I18nextProvider i18n={createTexts(options.language)}>
      <Boundary log={options.log}>{contents}</Boundary>
    </I18nextProvider>,
  )
}
