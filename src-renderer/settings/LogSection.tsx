import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { NumberField } from './NumberField.tsx'
import { RulesForm } from './RulesForm.tsx'

/** How long the visit log is kept. */
export function LogSection(): ReactNode {
  const { t } = useTranslation()
  return (
    <RulesForm title={t('settings.sections.log')} detail={t('settings.log.detail')}>
      {({ retentionDays }, change) => (
        <NumberField
          label={t('settings.log.retention')}
          unit={t('settings.days')}
          value={retentionDays}
          min={1}
          max={3_650}
          onChange={(days) => change({ retentionDays: days })}
        />
      )}
    </RulesForm>
  )
}
