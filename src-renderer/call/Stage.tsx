import { MicOff, UserRound, VideoOff } from 'lucide-react'
import { createElement, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallLink, CallLinkState } from '../../src-rtc/call-link.ts'
import type { LocalMediaState } from '../../src-rtc/local-media.ts'
import { useFace } from '../face/face.ts'
import type { LargePicture } from './large-picture.ts'
import { useLargeView } from './use-large-view.ts'
import type { StageMode } from './use-stage-mode.ts'
import { Video } from './Video.tsx'

/** The pictures. What is to be looked at closely takes the stage, with the faces beside it. */
export function Stage(props: {
  readonly link: CallLink
  readonly linkState: CallLinkState
  readonly mediaState: LocalMediaState
  readonly name: string
  readonly large: LargePicture
  readonly mode: StageMode
}): ReactNode {
  const { t } = useTranslation()
  const { link, large } = props
  const view = useLargeView(large !== null)
  const picture =
    large === 'part'
      ? { stream: link.remote.camera, label: t('stage.part') }
      : { stream: link.remote.screen, label: t('call.sharedScreen') }
  return (
    <div className="stage">
      {large !== null &&
        (view ? (
          createElement(view, { key: large, ...picture, mode: props.mode })
        ) : (
          <Video {...picture} className="large-video" />
        ))}
      {/* They stay in their place of the tree, so that no picture begins anew. */}
      <div className="stage-faces" hidden={!props.mode.areFacesShown}>
        <Faces {...props} />
      </div>
    </div>
  )
}

function Faces(props: {
  readonly link: CallLink
  readonly linkState: CallLinkState
  readonly mediaState: LocalMediaState
  readonly name: string
  readonly large: LargePicture
}): ReactNode {
  const { t } = useTranslation()
  const { media } = useFace()
  const { link, mediaState } = props
  const { remote } = props.linkState
  const isShowing = mediaState.screen.kind === 'sharing'
  const isOwnCameraOn = mediaState.isCameraOn && mediaState.camera.kind === 'open'
  return (
    <>
      {props.large !== 'part' && (
        <figure className="face face-remote">
          <Video stream={link.remote.camera} label={props.name} className="face-video" />
          {remote?.isCameraOn === false && (
            <figcaption className="face-off">
              <UserRound aria-hidden strokeWidth={1.25} />
              <span>{t('call.remoteCameraOff')}</span>
            </figcaption>
          )}
          {remote?.isMicrophoneOn === false && (
            <span className="face-mute" title={t('call.remoteMuted')}>
              <MicOff aria-hidden />
            </span>
          )}
        </figure>
      )}
      <div className="stage-own">
        {isShowing && <Video stream={media.screenPreview} label={t('call.ownScreen')} className="own-screen" />}
        <figure className="face face-own">
          <Video stream={media.preview} label={t('you')} className="face-video face-mirrored" />
          {!isOwnCameraOn && (
            <figcaption className="face-off">
              <VideoOff aria-hidden />
              <span>{t('call.ownCameraOff')}</span>
            </figcaption>
          )}
        </figure>
      </div>
    </>
  )
}
