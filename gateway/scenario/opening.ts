import { GatewayError } from '../gateway-error.ts'
import { CHINA_OFFSET_MINUTES, DAY_MS, MINUTE_MS, minuteOfDay } from './engine/time.ts'
import type { Scenario } from './scenario.ts'

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/

/**
 * The same day with the wall opening at another time of it, `HH:MM` in China. It is a scenario of its own: what
 * happened before that is folded, so its records are others. Throws a `GatewayError` with a sentence.
 */
export function openingAt(scenario: Scenario, time: string): Scenario {
  if (!TIME.test(time)) {
    throw new GatewayError(`"${time}" is no time of day; write hours and minutes, for example 13:30`)
  }
  const startMs = midnightOf(scenario.startMs) + minuteOfDay(time) * MINUTE_MS
  if (startMs < scenario.dayStartMs) {
    const first = new Date(scenario.dayStartMs + CHINA_OFFSET_MINUTES * MINUTE_MS).toISOString().slice(11, 16)
    throw new GatewayError(`the day of ${scenario.name} begins at ${first}; it cannot open at ${time}`)
  }
  return {
    ...scenario,
    name: `${scenario.name} from ${time}`,
    startMs,
    records: (seed) => scenario.records(seed, startMs),
  }
}

/** In China. */
function midnightOf(ms: number): number {
  const offsetMs = CHINA_OFFSET_MINUTES * MINUTE_MS
  return Math.floor((ms + offsetMs) / DAY_MS) * DAY_MS - offsetMs
}
