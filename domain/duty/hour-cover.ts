import type { Band } from '../model/duty.ts'
import type { RosterItem } from '../view/items.ts'
import { attendancesOf, fillsOfficerPlace } from './attendance.ts'

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000
const HOURS = 24
/** People change over at the turn of a band: shorter than this is no gap. */
export const HANDOVER_MS = 5 * MINUTE_MS

/**
 * - `off`: outside the bands. `filled`: the minimum of officers all the hour.
 * - `short`: some officers, too few. `auxiliaries-only`: nobody who may enforce. `empty`: nobody at all.
 * - `unplanned`: an hour to come for which nobody is on the roster.
 */
export type HourState = 'off' | 'filled' | 'short' | 'auxiliaries-only' | 'empty' | 'unplanned'

/** What an hour rests on: sign-ins as far as it has passed, the roster from there on. */
export type HourTense = 'past' | 'now' | 'ahead'

export interface HourCover {
  readonly hour: number
  readonly state: HourState
  readonly tense: HourTense
  /** Officers missing at the worst moment. */
  readonly missing: number
}

interface Point {
  readonly requiredOfficers: number
  readonly bands?: readonly Band[] | undefined
}

interface Span {
  readonly fromMs: number
  readonly toMs: number
  readonly officer: boolean
}

/**
 * The cover of a post over the 24 hours of the local day that begins at `dayStartMs`. An hour that is not over is
 * judged by who is there now; an hour to come by the roster.
 */
export function hourCoverOf(
  point: Point,
  roster: readonly RosterItem[],
  dayStartMs: number,
  nowMs: number,
): readonly HourCover[] {
  const duties = roster.filter((entry) => entry.dutyKind !== 'training')
  const present = duties.flatMap((entry) => presentSpans(entry, nowMs))
  const planned = duties.map((entry) => ({
    fromMs: entry.startMs,
    toMs: entry.endMs,
    officer: fillsOfficerPlace(entry),
  }))
  return Array.from({ length: HOURS }, (_, hour): HourCover => {
    const fromMs = dayStartMs + hour * HOUR_MS
    const tense = fromMs + HOUR_MS <= nowMs ? 'past' : fromMs <= nowMs ? 'now' : 'ahead'
    const parts = bandParts(point.bands, dayStartMs, fromMs, fromMs + HOUR_MS)
    const judged = tense === 'now' ? nowPart(parts, nowMs) : parts
    return { hour, tense, ...judge(judged, tense === 'ahead' ? planned : present, point, tense) }
  })
}

/** Only sign-ins inside the cell count. */
function presentSpans(entry: RosterItem, nowMs: number): readonly Span[] {
  return attendancesOf(entry)
    .filter(({ inCell }) => inCell)
    .map(({ inMs, outMs }) => ({
      fromMs: inMs,
      toMs: outMs ?? nowMs + 1,
      officer: fillsOfficerPlace(entry),
    }))
}

type Part = readonly [fromMs: number, toMs: number]

/** The parts of an hour that lie in a band; a band over midnight reaches in from the day before. No bands: all day. */
function bandParts(
  bands: readonly Band[] | undefined,
  dayStartMs: number,
  fromMs: number,
  toMs: number,
): readonly Part[] {
  if (bands === undefined || bands.length === 0) return [[fromMs, toMs]]
  return [dayStartMs, dayStartMs - HOURS * HOUR_MS].flatMap((startMs) =>
    bands.flatMap((band): readonly Part[] => {
      const from = Math.max(fromMs, startMs + band.startMinute * MINUTE_MS)
      const to = Math.min(toMs, startMs + band.endMinute * MINUTE_MS)
      return from < to ? [[from, to]] : []
    }),
  )
}

function nowPart(parts: readonly Part[], nowMs: number): readonly Part[] {
  return parts.flatMap(([from, to]): readonly Part[] =>
    from <= nowMs && nowMs < to ? [[nowMs, nowMs + 1]] : [],
  )
}

function judge(
  parts: readonly Part[],
  spans: readonly Span[],
  { requiredOfficers }: Point,
  tense: HourTense,
): Pick<HourCover, 'state' | 'missing'> {
  if (parts.length === 0) return { state: 'off', missing: 0 }
  let [shortMs, noneMs, worst] = [0, 0, 0]
  let auxiliaries = false
  for (const [fromMs, toMs] of parts) {
    for (const [from, to] of slices(spans, fromMs, toMs)) {
      const here = spans.filter((span) => span.fromMs <= from && span.toMs >= to)
      const officers = here.filter((span) => span.officer).length
      if (officers >= requiredOfficers) continue
      shortMs += to - from
      worst = Math.max(worst, requiredOfficers - officers)
      if (officers === 0) noneMs += to - from
      if (officers === 0 && here.length > 0) auxiliaries = true
    }
  }
  const leastMs = tense === 'past' ? HANDOVER_MS : 0
  if (shortMs <= leastMs) return { state: 'filled', missing: 0 }
  if (noneMs <= leastMs) return { state: 'short', missing: worst }
  const nobody = tense === 'ahead' ? 'unplanned' : 'empty'
  return { state: auxiliaries ? 'auxiliaries-only' : nobody, missing: worst }
}

/** A part cut at every coming and going, so that nobody changes within a slice. */
function slices(spans: readonly Span[], fromMs: number, toMs: number): readonly Part[] {
  const cuts = new Set([fromMs, toMs])
  for (const span of spans) {
    if (span.fromMs > fromMs && span.fromMs < toMs) cuts.add(span.fromMs)
    if (span.toMs > fromMs && span.toMs < toMs) cuts.add(span.toMs)
  }
  const sorted = [...cuts].sort((a, b) => a - b)
  return sorted.slice(1).map((to, index): Part => [sorted[index] ?? to, to])
}
