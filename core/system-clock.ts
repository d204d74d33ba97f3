import type { Cancel, Clock } from '../domain/clock.ts'

/** The machine's own time: the one place where the core reads it. */
export const systemClock: Clock = {
  wallMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  setTimer(delayMs: number, callback: () => void): Cancel {
    const timer = setTimeout(callback, delayMs)
    return () => clearTimeout(timer)
  },
}
