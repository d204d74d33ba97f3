import { isUnusual } from '../../domain/indicators/case-story.ts'
import { isDue } from '../../domain/indicators/compliance.ts'
import { gridGrouping } from '../../domain/indicators/grid-groups.ts'
import { GroupTally, type ResponseClockKind } from '../../domain/indicators/group-tally.ts'
import {
  UNUSUAL_SHOWN,
  type GraceFigures,
  type GridFigures,
  type IndicatorDetail,
  type UnusualCase,
} from '../../domain/indicators/indicator-detail.ts'
import type { ClockRecord } from '../../domain/sla/clock-record.ts'
import { readClock, type ClockReading } from '../../domain/sla/clock-state.ts'
import type { GridItem } from '../../domain/view/items.ts'
import type { ProjectedCase } from './case-item.ts'
import { HourTally } from './hour-tally.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

type Counts<T> = { -readonly [K in keyof T]: T[K] }

/** What the scenes of the response and of the indicators need beside the numbers of the whole. */
export class DetailTally {
  readonly #fromMs: number
  readonly #nowMs: number
  readonly #gridOf: (gridId: string | undefined) => string
  readonly #bySource = new GroupTally()
  readonly #byGrid = new GroupTally()
  readonly #byHour = new GroupTally()
  readonly #grids = new Map<string, Counts<GridFigures>>()
  readonly #hours: HourTally
  readonly #yesterday: HourTally
  readonly #outcomes: Record<string, number> = {}
  readonly #stories: ProjectedCase[] = []

  constructor(fromMs: number, nowMs: number, grids: ReadonlyMap<string, GridItem>) {
    this.#fromMs = fromMs
    this.#nowMs = nowMs
    this.#gridOf = gridGrouping(grids)
    this.#hours = new HourTally(fromMs, nowMs)
    this.#yesterday = new HourTally(fromMs - DAY_MS, fromMs - 1)
  }

  addCase(one: ProjectedCase): void {
    const { item, registeredMs, closedMs } = one
    this.#hours.add(registeredMs, closedMs)
    this.#yesterday.add(registeredMs, closedMs)
    if (this.#isToday(registeredMs)) this.#grid(item.gridId).filed++
    if (this.#isToday(closedMs)) {
      const outcome = item.outcome ?? 'unspecified'
      this.#outcomes[outcome] = (this.#outcomes[outcome] ?? 0) + 1
    }
    if (one.story !== undefined) this.#stories.push(one)
  }

  /** One clock of the first round of a case that was dispatched today. */
  addClock(
    one: ProjectedCase,
    kind: ResponseClockKind,
    clock: ClockRecord,
    reading: ClockReading,
    recent: boolean,
  ): void {
    const { item, dispatchMs = 0 } = one
    const hour = Math.floor((dispatchMs - this.#fromMs) / HOUR_MS)
    this.#bySource.add(item.source ?? 'unspecified', kind, clock, reading, recent)
    this.#byGrid.add(this.#gridOf(item.gridId), kind, clock, reading, recent)
    this.#byHour.add(String(hour).padStart(2, '0'), kind, clock, reading, recent)
    if (kind === 'handle' && isDue(clock, reading)) this.#addClosing(one, reading)
  }

  detail(moment: { readonly nowMs: number; readonly knownToMs: number }): IndicatorDetail {
    const yesterday = this.#yesterday.counts()
    const unusual = this.#unusual()
    return {
      bySource: this.#bySource.figures(),
      byGrid: this.#byGrid.figures(),
      byHour: this.#byHour.figures(),
      grids: [...this.#grids.values()].sort((a, b) => (a.key < b.key ? -1 : 1)),
      hours: this.#hours.counts(),
      ...(yesterday.knownFromMs === undefined ? {} : { yesterday }),
      outcomes: this.#outcomes,
      grace: this.#grace(moment),
      unusual: unusual.slice(0, UNUSUAL_SHOWN),
      unusualCount: unusual.length,
    }
  }

  #addClosing({ item, closedMs, clocks }: ProjectedCase, { state }: ClockReading): void {
    const grid = this.#grid(item.gridId)
    grid.due++
    if (closedMs !== undefined) grid.closed++
    if (closedMs !== undefined && state === 'met') grid.closedOnTime++
    if (clocks.cycles.length > 1) grid.reworked++
  }

  #grid(gridId: string | undefined): Counts<GridFigures> {
    const key = this.#gridOf(gridId)
    const known = this.#grids.get(key)
    if (known !== undefined) return known
    const grid = { key, filed: 0, due: 0, closed: 0, closedOnTime: 0, reworked: 0 }
    this.#grids.set(key, grid)
    return grid
  }

  #grace(moment: { readonly nowMs: number; readonly knownToMs: number }): GraceFigures {
    const counts = { started: 0, leftInTime: 0, stayed: 0, running: 0 }
    for (const { story, clocks } of this.#stories) {
      if (!this.#isToday(story?.graceStartedMs)) continue
      counts.started++
      const state = clocks.grace && readClock(clocks.grace, moment.nowMs, moment.knownToMs).state
      if (state === 'met') counts.leftInTime++
      else if (state === 'running' || state === 'at-risk' || state === 'presumed') counts.running++
      else counts.stayed++
    }
    return counts
  }

  #unusual(): readonly UnusualCase[] {
    return this.#stories
      .filter(({ dispatchMs }) => this.#isToday(dispatchMs))
      .flatMap((one) => unusualCase(one) ?? [])
      .sort((a, b) => b.dispatchMs - a.dispatchMs || (a.caseId < b.caseId ? -1 : 1))
  }

  #isToday(atMs: number | undefined): boolean {
    return atMs !== undefined && atMs >= this.#fromMs && atMs <= this.#nowMs
  }
}

function unusualCase({ item, clocks, story, dispatchMs, closedMs }: ProjectedCase): UnusualCase | undefined {
  const round = clocks.cycles.at(-1)
  if (story === undefined || round === undefined || dispatchMs === undefined) return undefined
  const paused = (round.handle?.pauses.length ?? 0) > 0
  if (!isUnusual(story) && !paused) return undefined
  return {
    ...story,
    caseId: item.id,
    title: item.title,
    address: item.address,
    dispatchMs: round.dispatchMs,
    open: !item.ended && closedMs === undefined,
    arrive: round.arrive,
    ...(round.handle === undefined ? {} : { handle: round.handle }),
  }
}
