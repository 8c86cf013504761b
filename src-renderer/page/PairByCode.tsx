import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { NotPaired } from './NotPaired.tsx'
import type { PairingFailure, PairingOutcome } from './pair-by-code.ts'
import type { Pairing } from './pairing.ts'

/** Pairs this browser while it is shown, and says what to do where that fails. */
export function PairByCode(props: {
  readonly pair: () => Promise<PairingOutcome>
  readonly onPaired: (pairing: Pairing) => void
}): ReactNode {
  const { t } = useTranslation()
  const { pair, onPaired } = props
  const [failure, setFailure] = useState<PairingFailure | null>(null)
  const [attempt, setAttempt] = useState(() => pair())
  useEffect(() => {
    void attempt.then((outcome) => {
      if (outcome.kind === 'paired') onPaired(outcome.pairing)
      else setFailure(outcome.failure)
    })
  }, [attempt, onPaired])
  const retry = (): void => {
    setFailure(null)
    setAttempt(pair())
  }
  if (failure === null) {
    return (
      <main className="not-paired">
        <output>{t('pairing.pairing')}</output>
      </main>
    )
  }
  return <NotPaired problem={failure} {...(failure !== 'refused' && { retry })} />
}
