/** The XML of a Windows toast, in the form that Electron understands when it is pressed. */
import type { KnockId } from '../../src-shared/ids.ts'

export type ToastContents = {
  readonly knockId: KnockId
  readonly title: string
  readonly body: string
  readonly admit: string
  readonly deny: string
}

/** The button numbers that `toastXml` writes and a press reports. */
export const toastButtons = ['admit', 'deny'] as const

/**
 * `incomingCall` keeps the toast open until it is dismissed. Its ringtone is off, since we ring ourselves.
 *
 * `launch` and `arguments` have Electron's own form, `type=…&action=…&tag=…`, split on `&` and `=` without decoding:
 * a knock's id contains neither (`KnockIdSchema`). Without `launch`, a press in the Action Center would name no knock.
 * https://learn.microsoft.com/uwp/schemas/tiles/toastschema/element-toast
 */
export function toastXml({ knockId, title, body, admit, deny }: ToastContents): string {
  const press = (type: string): string => escapeXml(`type=${type}&tag=${knockId}`)
  const button = (index: number, label: string): string =>
    `<action content="${escapeXml(label)}" activationType="foreground" ` +
    `hint-buttonStyle="${index === 0 ? 'Success' : 'Critical'}" arguments="${press(`action&action=${index}`)}"/>`
  return (
    `<toast scenario="incomingCall" useButtonStyle="true" launch="${press('click')}">` +
    `<visual><binding template="ToastGeneric"><text>${escapeXml(title)}</text><text>${escapeXml(body)}</text></binding></visual>` +
    `<actions>${button(0, admit)}${button(1, deny)}</actions>` +
    `<audio silent="true"/></toast>`
  )
}

/** XML 1.0 cannot carry most control characters, not even as references: they become spaces. */
function escapeXml(text: string): string {
  return text
    .replace(/[\p{Cc}\uFFFE\uFFFF]/gu, ' ')
    .toWellFormed()
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
