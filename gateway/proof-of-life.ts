import { setRepeatingTimer } from '../domain/clock.ts'
import type { Clock } from '../domain/clock.ts'
import { Case, Fact, FactType, Stage } from '../proto/gen/wall/v1/case.ts'
import { encodeResource } from './kinds.ts'
import type { Log } from './log/log.ts'
import { PROOF_OF_LIFE_ID } from './intake/synthetic.ts'
import { toTimestamp } from './timestamps.ts'

const INTERVAL_MS = 60_000
const EMPTY = new Uint8Array()

export interface ProofOfLifeOptions {
  readonly log: Log
  /** Real time, whatever the speed of a scenario: the way to the glass is walked in real seconds. */
  readonly clock: Clock
  /** The gateway's time, which walls compare with theirs. */
  readonly serverMs: () => number
  readonly onFailed: (error: unknown) => void
}

/**
 * Puts a synthetic case into the log at once and every minute from then on, until the returned function is
 * called. It goes the way of every other case, so that a wall which saw it drawn knows that the way is open.
 * It is the one case that does not grow: only the newest of its facts is kept.
 */
export function startProofOfLife(options: ProofOfLifeOptions): () => void {
  const emit = (): void => {
    const resource = encodeResource('case', proofOfLife(options.serverMs()))
    options.log
      .write({ weight: 1, atomic: false, run: (writer) => writer.put('case', PROOF_OF_LIFE_ID, resource) })
      .catch(options.onFailed)
  }
  const cancel = setRepeatingTimer(options.clock, INTERVAL_MS, emit)
  emit()
  return cancel
}

function proofOfLife(atMs: number): Case {
  const at = toTimestamp(atMs)
  const id = new Date(atMs).toISOString()
  const emitted = { ...Fact.decode(EMPTY), id, type: FactType.FACT_TYPE_REPORTED, at }
  return {
    ...Case.decode(EMPTY),
    id: PROOF_OF_LIFE_ID,
    title: 'Proof of life',
    stage: Stage.STAGE_REPORT,
    synthetic: true,
    facts: [emitted],
  }
}
