import { Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { inEachLanguage } from '../../src-shared/language.ts'
import type { Reply } from '../../src-shared/replies.ts'
import type { RoomRules } from '../../src-shared/room-rules.ts'
import { IconButton } from '../parts/IconButton.tsx'
import { randomId } from '../../src-page/random-id.ts'
import { ReplyForm } from './ReplyForm.tsx'
import { RulesForm } from './RulesForm.tsx'

const maxReplies = 12

/** What the desks can say with one tap, on hold and on denial. */
export function RepliesSection(): ReactNode {
  const { t } = useTranslation()
  return (
    <RulesForm title={t('settings.sections.replies')} detail={t('settings.replies.detail')}>
      {(rules, change) =>
        (['holdReplies', 'denyReplies'] as const).map((list) => (
          <ReplyList key={list} list={list} replies={rules[list]} change={change} />
        ))
      }
    </RulesForm>
  )
}

function ReplyList(props: {
  readonly list: 'holdReplies' | 'denyReplies'
  readonly replies: readonly Reply[]
  readonly change: (changed: Partial<RoomRules>) => void
}): ReactNode {
  const { t } = useTranslation()
  const { list, replies } = props
  const keep = (next: readonly Reply[]): void => props.change({ [list]: [...next] })
  const add = (): void =>
    keep([...replies, { id: randomId('reply'), text: inEachLanguage(() => ''), minutes: null, promisesCall: false }])
  return (
    <fieldset className="reply-list">
      <legend>{t(`settings.replies.${list}`)}</legend>
      <ol>
        {replies.map((reply, index) => (
          <li key={reply.id}>
            <ReplyForm
              reply={reply}
              place={index}
              change={(changed) => keep(replies.map((other) => (other.id === reply.id ? changed : other)))}
              {...(index > 0 && { moveUp: () => keep(movedUp(replies, index)) })}
              {...(index < replies.length - 1 && { moveDown: () => keep(movedUp(replies, index + 1)) })}
              {...(replies.length > 1 && { remove: () => keep(replies.filter((other) => other.id !== reply.id)) })}
            />
          </li>
        ))}
      </ol>
      <div className="row">
        <IconButton
          icon={Plus}
          label={t('settings.replies.add')}
          onPress={replies.length < maxReplies ? add : undefined}
        />
      </div>
    </fieldset>
  )
}

function movedUp(replies: readonly Reply[], index: number): readonly Reply[] {
  const moved = replies.slice(index, index + 1)
  const rest = replies.filter((_reply, other) => other !== index)
  return rest.toSpliced(index - 1, 0, ...moved)
}
