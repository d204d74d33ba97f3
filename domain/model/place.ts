import type { Position } from './position.ts'
import type { DeviceKind, DeviceState } from './terms.ts'

/** A node of the grid tree; the tree may have any depth. */
export interface GridNode {
  readonly id: string
  readonly parentId?: string
  readonly level: number
  readonly levelName: string
  readonly code?: string
  readonly name: string
  readonly center?: Position
  readonly leader?: string
  readonly head?: string
  readonly member?: string
}

export interface Device {
  readonly id: string
  readonly kind?: DeviceKind
  readonly name: string
  readonly position?: Position
  readonly state?: DeviceState
  readonly stateSinceMs?: number
}
