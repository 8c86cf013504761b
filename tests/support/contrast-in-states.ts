import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { filteredContrast } from './filtered-contrast.ts'

/** What a pointer, a finger and a keyboard do to a control, as the style sheets see it. */
const states = [['hover'], ['hover', 'active', 'focus', 'focus-visible']] as const
const controls = 'button, a[href], input, select, textarea, summary, [role=button], label'

/** One line for each control whose words are hard to read while it is pointed at, pressed or in focus. */
export async function contrastFaults(page: Page): Promise<readonly string[]> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('DOM.enable')
  await devtools.send('CSS.enable')
  const { root } = await devtools.send('DOM.getDocument')
  const { nodeIds } = await devtools.send('DOM.querySelectorAll', { nodeId: root.nodeId, selector: controls })
  const force = (forcedPseudoClasses: readonly string[]) =>
    Promise.all(
      nodeIds.map((nodeId) =>
        devtools.send('CSS.forcePseudoState', { nodeId, forcedPseudoClasses: [...forcedPseudoClasses] }),
      ),
    )
  const found: string[] = []
  for (const state of states) {
    await force(state)
    const { violations } = await new AxeBuilder({ page }).withRules(['color-contrast']).analyze()
    const nodes = violations.flatMap((violation) => violation.nodes)
    found.push(
      ...nodes.map(({ html, any }) => `${state.join('+')}: ${html.slice(0, 120)} ${any[0]?.message.slice(0, 120)}`),
    )
    found.push(...(await page.evaluate(filteredContrast)).map((fault) => `${state.join('+')}: ${fault}`))
  }
  await force([])
  await devtools.detach()
  return found
}
