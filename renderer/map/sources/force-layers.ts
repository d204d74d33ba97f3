import type { Replica } from '../../../domain/view/delta.ts'
import type { DeviceItem, TrackItem } from '../../../domain/view/items.ts'
import { isSilent } from '../../wall/unit-silence.ts'
import type { Mark } from '../layers.ts'
import { DEVICE_SHAPES, type DeviceMood, type DeviceShape, type UnitMood } from '../looks.ts'
import type { Stroke } from '../strokes.ts'

const AWAY = new Set<string>(['dispatched', 'acked', 'en-route', 'on-scene', 'handling', 'clearing'])

/** A unit that falls silent stays where it was heard last. */
export function unitMarks({ unit: units }: Replica, knownToMs: number): readonly Mark[] {
  const marks: Mark[] = []
  for (const unit of units.values()) {
    if (unit.position === undefined || unit.status === 'off-duty') continue
    const away = AWAY.has(unit.status ?? '')
    const mood: UnitMood = isSilent(unit, knownToMs) ? 'silent' : away ? 'away' : 'calm'
    marks.push({ id: unit.id, position: unit.position, look: `unit-${mood}` })
  }
  return marks
}

/** A post of the event on the map stands for its duty point. */
export function dutyMarks({ dutyPoint }: Replica, heldByPosts: ReadonlySet<string>): readonly Mark[] {
  return [...dutyPoint.values()].flatMap(({ id, name, position, staffing }): readonly Mark[] =>
    position === undefined || heldByPosts.has(id)
      ? []
      : [{ id, position, look: `duty-${staffing}`, label: name }],
  )
}

const KNOWN_SHAPES = new Set<string>(DEVICE_SHAPES)

export function deviceMarks({ device }: Replica): readonly Mark[] {
  return [...device.values()].flatMap(({ id, position, kind, state }): readonly Mark[] =>
    position === undefined ? [] : [{ id, position, look: `device-${shapeOf(kind)}-${moodOf(state)}` }],
  )
}

function shapeOf(kind: DeviceItem['kind']): DeviceShape {
  return kind !== undefined && KNOWN_SHAPES.has(kind) ? (kind as DeviceShape) : 'other'
}

function moodOf(state: DeviceItem['state']): DeviceMood {
  return state === 'offline' || state === 'alarmed' ? state : 'online'
}

/** Networks and their cells: the deepest level of the grid, and the one above it. */
export function gridMarks({ grid }: Replica): {
  readonly network: readonly Mark[]
  readonly cell: readonly Mark[]
} {
  const deepest = [...grid.values()].reduce((level, node) => Math.max(level, node.level), 0)
  const at = (level: number, look: 'network' | 'cell') =>
    [...grid.values()].flatMap(({ id, name, center, level: own }): readonly Mark[] =>
      own !== level || center === undefined ? [] : [{ id, position: center, look, label: name }],
    )
  return { network: at(deepest - 1, 'network'), cell: at(deepest, 'cell') }
}

/** A piece is as faint as it is old; what is older than this is not drawn any more. */
const TRACK_SHOWN_MS = 600_000
const FAINTEST = 0.15

/** One stroke per piece between two positions, the last one up to where the unit is now. */
export function trackStrokes({ track, unit }: Replica, nowMs: number): readonly Stroke[] {
  return [...track.values()].flatMap((item) => pieces(item, unit.get(item.id)?.position, nowMs))
}

function pieces(
  { id, points }: TrackItem,
  now: { readonly lat: number; readonly lon: number } | undefined,
  nowMs: number,
): readonly Stroke[] {
  return points.flatMap((from, index): readonly Stroke[] => {
    const to = points[index + 1] ?? now
    const ageMs = nowMs - from.atMs
    if (to === undefined || ageMs > TRACK_SHOWN_MS) return []
    const line = [
      [from.lon, from.lat],
      [to.lon, to.lat],
    ] as const
    // Five steps of age are enough for the eye, and let pieces of one step be drawn together.
    const fresh = Math.ceil((1 - Math.max(0, ageMs) / TRACK_SHOWN_MS) * 5) / 5
    return [{ id: `${id}/${from.atMs}`, points: line, style: 'track', alpha: Math.max(FAINTEST, fresh) }]
  })
}
