import type { ClockRecord, Pause } from './clock-record.ts'

/** Time on the clock at `atMs`: elapsed since the start without what was paused. */
export function activeMs(clock: ClockRecord, atMs: number): number {
  const elapsed = atMs - clock.startMs
  const paused = clock.pauses.reduce((sum, pause) => sum + overlapMs(pause, clock.startMs, atMs), 0)
  return Math.max(0, elapsed - paused)
}

/**
 * The last instant that still keeps the limit (inclusive), with the pauses known now.
 * A pause that begins after the limit ran out does not bring it back: a breach is permanent.
 */
export function deadlineMs(clock: ClockRecord): number {
  let deadline = clock.startMs + clock.limitMs
  for (const pause of clock.pauses) {
    if (pause.fromMs > deadline) break
    deadline += Math.max(0, pause.toMs - Math.max(pause.fromMs, clock.startMs))
  }
  return deadline
}

export function pauseAt(clock: ClockRecord, atMs: number): Pause | undefined {
  return clock.pauses.find((pause) => pause.fromMs <= atMs && atMs < pause.toMs)
}

function overlapMs(pause: Pause, fromMs: number, toMs: number): number {
  return Math.max(0, Math.min(pause.toMs, toMs) - Math.max(pause.fromMs, fromMs))
}
