import type { Page } from '@playwright/test'
import type { RelayView } from '../../../src-shared/relay-set-up.ts'

export const relayHost = '203.0.113.10'
export const relayName = 'desk.example.jp'
export const fingerprint = 'SHA256:yxrSEZ2Pr7aVZlEO5xJmH58UuDOFAG75KuxH9SOjg1g'

export const caaRecord = `${relayName}. CAA 0 issue "letsencrypt.org; validationmethods=tls-alpn-01; accounturi=https://acme-v02.api.letsencrypt.org/acme/acct/1234567890"`

export const noRelay: RelayView = {
  relays: [],
  certificate: { kind: 'none', why: null },
  caa: null,
  work: { kind: 'none' },
}

/** From now on the server has these relays. The desk notices at its next look. */
export async function showRelays(page: Page, view: RelayView): Promise<void> {
  await page.evaluate((value) => {
    window.harness.client.answerRequest('relay:show', () => Promise.resolve({ kind: 'ok', value }))
  }, view)
}

/** A server stands behind the address that a person types, and shows this key. */
export async function showServerKey(page: Page): Promise<void> {
  await page.evaluate((shown) => {
    const value = { hostKey: 'A'.repeat(44), fingerprint: shown }
    window.harness.client.answerRequest('relay:look', () => Promise.resolve({ kind: 'ok', value }))
  }, fingerprint)
}
