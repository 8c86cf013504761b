import { Expand, Maximize, Minimize, PanelLeft, UserRound, UserRoundX, ZoomIn, ZoomOut } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Zoomable } from '../../src-page/stage/zoomable.ts'
import { useStore } from '../face/face.ts'
import { IconButton } from '../parts/IconButton.tsx'
import type { StageMode } from './use-stage-mode.ts'

/** What a hand can do with a large picture, beside pinching, turning the wheel and pressing + − 0. */
export function StageTools(props: { readonly zoomable: Zoomable; readonly mode: StageMode }): ReactNode {
  const { t } = useTranslation()
  const { zoomable, mode } = props
  const { isWhole, isLargest } = useStore(zoomable)
  return (
    <fieldset className="stage-tools" aria-label={t('stage.tools')}>
      <IconButton
        icon={mode.isFull ? Minimize : Maximize}
        label={t(mode.isFull ? 'stage.leaveFullScreen' : 'stage.fullScreen')}
        tone="stage"
        onPress={mode.toggleFull}
      />
      <IconButton
        icon={ZoomIn}
        label={t('stage.enlarge')}
        shortcut="+"
        tone="stage"
        isIconOnly
        onPress={isLargest ? undefined : zoomable.enlarge}
      />
      <IconButton
        icon={ZoomOut}
        label={t('stage.reduce')}
        shortcut="-"
        tone="stage"
        isIconOnly
        onPress={isWhole ? undefined : zoomable.reduce}
      />
      <IconButton
        icon={Expand}
        label={t('stage.whole')}
        shortcut="0"
        tone="stage"
        isIconOnly
        onPress={isWhole ? undefined : zoomable.showWhole}
      />
      {mode.isFull ? (
        <IconButton
          icon={mode.areFacesShown ? UserRoundX : UserRound}
          label={t(mode.areFacesShown ? 'stage.hideFaces' : 'stage.showFaces')}
          tone="stage"
          isIconOnly
          onPress={mode.toggleFaces}
        />
      ) : (
        <IconButton
          icon={PanelLeft}
          label={t('stage.menu')}
          tone="stage"
          isIconOnly
          isExpanded={mode.isMenuShown}
          onPress={mode.toggleMenu}
        />
      )}
    </fieldset>
  )
}
