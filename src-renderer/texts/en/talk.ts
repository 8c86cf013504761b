import type { Texts } from '../texts-type.ts'

/** What the staff reads about talking without sound, in English. */
export const talk: Texts['talk'] = {
  messages: 'Messages',
  message: 'Message',
  send: 'Send',
  placeholder: 'Write to the visitor',
  none: 'When sound fails, write here. The visitor sees it at once.',
  notSent: 'It was not sent. Please press “Send” again.',
  unread: 'Unread',
  answer: 'Write back',
}
