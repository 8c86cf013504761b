import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFace, useStore } from '../face/face.ts'
import { IconButton } from '../parts/IconButton.tsx'
import { FeedbackWords } from './FeedbackWords.tsx'

/** One sentence about the last action, for a moment; the live region itself stays. */
export function FeedbackNote(): ReactNode {
  const { t } = useTranslation()
  const { feedback } = useFace()
  const note = useStore(feedback)
  return (
    <output className="feedback">
      {note && (
        <span className="feedback-note" key={note.id}>
          <span>
            <FeedbackWords text={note.text} />
          </span>
          <IconButton icon={X} label={t('close')} onPress={feedback.clear} isIconOnly />
        </span>
      )}
    </output>
  )
}
