import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { freeDeskName } from '../../src-shared/desk-name.ts'
import type { DeskId } from '../../src-shared/ids.ts'
import { limits } from '../../src-shared/limits.ts'
import { TextField } from '../parts/TextField.tsx'
import { useDeskNames } from './use-desk-names.ts'

/** What a desk is called; says when another one is called so too, which nobody could tell from it. */
export function DeskNameField(props: {
  readonly deskId: DeskId
  readonly value: string
  readonly onChange: (name: string) => void
  readonly detail?: string
  readonly onLeave?: () => void
}): ReactNode {
  const { t } = useTranslation()
  const others = useDeskNames(props.deskId)?.others ?? []
  const name = props.value.trim()
  const isTaken = name !== '' && others.includes(name)
  return (
    <TextField
      label={t('settings.desk.name')}
      detail={props.detail}
      error={isTaken ? t('deskName.taken', { name, free: freeDeskName(name, others) }) : undefined}
      value={props.value}
      maxLength={limits.nameLength}
      onChange={props.onChange}
      {...(props.onLeave && { onLeave: props.onLeave })}
    />
  )
}
