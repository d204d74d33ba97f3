import type { CaseUrgency } from '../wall/survey.ts'
import type { PostState } from '../../domain/event/post-readiness.ts'
import type { Staffing } from '../../domain/view/items.ts'
import { PALETTE } from './palette.ts'

export type Shape = 'triangle' | 'diamond' | 'square' | 'circle' | 'cross' | 'plus' | 'house' | 'wide'

/** How one symbol looks on every map and in the legend. No two looks differ by colour alone. */
export interface Look {
  readonly shape: Shape
  readonly halfRem: number
  readonly color: string
  readonly filled?: boolean
  readonly dashed?: boolean
  readonly inner?: 'dot' | 'half' | 'slash'
  /** A ring around it: of an event's posts, of a device that raises an alarm. */
  readonly framed?: boolean
  /** Of several in one place the highest is seen. */
  readonly rank: number
}

export type UnitMood = 'calm' | 'away' | 'silent'
export const DEVICE_SHAPES = ['parking-monitor', 'video', 'drone', 'camera-vehicle', 'other'] as const
export type DeviceShape = (typeof DEVICE_SHAPES)[number]
export type DeviceMood = 'online' | 'offline' | 'alarmed'

export type LookName =
  | `case-${CaseUrgency}`
  | `unit-${UnitMood}`
  | `duty-${Staffing}`
  | `post-${PostState}`
  | `device-${DeviceShape}-${DeviceMood}`
  | 'venue'
  | 'cell'
  | 'network'

const { text1, text2, text3, high, medium, unit, device } = PALETTE

const post = (look: Omit<Look, 'framed' | 'halfRem'>): Look => ({ ...look, halfRem: 0.24, framed: true })

const SHAPE_OF: Readonly<Record<DeviceShape, Shape>> = {
  'parking-monitor': 'square',
  video: 'circle',
  drone: 'plus',
  'camera-vehicle': 'wide',
  other: 'diamond',
}

function deviceLooks() {
  const looks: Partial<Record<LookName, Look>> = {}
  for (const kind of DEVICE_SHAPES) {
    const shape = SHAPE_OF[kind]
    looks[`device-${kind}-online`] = { shape, halfRem: 0.12, color: device, filled: true, rank: 0 }
    looks[`device-${kind}-offline`] = { shape, halfRem: 0.2, color: text3, inner: 'slash', rank: 1 }
    looks[`device-${kind}-alarmed`] = {
      shape,
      halfRem: 0.2,
      color: medium,
      filled: true,
      framed: true,
      rank: 2,
    }
  }
  return looks as Readonly<Record<`device-${DeviceShape}-${DeviceMood}`, Look>>
}

export const LOOKS: Readonly<Record<LookName, Look>> = {
  'case-normal': { shape: 'diamond', halfRem: 0.22, color: text1, filled: true, rank: 0 },
  'case-at-risk': { shape: 'diamond', halfRem: 0.5, color: medium, filled: true, rank: 1 },
  'case-presumed': { shape: 'triangle', halfRem: 0.5, color: high, rank: 2 },
  'case-breached': { shape: 'triangle', halfRem: 0.5, color: high, filled: true, rank: 3 },
  'unit-calm': { shape: 'circle', halfRem: 0.38, color: unit, rank: 0 },
  'unit-away': { shape: 'circle', halfRem: 0.38, color: unit, inner: 'dot', rank: 1 },
  'unit-silent': { shape: 'circle', halfRem: 0.38, color: text3, dashed: true, rank: 2 },
  'duty-staffed': { shape: 'square', halfRem: 0.26, color: text2, rank: 1 },
  'duty-out-on-case': { shape: 'square', halfRem: 0.26, color: text2, inner: 'dot', rank: 2 },
  'duty-silent': { shape: 'square', halfRem: 0.26, color: text2, dashed: true, rank: 3 },
  'duty-auxiliaries-only': { shape: 'square', halfRem: 0.26, color: medium, inner: 'half', rank: 4 },
  'duty-unmanned': { shape: 'cross', halfRem: 0.26, color: high, rank: 5 },
  'duty-off-duty': { shape: 'square', halfRem: 0.16, color: text3, rank: 0 },
  'post-filled': post({ shape: 'square', color: text2, rank: 1 }),
  'post-away': post({ shape: 'square', color: text2, inner: 'dot', rank: 2 }),
  'post-silent': post({ shape: 'square', color: text2, dashed: true, rank: 3 }),
  'post-short': post({ shape: 'square', color: medium, inner: 'slash', rank: 4 }),
  'post-auxiliaries-only': post({ shape: 'square', color: medium, inner: 'half', rank: 5 }),
  'post-unknown': post({ shape: 'plus', color: medium, rank: 6 }),
  'post-empty': post({ shape: 'cross', color: high, rank: 7 }),
  'post-later': post({ shape: 'diamond', color: text3, rank: 0 }),
  'post-over': post({ shape: 'circle', color: text3, rank: 0 }),
  ...deviceLooks(),
  venue: { shape: 'house', halfRem: 0.4, color: text1, rank: 0 },
  network: { shape: 'plus', halfRem: 0.24, color: text3, rank: 0 },
  cell: { shape: 'square', halfRem: 0.06, color: PALETTE.border, filled: true, rank: 0 },
}
