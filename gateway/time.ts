import type { TimeResponse } from '../proto/gen/wall/v1/wall_feed.ts'
import type { GatewayClock } from './gateway-clock.ts'
import { toTimestamp } from './timestamps.ts'
import type { UnaryHandler } from './unary.ts'

/** The two middle stamps of a clock comparison, taken as early and as late as can be. */
export function timeHandler(clock: GatewayClock): UnaryHandler<object, TimeResponse> {
  return (_call, callback) => {
    const receivedAt = toTimestamp(clock.wallMs())
    callback(null, { receivedAt, sentAt: toTimestamp(clock.wallMs()), rate: clock.rate })
  }
}
