import type { Page } from '@playwright/test'
import { defaultOpeningHours } from '../../../src-shared/opening-hours.ts'
import { openHarness } from '../harness/open-harness.ts'
import { sampleState } from '../sample-state.ts'

export const url = 'https://desk.example.jp/front-desk'

export const longUrl = 'https://front-desk.long-name-manufacturing.example.co.jp/main-factory-office'
export const longName = 'ロングネーム精密機械製作所株式会社 第二工場 大型部品加工事業部'

/** The door sign of a usual company, or of one with the longest of everything. */
export async function openSignDialog(page: Page, isLong = false): Promise<void> {
  const state = sampleState({ publicUrl: isLong ? longUrl : url })
  if (!state.room) throw new Error('The sample has a room.')
  const span = (fromMinute: number) => ({ fromMinute, toMinute: 1050 })
  const week = [null, span(480), span(490), span(500), span(510), span(520), span(530)]
  const hours = { ...defaultOpeningHours, isUsed: true, ...(isLong && { week }) }
  const company = isLong ? { ja: longName, en: 'Long Name Precision Machinery Works, Second Factory' } : undefined
  const { profile, rules } = state.room
  const room = { ...state.room, profile: { ...profile, ...(company && { company }) }, rules: { ...rules, hours } }
  await openHarness(page, { view: 'page', state: { ...state, room } })
  await page.getByRole('button', { name: '入口の案内を印刷' }).click()
}
