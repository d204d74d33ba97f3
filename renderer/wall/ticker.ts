import type { Cancel, Clock } from '../../domain/clock.ts'
import type { ServerTimeline } from './server-time.ts'

const SECOND_MS = 1_000
/** Closer than this to a whole second is that second: all countdowns turn over together. */
const SNAP_MS = 100

/** The one shared second of a wall. Calls back with the server's time once a second until stopped. */
export function startTicker(
  clock: Clock,
  timeline: ServerTimeline,
  onSecond: (nowMs: number) => void,
): Cancel {
  let cancel = clock.setTimer(0, tick)
  let stopped = false
  function tick(): void {
    if (stopped) return
    const nowMs = timeline.atMs(clock.monotonicMs())
    cancel = clock.setTimer(untilNextMs(nowMs, timeline.rate), tick)
    if (nowMs !== undefined) onSecond(snapped(nowMs))
  }
  return () => {
    stopped = true
    cancel()
  }
}

/** A scenario that runs faster has no second to align to. */
function untilNextMs(nowMs: number | undefined, rate: number): number {
  if (nowMs === undefined || rate !== 1) return SECOND_MS
  const restMs = SECOND_MS - (nowMs % SECOND_MS)
  return restMs < SNAP_MS ? restMs + SECOND_MS : restMs
}

export function snapped(nowMs: number): number {
  const wholeMs = Math.round(nowMs / SECOND_MS) * SECOND_MS
  return Math.abs(nowMs - wholeMs) < SNAP_MS ? wholeMs : nowMs
}
