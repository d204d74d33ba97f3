import type { Fact } from '../../proto/gen/wall/v1/case.ts'
import type { IntakeRecord } from '../../proto/gen/wall/v1/intake.ts'
import type { DatedRecord } from './open311.ts'
import { toTimestamp } from '../timestamps.ts'

/** How a file is played back: `speed` times its own pace, beginning at `startMs` of the gateway's clock. */
export interface Replay {
  readonly speed: number
  readonly startMs: number
  /** Server seconds per real second. */
  readonly rate: number
  readonly serverNowMs: () => number
}

/** The same records with their instants moved to the gateway's time: the first one happens at `startMs`. */
export function rebased<T extends DatedRecord>(
  items: readonly T[],
  { speed, startMs }: Replay,
): readonly T[] {
  const firstMs = items[0]?.atMs ?? 0
  return items.map((item) => {
    const atMs = Math.round(startMs + (item.atMs - firstMs) / speed)
    return { ...item, atMs, record: movedTo(item.record, atMs) }
  })
}

/** Each record carries one fact, that of its own instant. */
function movedTo(record: IntakeRecord, atMs: number): IntakeRecord {
  const move = (fact: Fact): Fact => ({ ...fact, at: toTimestamp(atMs) })
  const { case: opened, caseFact } = record
  if (opened !== undefined) return { ...record, case: { ...opened, facts: opened.facts.map(move) } }
  if (caseFact?.fact === undefined) return record
  return { ...record, caseFact: { ...caseFact, fact: move(caseFact.fact) } }
}
