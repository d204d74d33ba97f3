import type { CaseItem } from '../../../domain/view/items.ts'

const MINUTE_MS = 60_000

export interface LimitMinutes {
  readonly arrive: number | undefined
  readonly handle: number | undefined
}

/** The limit of the latest clock of each kind: the policy may have changed during the day. */
export function limitMinutesOf(cases: Iterable<CaseItem>): LimitMinutes {
  let arrive: { readonly startMs: number; readonly limitMs: number } | undefined
  let handle: typeof arrive
  for (const { clocks } of cases) {
    for (const clock of clocks) {
      if (clock.kind === 'arrive' && clock.startMs > (arrive?.startMs ?? -Infinity)) arrive = clock
      if (clock.kind === 'handle' && clock.startMs > (handle?.startMs ?? -Infinity)) handle = clock
    }
  }
  return { arrive: minutesOf(arrive?.limitMs), handle: minutesOf(handle?.limitMs) }
}

function minutesOf(limitMs: number | undefined): number | undefined {
  return limitMs === undefined ? undefined : Math.round((limitMs / MINUTE_MS) * 10) / 10
}
