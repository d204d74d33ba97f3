import type { Clock } from '../domain/clock.ts'
import {
  anchoredGatewayClock,
  decodeAnchor,
  encodeAnchor,
  realGatewayClock,
  serverMsAt,
} from './gateway-clock.ts'
import type { ClockAnchor, GatewayClock } from './gateway-clock.ts'
import { GatewayError } from './gateway-error.ts'
import type { Log } from './log/log.ts'
import type { Scenario } from './scenario/scenario.ts'

export interface ClockChoice {
  readonly log: Log
  readonly system: Clock
  readonly scenario: Scenario | undefined
  readonly seed: number
  readonly speed: number | undefined
}

/**
 * The time of this log. A log that has an anchor goes on from it, across restarts and at another speed too; a
 * scenario sets the first anchor at its own start; everything else is real time.
 */
export function chooseClock(choice: ClockChoice): GatewayClock {
  const { log, system, scenario } = choice
  if (scenario) claim(log, `${scenario.name} with seed ${choice.seed}`)
  const known = decodeAnchor(log.readMeta('clock_anchor'))
  const rate = choice.speed ?? known?.rate ?? 1
  const realMs = system.wallMs()
  if (!known && !scenario && rate === 1) return realGatewayClock(system)
  const serverMs = known ? serverMsAt(known, realMs) : (scenario?.startMs ?? realMs)
  const anchor: ClockAnchor = { serverMs, realMs, rate }
  log.writeMeta('clock_anchor', encodeAnchor(anchor))
  return anchoredGatewayClock(system, anchor)
}

/** A folder holds one scenario or none: two of them in one log would be no city at all. */
function claim(log: Log, scenario: string): void {
  const known = log.readMeta('scenario')
  if (known === scenario) return
  if (known !== undefined) {
    throw new GatewayError(
      `the data folder holds the scenario ${known}, not ${scenario}: choose another with --data`,
    )
  }
  if (log.head().revision > 0) {
    throw new GatewayError(
      `the data folder holds ${log.head().revision} changes that are not of a scenario: choose another with --data`,
    )
  }
  log.writeMeta('scenario', scenario)
}
