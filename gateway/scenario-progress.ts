import type { IntakeRecord } from '../proto/gen/wall/v1/intake.ts'
import type { Log } from './log/log.ts'
import type { Scenario, TimedRecord } from './scenario/scenario.ts'

const META = 'scenario_published_ms'
/** How much of the scenario may be played again after a restart; its keys are known, so it changes nothing. */
const SAVE_EVERY_MS = 5 * 60_000

export interface ScenarioProgress {
  /** The scenario without what was published before the last restart. */
  readonly rest: Scenario
  /** Records that are in the log now, in their order. */
  published(records: readonly IntakeRecord[]): void
}

/**
 * Lets a scenario go on where it was. Without it every restart would publish days of records again, first of
 * all those whose idempotency keys have been forgotten meanwhile.
 */
export function trackProgress(scenario: Scenario, log: Log): ScenarioProgress {
  const instants = new WeakMap<IntakeRecord, number>()
  let savedMs = Number(log.readMeta(META) ?? -Infinity)
  const fromMs = savedMs
  return {
    rest: { ...scenario, records: (seed) => remaining(scenario.records(seed), fromMs, instants) },
    published(records) {
      const last = records.at(-1)
      const atMs = (last && instants.get(last)) ?? -Infinity
      if (atMs - savedMs < SAVE_EVERY_MS) return
      savedMs = atMs
      log.writeMeta(META, String(atMs))
    },
  }
}

function* remaining(
  records: Iterable<TimedRecord>,
  fromMs: number,
  instants: WeakMap<IntakeRecord, number>,
): Iterable<TimedRecord> {
  for (const timed of records) {
    // Records of the very instant may have been cut in two by the stop: they come again.
    if (timed.atMs < fromMs) continue
    instants.set(timed.record, timed.atMs)
    yield timed
  }
}
