import type { TimeResponse } from '../proto/gen/wall/v1/wall_feed.ts'
import type { GatewayClock } from './gateway-clock.ts'
import { toTimestamp } from './timestamps.ts'

/** The two middle stamps of a clock comparison; nothing is done in between. */
export function readTime(clock: GatewayClock): TimeResponse {
  const receivedAt = toTimestamp(clock.wallMs())
  return { receivedAt, sentAt: toTimestamp(clock.wallMs()), rate: clock.rate }
}
