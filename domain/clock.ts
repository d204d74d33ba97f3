/**
 * Time as a parameter (I10). Nothing in domain, core or renderer reads the machine's clock except
 * the one implementation of `Clock` that its host passes in.
 */
export interface Clock {
  /** Milliseconds since the Unix epoch, UTC. May step when somebody sets the machine's clock. */
  wallMs(): number
  /** Milliseconds from an arbitrary start. Never steps and never runs backwards. */
  monotonicMs(): number
  /** Calls back once after `delayMs` of monotonic time, unless cancelled. */
  setTimer(delayMs: number, callback: () => void): Cancel
}

export type Cancel = () => void

/** Calls back every `intervalMs` of the clock until cancelled. */
export function setRepeatingTimer(clock: Clock, intervalMs: number, callback: () => void): Cancel {
  let cancel: Cancel = clock.setTimer(intervalMs, tick)
  let stopped = false
  function tick(): void {
    if (stopped) return
    cancel = clock.setTimer(intervalMs, tick)
    callback()
  }
  return () => {
    stopped = true
    cancel()
  }
}
