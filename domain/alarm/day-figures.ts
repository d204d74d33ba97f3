import type { AlarmQualityItem } from '../view/alarm-item.ts'
import type { AlarmKind, AlarmPriority } from './alarm.ts'
import { FloodMeter, FLOOD_WINDOW_MS } from './flood.ts'

const MINUTE_MS = 60_000
const HOUR_MINUTES = 60
const DAY_MINUTES = 1_440
const DAY_MS = DAY_MINUTES * MINUTE_MS
const TOP_SOURCES = 5

/** One announcement, as it counts. */
export interface Announced {
  readonly atMs: number
  readonly kind: AlarmKind
  readonly priority: AlarmPriority
  /** The zone it lies in, or what it is about where there is none. */
  readonly where: string
}

interface Minute {
  count: number
  peak10MinCount: number
  fleeting: number
  selfCleared: number
  readonly split: { high: number; medium: number; low: number }
  readonly sources: Map<string, number>
}

export type DayFiguresPart = Pick<
  AlarmQualityItem,
  | 'last10MinCount'
  | 'lastHourCount'
  | 'lastDayCount'
  | 'flood'
  | 'floodsInDay'
  | 'floodMsInDay'
  | 'peak10MinCountInDay'
  | 'fleetingInDay'
  | 'selfClearedInDay'
  | 'splitInDay'
  | 'topSources'
>

/** The quality of the alarms over the last 24 hours, from announcements in the order of their instants. */
export class DayFigures {
  readonly #meter = new FloodMeter()
  readonly #minutes = new Map<number, Minute>()

  get isFlood(): boolean {
    return this.#meter.current !== undefined
  }

  get floodSinceMs(): number | undefined {
    return this.#meter.current?.sinceMs
  }

  announced({ atMs, kind, priority, where }: Announced): void {
    this.#meter.add(atMs)
    const minute = this.#minute(atMs)
    minute.count++
    minute.split[priority]++
    minute.peak10MinCount = Math.max(minute.peak10MinCount, this.#meter.inWindow)
    const source = `${kind}/${where}`
    minute.sources.set(source, (minute.sources.get(source) ?? 0) + 1)
  }

  /** One that cleared by itself within seconds. */
  fleeting(atMs: number): void {
    this.#minute(atMs).fleeting++
  }

  /** One whose cause went before anybody had taken it, and which went with it. */
  selfCleared(atMs: number): void {
    this.#minute(atMs).selfCleared++
  }

  advance(nowMs: number): void {
    this.#meter.advance(nowMs)
    const oldest = Math.floor((nowMs - DAY_MS) / MINUTE_MS)
    for (const key of this.#minutes.keys()) {
      if (key > oldest) break
      this.#minutes.delete(key)
    }
  }

  read(nowMs: number): DayFiguresPart {
    this.advance(nowMs)
    const split = { high: 0, medium: 0, low: 0 }
    const sources = new Map<string, number>()
    let lastHourCount = 0
    let lastDayCount = 0
    let peak10MinCountInDay = 0
    let fleetingInDay = 0
    let selfClearedInDay = 0
    const hourFrom = Math.floor(nowMs / MINUTE_MS) - HOUR_MINUTES
    for (const [key, minute] of this.#minutes) {
      lastDayCount += minute.count
      if (key > hourFrom) lastHourCount += minute.count
      peak10MinCountInDay = Math.max(peak10MinCountInDay, minute.peak10MinCount)
      fleetingInDay += minute.fleeting
      selfClearedInDay += minute.selfCleared
      for (const name of ['high', 'medium', 'low'] as const) split[name] += minute.split[name]
      for (const [name, count] of minute.sources) sources.set(name, (sources.get(name) ?? 0) + count)
    }
    return {
      last10MinCount: this.#meter.inWindow,
      lastHourCount,
      lastDayCount,
      ...this.#floods(nowMs),
      peak10MinCountInDay,
      fleetingInDay,
      selfClearedInDay,
      splitInDay: split,
      topSources: topOf(sources),
    }
  }

  #floods(nowMs: number): Pick<DayFiguresPart, 'flood' | 'floodsInDay' | 'floodMsInDay'> {
    const fromMs = nowMs - DAY_MS
    const { current } = this.#meter
    const all = [...this.#meter.endedSince(fromMs), ...(current === undefined ? [] : [current])]
    const floodMsInDay = all.reduce(
      (sum, { sinceMs, endedMs = nowMs }) => sum + endedMs - Math.max(sinceMs, fromMs),
      0,
    )
    return { ...(current === undefined ? {} : { flood: current }), floodsInDay: all.length, floodMsInDay }
  }

  #minute(atMs: number): Minute {
    const key = Math.floor(atMs / MINUTE_MS)
    const known = this.#minutes.get(key)
    if (known !== undefined) return known
    const minute: Minute = {
      count: 0,
      peak10MinCount: 0,
      fleeting: 0,
      selfCleared: 0,
      split: { high: 0, medium: 0, low: 0 },
      sources: new Map(),
    }
    this.#minutes.set(key, minute)
    return minute
  }
}

function topOf(sources: ReadonlyMap<string, number>): DayFiguresPart['topSources'] {
  return [...sources]
    .sort(([, a], [, b]) => b - a)
    .slice(0, TOP_SOURCES)
    .map(([source, count]) => {
      const slash = source.indexOf('/')
      return { kind: source.slice(0, slash) as AlarmKind, name: source.slice(slash + 1), count }
    })
}

/** What the figures are held against: ISA-18.2 and EEMUA 191, per operating position. */
export const QUALITY_TARGETS = {
  in10Min: 1,
  in10MinLimit: 2,
  inHour: 6,
  inHourLimit: 12,
  inDay: 150,
  inDayLimit: 300,
  floodShare: 0.01,
  standing: 5,
  splitPercent: { high: 5, medium: 15, low: 80 },
  windowMs: FLOOD_WINDOW_MS,
} as const
