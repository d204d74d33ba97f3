import type { Position } from '../model/position.ts'
import type { EventPack, Route, Zone } from './event-pack.ts'
import { distanceToLineM, isInsideRing } from './geometry.ts'

/** Where something lies in the terms of an event: inside a cordon, else along a route that is being kept, else outside. */
export type EventPlace =
  | { readonly kind: 'zone'; readonly zone: Zone }
  | { readonly kind: 'route'; readonly route: Route; readonly offM: number }
  | { readonly kind: 'outside' }

const OUTSIDE: EventPlace = { kind: 'outside' }

/** A cordon comes before a route; of several routes, the nearest. A route counts only within its own window. */
export function eventPlaceOf(pack: EventPack, position: Position | undefined, nowMs: number): EventPlace {
  if (position === undefined) return OUTSIDE
  const zone = pack.zones.find(({ ring }) => isInsideRing(ring, position))
  if (zone !== undefined) return { kind: 'zone', zone }
  let nearest: EventPlace = OUTSIDE
  let leastM = Number.POSITIVE_INFINITY
  for (const route of pack.routes) {
    if (nowMs < route.fromMs || nowMs >= route.toMs) continue
    const offM = distanceToLineM(route.line, position)
    if (offM > route.corridorM || offM >= leastM) continue
    leastM = offM
    nearest = { kind: 'route', route, offM }
  }
  return nearest
}
