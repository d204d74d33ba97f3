import type { ClockRecord } from '../sla/clock-record.ts'
import type { ClockReading } from '../sla/clock-state.ts'
import { ComplianceTally, isDue } from './compliance.ts'
import type { GroupFigures, Share } from './indicator-detail.ts'

export type ResponseClockKind = 'arrive' | 'handle'

/** Figures by group: each clock is read once and counted in every group that it belongs to. */
export class GroupTally {
  readonly #groups = new Map<string, Group>()

  add(
    key: string,
    kind: ResponseClockKind,
    clock: ClockRecord,
    reading: ClockReading,
    recent: boolean,
  ): void {
    let group = this.#groups.get(key)
    if (group === undefined) {
      group = newGroup()
      this.#groups.set(key, group)
    }
    group[kind].add(clock, reading)
    if (!recent || !isDue(clock, reading)) return
    const share = group.lastHour[kind]
    share.due++
    if (reading.state === 'met') share.met++
  }

  /** By key, so that each group keeps its place. */
  figures(): readonly GroupFigures[] {
    return [...this.#groups]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, { arrive, handle, lastHour }]) => ({
        key,
        arrive: arrive.figures(),
        handle: handle.figures(),
        arriveLastHour: lastHour.arrive,
        handleLastHour: lastHour.handle,
      }))
  }
}

interface Group {
  readonly arrive: ComplianceTally
  readonly handle: ComplianceTally
  readonly lastHour: Record<ResponseClockKind, { -readonly [K in keyof Share]: number }>
}

function newGroup(): Group {
  return {
    arrive: new ComplianceTally(),
    handle: new ComplianceTally(),
    lastHour: { arrive: { met: 0, due: 0 }, handle: { met: 0, due: 0 } },
  }
}
