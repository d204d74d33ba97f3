import type { IntakeRecord } from '../../proto/gen/wall/v1/intake.ts'

/** A record and the server instant from which it may be published. */
export interface TimedRecord {
  readonly atMs: number
  readonly record: IntakeRecord
}

/**
 * A city and its day as data. `records` is endless, ascending in `atMs` and depends on the seed alone: first the
 * static world, then what happened between the start of the day and `startMs` (folded: one record for each case,
 * unit and sign-in), then the day as it goes on, one day after the other. Record keys are made of name, seed and
 * serial, so that publishing a scenario again changes nothing.
 */
export interface Scenario {
  readonly name: string
  /** The server instant at which the wall opens. */
  readonly startMs: number
  /** The earliest at which it may open instead. */
  readonly dayStartMs: number
  /** `startMs`: where it opens at another time than its own. */
  records(seed: number, startMs?: number): Iterable<TimedRecord>
}
