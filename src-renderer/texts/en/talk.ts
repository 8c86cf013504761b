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
  muted: 'You are muted',
  unheard: 'You are muted: nobody hears what you say',
  unmute: 'Press to speak',
  cameraOff: 'Your camera is off',
  cameraOn: 'Press to show yourself',
  noVoice: 'The visitor cannot hear this desk. Press “Messages” to write to them.',
  noVoiceAtAll: 'Neither side has a microphone, so you cannot talk. Write with “Messages”, or phone them.',
  answer: 'Write back',
}
