import type { CaseItem } from '../../../domain/view/items.ts'

/** How the clocks on the wall are meant, read off the clocks themselves: the limits are data. */
export interface Basis {
  readonly arriveMinutes: string
  readonly handleMinutes: string
  readonly handleFromArrival: boolean
}

const MINUTE_MS = 60_000

export function basisOf(cases: Iterable<CaseItem>): Basis | undefined {
  const arrive = new Set<number>()
  const handle = new Set<number>()
  let handleFromArrival = false
  for (const { clocks } of cases) {
    const arriveClock = clocks.find((clock) => clock.kind === 'arrive')
    const handleClock = clocks.find((clock) => clock.kind === 'handle')
    if (arriveClock !== undefined) arrive.add(arriveClock.limitMs)
    if (handleClock === undefined) continue
    handle.add(handleClock.limitMs)
    if (arriveClock !== undefined && handleClock.startMs !== arriveClock.startMs) {
      handleFromArrival ||= handleClock.startMs === arriveClock.stopMs
    }
  }
  if (arrive.size === 0 || handle.size === 0) return undefined
  return { arriveMinutes: minutes(arrive), handleMinutes: minutes(handle), handleFromArrival }
}

function minutes(limitsMs: ReadonlySet<number>): string {
  return [...limitsMs]
    .sort((a, b) => a - b)
    .map((limitMs) => String(Math.round((limitMs / MINUTE_MS) * 10) / 10))
    .join('|')
}
