import * as v from 'valibot'
import { localTextSchema } from './language.ts'
import { limits } from './limits.ts'

/**
 * What a desk can say with one tap. Shown to staff in their language and to the visitor in theirs. `{time}` in a text
 * becomes the time of day `minutes` from now, rounded up to the next five minutes, by the room's clock.
 */
export const ReplySchema = v.object({
  id: v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/)),
  text: localTextSchema(limits.messageLength),
  minutes: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(24 * 60))),
  /** It promises a phone call, so it leaves an entry to be called back. */
  promisesCall: v.boolean(),
})
export type Reply = v.InferOutput<typeof ReplySchema>

export const denyReplies: readonly Reply[] = [
  {
    id: 'call-back-later',
    text: {
      ja: 'ただいま手が離せません。恐れ入りますが、しばらくしてからもう一度お越しください。',
      en: 'We cannot leave our work right now. Please try again in a little while.',
    },
    minutes: null,
    promisesCall: false,
  },
  {
    id: 'in-meeting',
    text: {
      ja: 'ただいま打ち合わせ中です。恐れ入りますが、{time}以降にもう一度お越しください。',
      en: 'We are in a meeting. Please try again after {time}.',
    },
    minutes: 30,
    promisesCall: false,
  },
  {
    id: 'will-phone',
    text: {
      ja: 'ただいま対応できません。こちらからお電話いたします。',
      en: 'We cannot talk right now. We will phone you.',
    },
    minutes: null,
    promisesCall: true,
  },
  {
    id: 'please-phone',
    text: {
      ja: '恐れ入りますが、お電話でお問い合わせください。',
      en: 'Please phone us instead.',
    },
    minutes: null,
    promisesCall: false,
  },
]

export const holdReplies: readonly Reply[] = [
  {
    id: 'one-moment',
    text: { ja: 'ただいま参ります。少々お待ちください。', en: 'We are coming. One moment, please.' },
    minutes: null,
    promisesCall: false,
  },
  {
    id: 'two-minutes',
    text: { ja: '2分ほどで参ります。そのままお待ちください。', en: 'Coming in two minutes. Please stay.' },
    minutes: null,
    promisesCall: false,
  },
  {
    id: 'until-time',
    text: {
      ja: '{time}ごろに参ります。そのままお待ちください。',
      en: 'We will be with you at about {time}. Please stay.',
    },
    minutes: 5,
    promisesCall: false,
  },
]
