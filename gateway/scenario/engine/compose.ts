import { foldHistory } from './fold.ts'
import { intakeRecord, type Payload, type TimedPayload } from './payload.ts'
import { Random } from './random.ts'
import type { Simulation } from './simulation.ts'
import type { TimedRecord } from '../scenario.ts'

/** The static world, then the folded history, then the day; each record with its key. */
export function* composeRecords(
  name: string,
  seed: number,
  dayStartMs: number,
  startMs: number,
  world: (random: Random, startMs: number) => readonly Payload[],
  live: (random: Random, startMs: number) => Simulation,
): Generator<TimedRecord> {
  const random = new Random(seed)
  let serial = 0
  for (const { atMs, payload } of timedPayloads()) {
    serial += 1
    yield { atMs, record: intakeRecord(`${name}/${seed}/${serial}`, payload) }
  }

  function* timedPayloads(): Generator<TimedPayload> {
    for (const payload of world(random, startMs)) yield { atMs: dayStartMs, payload }
    yield* foldHistory(live(random, startMs).run(), startMs)
  }
}
