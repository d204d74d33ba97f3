import type { Cancel, Clock } from '../domain/clock.ts'

/** Where server time was at one real instant, and how fast it runs. */
export interface ClockAnchor {
  readonly serverMs: number
  readonly realMs: number
  /** Server seconds per real second. */
  readonly rate: number
}

/** The gateway's time: real time, or that of a scenario, which may run faster. */
export interface GatewayClock extends Clock {
  readonly rate: number
  readonly anchor: ClockAnchor
}

/** Real time as it is; it follows the machine when somebody sets its clock. */
export function realGatewayClock(system: Clock): GatewayClock {
  const nowMs = system.wallMs()
  return { ...bound(system), rate: 1, anchor: { serverMs: nowMs, realMs: nowMs, rate: 1 } }
}

/** Time from an anchor on. Between starts it follows the machine's clock, within one run it never steps. */
export function anchoredGatewayClock(system: Clock, anchor: ClockAnchor): GatewayClock {
  const { rate } = anchor
  const startMonotonicMs = system.monotonicMs()
  const startServerMs = serverMsAt(anchor, system.wallMs())
  const elapsedMs = (): number => (system.monotonicMs() - startMonotonicMs) * rate
  return {
    rate,
    anchor,
    wallMs: () => startServerMs + elapsedMs(),
    monotonicMs: elapsedMs,
    setTimer: (delayMs: number, callback: () => void): Cancel => system.setTimer(delayMs / rate, callback),
  }
}

/** Server time at a real instant. A machine whose clock was set back does not take server time with it. */
export function serverMsAt(anchor: ClockAnchor, realMs: number): number {
  return anchor.serverMs + Math.max(0, realMs - anchor.realMs) * anchor.rate
}

export function encodeAnchor(anchor: ClockAnchor): string {
  return JSON.stringify(anchor)
}

/** Undefined where the text holds no anchor. */
export function decodeAnchor(text: string | undefined): ClockAnchor | undefined {
  if (text === undefined) return undefined
  const value: unknown = JSON.parse(text)
  if (typeof value !== 'object' || value === null) return undefined
  const { serverMs, realMs, rate } = value as Partial<ClockAnchor>
  const whole = [serverMs, realMs, rate].every((part) => Number.isFinite(part))
  return whole && serverMs !== undefined && realMs !== undefined && rate !== undefined && rate > 0
    ? { serverMs, realMs, rate }
    : undefined
}

function bound(clock: Clock): Clock {
  return {
    wallMs: () => clock.wallMs(),
    monotonicMs: () => clock.monotonicMs(),
    setTimer: (delayMs, callback) => clock.setTimer(delayMs, callback),
  }
}
