import { expect, type Locator, type Page } from '@playwright/test'
import type { Texts } from './texts.ts'

/** A front desk under test: the page in a browser, or the app. What a person sees and presses is the same. */
export type Desk = {
  readonly kind: 'page' | 'app'
  /** The window or tab with the face. */
  readonly page: Page
  readonly texts: Texts
  readonly knockOf: (name: string) => Locator
  readonly press: (name: string, button: 'admit' | 'hold' | 'deny') => Promise<void>
  readonly expectNoKnocks: () => Promise<void>
  readonly callWith: (name: string) => Locator
}

export function describeDesk(kind: Desk['kind'], page: Page, texts: Texts): Desk {
  const list = page.getByRole('list', { name: texts.waitingVisitors })
  const knockOf = (name: string): Locator => list.getByRole('listitem').filter({ hasText: name || texts.noName })
  return {
    kind,
    page,
    texts,
    knockOf,
    press: (name, button) => knockOf(name).getByRole('button', { name: texts[button], exact: true }).click(),
    expectNoKnocks: () =>
      expect(page.getByRole('list', { name: texts.waitingVisitors }).getByRole('listitem')).toHaveCount(0),
    callWith: (name) => page.getByRole('region', { name: name ? texts.callWith(name) : texts.callWithNobodyNamed }),
  }
}
