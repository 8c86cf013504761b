import { firstSteps, type FirstStepKind } from '../../src-desk/first-steps/first-steps.ts'
import { anyVisit, visitOutcomes, type VisitQuery } from '../../src-shared/visit.ts'
import { visitorAddress } from '../address/visitor-address.ts'
import { useDesk } from '../face/face.ts'
import { useAnswer } from '../settings/use-answer.ts'

const firstKnock: VisitQuery = {
  ...anyVisit,
  outcomes: visitOutcomes.filter((outcome) => outcome !== 'not-knocked'),
  beforeMs: null,
  limit: 1,
}

/** Null until the server has told what it takes to know. */
export function useFirstSteps(): ReadonlyMap<FirstStepKind, boolean> | null {
  const { room, settings, desks, ends, address } = useDesk((desk) => ({
    room: desk.room,
    settings: desk.settings,
    desks: desk.desks.length,
    ends: desk.recentEnds.length + desk.calls.length,
    address: visitorAddress(desk),
  }))
  // Whoever comes in is connected, and a first visit ends or becomes a call.
  const [paired] = useAnswer('desks:list', null, String(desks))
  const [visits] = useAnswer('visits:list', firstKnock, String(ends))
  if (!room || paired?.kind !== 'ok' || visits?.kind !== 'ok') return null
  return firstSteps({
    profile: room.profile,
    settings,
    isPublic: address?.reach === 'everywhere',
    pairedDesks: paired.value.length,
    hasVisits: visits.value.visits.length > 0,
  })
}
