import type { MapLayers } from '../../map/layers.ts'
import { DEVICE_SHAPES, type LookName } from '../../map/looks.ts'
import type { StrokeName } from '../../map/strokes.ts'

export interface LegendEntry {
  readonly word: string
  readonly look?: LookName
  readonly stroke?: StrokeName
}

const CASES: readonly LegendEntry[] = (['breached', 'presumed', 'at-risk', 'normal'] as const).map(
  (urgency) => ({
    word: `case-${urgency}`,
    look: `case-${urgency}`,
  }),
)
const UNITS: readonly LegendEntry[] = (['calm', 'away', 'silent'] as const).map((mood) => ({
  word: `unit-${mood}`,
  look: `unit-${mood}`,
}))
const DUTY: readonly LegendEntry[] = (
  ['staffed', 'out-on-case', 'auxiliaries-only', 'unmanned', 'silent', 'off-duty'] as const
).map((staffing) => ({ word: `duty-${staffing}`, look: `duty-${staffing}` }))
const STROKE_ORDER: readonly StrokeName[] = [
  'zone',
  'zone-planned',
  'route-open',
  'route-later',
  'track',
  'patrol',
  'road-model',
  'road-secondary',
  'road-back-lane',
  'area-key',
  'area-difficult',
  'river',
]

/** Everything that may lie on this map now: what a layer holds is explained, a layer without content is not. */
export function legendEntries(layers: MapLayers): readonly LegendEntry[] {
  const looks = new Set(
    [layers.marks.device, layers.marks.post, layers.marks.dutyPoint].flat().map(({ look }) => look),
  )
  const styles = new Set(
    Object.values(layers.strokes).flatMap((strokes) => strokes.map(({ style }) => style)),
  )
  const { venue, post, cell, network } = layers.marks
  return [
    ...CASES,
    ...UNITS,
    ...DUTY.filter(({ look }) => look !== undefined && looks.has(look)),
    ...(post.length > 0 ? [{ word: 'post', look: 'post-filled' } as const] : []),
    ...(venue.length > 0 ? [{ word: 'venue', look: 'venue' } as const] : []),
    ...devices(looks),
    ...STROKE_ORDER.filter((style) => styles.has(style)).map((stroke) => ({ word: stroke, stroke })),
    ...(cell.length > 0 ? [{ word: 'cell', look: 'cell' } as const] : []),
    ...(network.length > 0 ? [{ word: 'network', look: 'network' } as const] : []),
  ]
}

/** Kinds by their shape, and what a stroke through or a ring around one means. */
function devices(looks: ReadonlySet<LookName>): readonly LegendEntry[] {
  const kinds = DEVICE_SHAPES.filter((kind) =>
    (['online', 'offline', 'alarmed'] as const).some((mood) => looks.has(`device-${kind}-${mood}`)),
  )
  const [first] = kinds
  if (first === undefined) return []
  const moods = (['offline', 'alarmed'] as const).filter((mood) =>
    kinds.some((kind) => looks.has(`device-${kind}-${mood}`)),
  )
  return [
    ...kinds.map((kind): LegendEntry => ({ word: `device-${kind}`, look: `device-${kind}-online` })),
    ...moods.map((mood): LegendEntry => ({ word: `device-${mood}`, look: `device-${first}-${mood}` })),
  ]
}
