import type { Page } from '@playwright/test'

type EarWindow = { readonly __ear: { readonly heardAtMs: readonly number[]; readonly pressedAtMs: number } }

/**
 * Evaluated before a page's own code: listens to what the page sends to its loudspeaker, sample by sample. The product
 * knows nothing of it.
 */
export function fitEar(): void {
  const meters = new Map<BaseAudioContext, AnalyserNode>()
  const ear = { heardAtMs: [] as number[], pressedAtMs: 0 }
  Object.defineProperty(window, '__ear', { value: ear })
  const connect: (...args: never[]) => unknown = Reflect.get(AudioNode.prototype, 'connect')
  const connectAndListen = new Proxy(connect, {
    apply(target, node: AudioNode, args: unknown[]) {
      if (args[0] instanceof AudioDestinationNode) {
        const meter = meters.get(node.context) ?? new AnalyserNode(node.context, { fftSize: 4096 })
        meters.set(node.context, meter)
        Reflect.apply(target, node, [meter])
      }
      return Reflect.apply(target, node, args)
    },
  })
  Object.defineProperty(AudioNode.prototype, 'connect', { value: connectAndListen, configurable: true, writable: true })
  addEventListener(
    'click',
    () => {
      ear.pressedAtMs = Date.now()
    },
    { capture: true },
  )
  setInterval(() => {
    for (const [context, meter] of meters) {
      if (context.state !== 'running') continue
      const samples = new Float32Array(meter.fftSize)
      meter.getFloatTimeDomainData(samples)
      if (samples.some((sample) => Math.abs(sample) > 0.005)) ear.heardAtMs.push(Date.now())
    }
  }, 40)
}

/** When the page sounded, by epoch ms, oldest first: a moment every 40 ms or so, one per loudspeaker. */
export function heardAtMs(page: Page): Promise<readonly number[]> {
  return page.evaluate(() => (window as unknown as EarWindow).__ear.heardAtMs)
}

/** When a button of the page was last pressed, by epoch ms. */
export function pressedAtMs(page: Page): Promise<number> {
  return page.evaluate(() => (window as unknown as EarWindow).__ear.pressedAtMs)
}

/** Whether it sounded within the last second: the ring's pauses are shorter. */
export async function isSounding(page: Page): Promise<boolean> {
  return ((await heardAtMs(page)).at(-1) ?? 0) > Date.now() - 1000
}

/** Waits until nothing has been heard for as long as the whole ring lasts; resolves to when the last sound was. */
export async function silentSinceMs(page: Page): Promise<number> {
  const ringMs = 3200
  await page.waitForFunction(
    (forMs) => ((window as unknown as EarWindow).__ear.heardAtMs.at(-1) ?? 0) < Date.now() - forMs,
    ringMs,
    { timeout: 20_000 },
  )
  return (await heardAtMs(page)).at(-1) ?? 0
}
