import type { Zone } from '../event/event-pack.ts'
import type { Position } from '../model/position.ts'
import type { DeviceItem } from '../view/items.ts'
import { FEEDS_DOWN_SHARE, priorityOf } from './catalogue.ts'
import type { AlarmCondition } from './condition.ts'

/** Feeds of one zone; without an event the whole city is one group. */
interface Group {
  readonly id: string
  readonly name?: string
  count: number
  offline: number
}

/** Groups of feeds of which more than 5 % are down. `sinceMs` is now: the devices do not say since when. */
export function feedConditions(
  devices: Iterable<DeviceItem>,
  zones: readonly Zone[],
  nowMs: number,
): readonly AlarmCondition[] {
  const groups: Group[] = zones.map(({ id, name }) => ({ id, name, count: 0, offline: 0 }))
  const city: Group = { id: 'city', count: 0, offline: 0 }
  for (const device of devices) {
    const index = zones.findIndex((zone) => device.position && isInside(device.position, zone.ring))
    const group = zones.length === 0 ? city : groups[index]
    if (group === undefined) continue
    group.count++
    if (device.state === 'offline') group.offline++
  }
  return [...groups, city].filter(isDown).map((group) => ({
    id: `feeds/${group.id}`,
    kind: 'feeds-down',
    priority: priorityOf('feeds-down'),
    sinceMs: nowMs,
    subject: `${group.offline}/${group.count}`,
    ...(group.name === undefined ? {} : { zone: group.name }),
  }))
}

function isDown({ count, offline }: Group): boolean {
  return count > 0 && offline / count > FEEDS_DOWN_SHARE
}

/** Whether a position lies inside a closed ring, by the even-odd rule. */
export function isInside({ lat, lon }: Position, ring: readonly Position[]): boolean {
  let inside = false
  let before = ring.at(-1)
  for (const corner of ring) {
    if (before !== undefined && corner.lat > lat !== before.lat > lat) {
      const crossingLon =
        corner.lon + ((lat - corner.lat) / (before.lat - corner.lat)) * (before.lon - corner.lon)
      if (lon < crossingLon) inside = !inside
    }
    before = corner
  }
  return inside
}
