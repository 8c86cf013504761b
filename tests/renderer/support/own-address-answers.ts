import type { Page } from '@playwright/test'
import type { OwnAddress, OwnAddressView } from '../../../src-shared/own-address.ts'

export const cloudflared: OwnAddress = { by: 'cloudflare', origin: 'https://desk.example.jp' }

export const noOwnAddress: OwnAddressView = {
  fixed: null,
  kept: null,
  look: { kind: 'none' },
  targets: ['http://127.0.0.1:5050', 'https://192.168.0.5:5443'],
}

/** From now on the server has this address. The desk notices at its next look. */
export async function showOwnAddress(page: Page, view: OwnAddressView): Promise<void> {
  await page.evaluate((value) => {
    window.harness.client.answerRequest('own-address:show', () => Promise.resolve({ kind: 'ok', value }))
  }, view)
}
