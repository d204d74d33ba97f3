import { distanceM } from '../../domain/model/position.ts'
import type { TrackItem, UnitItem } from '../../domain/view/items.ts'
import type { DeltaBuilder } from '../wall/delta-builder.ts'
import type { Desk, DeskContext } from '../wall/desk.ts'

const MOST_POINTS = 20
const LEAST_PAUSE_MS = 10_000
/** Nearer than this is the same place: a handset that lies still wanders by some metres. */
const SAME_PLACE_M = 8
/** More lines than this cannot be told apart on a map; who is on a case first has one. */
const MOST_TRACKS = 300

export type TrackContext = Pick<DeskContext, 'serverClock' | 'state' | 'change'>

/**
 * Where the units that are on a case have been: their last positions with the time at which each was heard, a new one
 * at most every ten seconds. A unit that falls silent keeps its track, which then only grows older; one that is done
 * with its case, or gone, loses it. Kept in memory: after a restart tracks begin anew.
 */
export class TrackDesk implements Desk {
  readonly #context: TrackContext

  constructor(context: TrackContext) {
    this.#context = context
  }

  async start(): Promise<void> {}

  async stop(): Promise<void> {}

  tick(): void {
    const { state, serverClock, change } = this.#context
    const { unit: units, track: tracks } = state.replica
    const nowMs = serverClock.nowMs()
    const ended = [...tracks.keys()].filter((id) => units.get(id)?.caseId === undefined)
    const grown: TrackItem[] = []
    let room = MOST_TRACKS - tracks.size + ended.length
    for (const unit of units.values()) {
      if (unit.caseId === undefined || unit.position === undefined) continue
      const before = tracks.get(unit.id)
      if (before === undefined && room <= 0) continue
      const track = extended(before, unit, nowMs)
      if (track === undefined) continue
      if (before === undefined) room--
      grown.push(track)
    }
    if (ended.length === 0 && grown.length === 0) return
    change((delta) => fill(delta, ended, grown))
  }

  answer(): undefined {
    return undefined
  }
}

function fill(delta: DeltaBuilder, ended: readonly string[], grown: readonly TrackItem[]): void {
  for (const id of ended) delta.remove('track', id)
  for (const track of grown) delta.put('track', track)
}

/** `undefined`: nothing new. */
function extended(track: TrackItem | undefined, unit: UnitItem, nowMs: number): TrackItem | undefined {
  const { id, position, heardAtMs } = unit
  if (position === undefined) return undefined
  const points = track?.points ?? []
  const last = points.at(-1)
  const atMs = Math.min(nowMs, heardAtMs ?? nowMs)
  if (last !== undefined && atMs - last.atMs < LEAST_PAUSE_MS) return undefined
  if (last !== undefined && distanceM(last, position) < SAME_PLACE_M) return undefined
  return { id, points: [...points, { ...position, atMs }].slice(-MOST_POINTS) }
}
