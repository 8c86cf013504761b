import '../../src-shared/theme.css'
import '../styles/card.css'
import { Card } from '../card/Card.tsx'
import { createCardClient } from '../card/card-client.ts'
import { createConsoleLog } from '../face/console-log.ts'
import { createFeedback } from '../face/feedback.ts'
import { render } from '../face/render.tsx'
import { createClock } from '../../src-shared/clock.ts'
import { systemLanguage } from '../texts/i18n.ts'

const bridge = window.konkon
if (bridge?.role !== 'card') throw new Error('This page is the app’s card and needs its preload.')
const client = await createCardClient(bridge)
void render(
  <Card
    client={client}
    feedback={createFeedback(createClock(globalThis))}
    openDesk={bridge.openDesk}
    resize={bridge.resize}
  />,
  {
    language: client.getState().settings.language ?? systemLanguage(),
    log: createConsoleLog('card').error,
  },
)
