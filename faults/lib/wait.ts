import { SLOWNESS } from './slowness.ts'

const LOOK_EVERY_MS = 10

/** Far beyond every promise: what is not there by then does not come. */
let giveUpMs = 40_000 * SLOWNESS

/** On a machine that has other work, what comes comes later. */
export function waitLonger(limitMs: number): void {
  giveUpMs = limitMs
}

export function sleep(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, durationMs))
}

/** Resolves with the first answer that is not undefined; rejects with `what` when none comes. */
export async function eventually<T>(
  what: string | (() => string),
  look: () => T | undefined | Promise<T | undefined>,
  limitMs = giveUpMs,
): Promise<T> {
  const startMs = performance.now()
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    if (performance.now() - startMs > limitMs) {
      throw new Error(`Waited ${limitMs} ms for: ${typeof what === 'string' ? what : what()}.`)
    }
    await sleep(LOOK_EVERY_MS)
  }
}

export function until(
  what: string | (() => string),
  holds: () => boolean | Promise<boolean>,
  limitMs = giveUpMs,
): Promise<true> {
  return eventually(what, async () => ((await holds()) ? true : undefined), limitMs)
}
