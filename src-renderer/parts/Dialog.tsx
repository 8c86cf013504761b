import { X } from 'lucide-react'
import { useEffect, useId, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useCallBegun } from '../call/use-call-begun.ts'
import { KnockOverDialog } from '../queue/KnockOverDialog.tsx'
import { IconButton } from './IconButton.tsx'

/**
 * A modal dialog of the browser itself, open as long as it is mounted. Escape and the cross close it, and so does a
 * call that begins: nobody is to be in a call behind it. Who knocks meanwhile is said in it.
 */
export function Dialog(props: {
  readonly title: string
  readonly close: () => void
  readonly children: ReactNode
}): ReactNode {
  const { t } = useTranslation()
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useCallBegun(props.close)
  useEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        props.close()
      }}
    >
      <header className="dialog-head">
        <h2 id={titleId} className="dialog-title">
          {props.title}
        </h2>
        <IconButton icon={X} label={t('close')} onPress={props.close} isIconOnly />
      </header>
      <KnockOverDialog close={props.close} />
      {props.children}
    </dialog>
  )
}
