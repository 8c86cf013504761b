import { Check, Copy } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFace } from '../face/face.ts'
import { IconButton } from './IconButton.tsx'

const saysCopiedForMs = 3_000

/** Copies a text and says so. */
export function CopyButton(props: { readonly text: string; readonly label: string }): ReactNode {
  const { t } = useTranslation()
  const { feedback } = useFace()
  const [isCopied, setCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return undefined
    const timer = setTimeout(() => setCopied(false), saysCopiedForMs)
    return () => clearTimeout(timer)
  }, [isCopied])
  const copy = (): void => {
    navigator.clipboard.writeText(props.text).then(
      () => setCopied(true),
      () => feedback.say({ kind: 'not-copied' }),
    )
  }
  return (
    <>
      <IconButton icon={isCopied ? Check : Copy} label={isCopied ? t('address.copied') : props.label} onPress={copy} />
      <output className="visually-hidden">{isCopied ? t('address.copied') : ''}</output>
    </>
  )
}
