import { Check, ChevronDown, Hourglass, X, type LucideIcon } from 'lucide-react'
import { useCallback, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Reply } from '../../src-shared/replies.ts'
import type { FromHere } from './from-here.ts'
import type { KnockActions } from './knock-actions.ts'
import { IconButton } from '../parts/IconButton.tsx'
import { FurtherMinutes } from './FurtherMinutes.tsx'
import { HoldMinutes } from './HoldMinutes.tsx'
import { FromHereDialog } from './FromHereDialog.tsx'
import { Replies } from './Replies.tsx'

/** The three answers, each one click; beside *Hold* and *Deny* a second button opens what else they can say. */
export function KnockAnswers(props: {
  /** Empty if the visitor gave none. */
  readonly name: string
  readonly actions: KnockActions
  readonly isHeld: boolean
  /** What can be done about all from the same place, beside *Deny*. */
  readonly fromHere?: FromHere | undefined
  /** The key that admits this one, where there is one. */
  readonly shortcut?: string | undefined
  /** Element that says why something cannot be done. */
  readonly describedBy?: string | undefined
}): ReactNode {
  const { t } = useTranslation()
  const { actions } = props
  const [isAboutAll, setAboutAll] = useState(false)
  const [choosing, setChoosing] = useState<'hold' | 'deny' | null>(null)
  const answers = useRef<HTMLDivElement>(null)
  const closeReplies = useCallback(() => {
    answers.current?.querySelector<HTMLElement>('[aria-expanded="true"]')?.focus()
    setChoosing(null)
  }, [])
  const openFromHere = (): void => {
    closeReplies()
    setAboutAll(true)
  }
  const answer = choosing && actions[choosing]
  const split = (kind: 'hold' | 'deny', icon: LucideIcon, act: ((reply?: Reply | null) => void) | undefined) => (
    <span className={`knock-split knock-${kind}`}>
      <IconButton icon={icon} label={t(`queue.${kind}`)} tone={kind} size="large" onPress={act && (() => act())} />
      <IconButton
        icon={ChevronDown}
        label={t(`queue.chooseReply.${kind}`)}
        tone={kind}
        size="large"
        isIconOnly
        isExpanded={choosing === kind}
        onPress={act && (() => setChoosing((was) => (was === kind ? null : kind)))}
      />
    </span>
  )
  return (
    <>
      <div className="knock-answers" ref={answers}>
        <IconButton
          icon={Check}
          label={t('queue.admit')}
          tone="admit"
          size="large"
          onPress={actions.admit}
          onApproach={actions.warmUp}
          shortcut={props.shortcut}
          describedBy={props.describedBy}
        >
          {props.shortcut && <kbd aria-hidden>{props.shortcut}</kbd>}
        </IconButton>
        <div className="knock-holding">
          {props.isHeld ? (
            <FurtherMinutes holdFurther={actions.holdFurther} />
          ) : (
            <>
              {split('hold', Hourglass, actions.hold)}
              <HoldMinutes holdFor={actions.holdFor} />
            </>
          )}
        </div>
        {split('deny', X, actions.deny)}
      </div>
      {choosing && answer && (
        <Replies
          key={choosing}
          kind={choosing}
          name={props.name}
          answer={(reply) => {
            answer(reply)
            closeReplies()
          }}
          openFromHere={choosing === 'deny' && actions.deny && props.fromHere ? openFromHere : undefined}
          close={closeReplies}
        />
      )}
      {isAboutAll && actions.deny && props.fromHere && (
        <FromHereDialog fromHere={props.fromHere} close={() => setAboutAll(false)} />
      )}
    </>
  )
}
