import type { Cancel, Clock } from '../domain/clock.ts'

/** Node fires a timer of more than this at once. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1

/** The machine's own clock: the only place of the gateway that reads it. */
export const systemClock: Clock = {
  wallMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  setTimer,
}

function setTimer(delayMs: number, callback: () => void): Cancel {
  let handle: NodeJS.Timeout
  arm(Math.max(0, delayMs))
  return () => clearTimeout(handle)

  function arm(leftMs: number): void {
    handle =
      leftMs > LONGEST_TIMEOUT_MS
        ? setTimeout(() => arm(leftMs - LONGEST_TIMEOUT_MS), LONGEST_TIMEOUT_MS)
        : setTimeout(callback, leftMs)
  }
}
