import { DeviceState, type Device, type DeviceKind } from '../../../proto/gen/wall/v1/place.ts'
import { moved, type Point } from './geo.ts'
import type { Random } from './random.ts'
import { DAY_MS, MINUTE_MS, timestamp } from './time.ts'

export interface DeviceFleet {
  readonly kind: DeviceKind
  readonly idPrefix: string
  readonly name: string
  readonly count: number
  readonly onlineCount: number
  readonly spreadM: number
  readonly centers: readonly (Point & { readonly weight: number })[]
}

/** A fleet of cameras around the centers; those that are offline are spread over it. */
export function devices(fleet: DeviceFleet, random: Random, nowMs: number): readonly Device[] {
  const offlineEvery = fleet.count / Math.max(1, fleet.count - fleet.onlineCount)
  return Array.from({ length: fleet.count }, (_, index) => {
    const center = random.weighted(fleet.centers)
    const offline = fleet.onlineCount < fleet.count && index % offlineEvery < 1
    const spread = () => random.between(-fleet.spreadM, fleet.spreadM)
    const sinceMs = offline ? random.integer(20, 900) * MINUTE_MS : random.integer(1, 40) * DAY_MS
    const number = String(index + 1).padStart(3, '0')
    return {
      id: `${fleet.idPrefix}${number}`,
      kind: fleet.kind,
      name: `${fleet.name} ${number}`,
      position: moved(center, spread(), spread()),
      state: offline ? DeviceState.DEVICE_STATE_OFFLINE : DeviceState.DEVICE_STATE_ONLINE,
      stateSince: timestamp(nowMs - sinceMs),
    }
  })
}
