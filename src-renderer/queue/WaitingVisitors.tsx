import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { abilityFor, firstToAdmit } from '../../src-desk/knocks/answering.ts'
import { useDesk, useFace } from '../face/face.ts'
import { fromHere } from './from-here.ts'
import { knockActions } from './knock-actions.ts'
import { answeringState, viewKnocks } from './knock-view.ts'
import { useHasKeyboard } from '../face/keyboard.ts'
import { useNow } from '../face/now.ts'
import { KnockItem } from './KnockItem.tsx'

/** The list of all open knocks, oldest first. Quiet beside a call. */
export function WaitingVisitors(props: { readonly isQuiet?: boolean; readonly hasShortcut?: boolean }): ReactNode {
  const { t } = useTranslation()
  const face = useFace()
  const state = useDesk(answeringState)
  const views = viewKnocks(state, useNow())
  const first = firstToAdmit(state)
  const hasKeyboard = useHasKeyboard()
  return (
    <ul className="knocks" aria-label={t('queue.list')}>
      {views.map((view) => {
        const { reason } = abilityFor(state, view.knock)
        const actions = knockActions({ ...face, warmUp: face.callSession.warmUp }, state, view.knock)
        return (
          <KnockItem
            key={view.knock.id}
            view={view}
            actions={actions}
            fromHere={fromHere(face, state.knocks, view.knock)}
            reason={reason === 'in-call' ? t('queue.inCall') : reason === 'offline' ? t('queue.offline') : null}
            shortcut={props.hasShortcut && hasKeyboard && view.knock === first && actions.admit ? 'A' : undefined}
            isQuiet={props.isQuiet ?? false}
          />
        )
      })}
    </ul>
  )
}
