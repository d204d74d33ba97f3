import type { Fact } from '../model/case.ts'
import type { SlaPolicy } from '../model/policy.ts'

export interface FactTime {
  readonly ms: number
  /** The sender's stamp could not be trusted, so the later receipt counts. */
  readonly lateUnverified: boolean
}

/**
 * When a fact happened. The server's receipt is authoritative while the sender is online. A fact that a
 * lost link had buffered counts from the sender's own stamp if that clock was measured close enough and
 * the stamp lies between the dispatch and the receipt.
 */
export function factTime(fact: Fact, policy: SlaPolicy, dispatchMs: number): FactTime {
  if (fact.buffered !== true || fact.deviceAtMs === undefined) return { ms: fact.atMs, lateUnverified: false }
  const measured =
    fact.deviceOffsetMs !== undefined && Math.abs(fact.deviceOffsetMs) <= policy.deviceOffsetMaxMs
  const inSequence = fact.deviceAtMs >= dispatchMs && fact.deviceAtMs <= fact.atMs + policy.deviceOffsetMaxMs
  return measured && inSequence
    ? { ms: fact.deviceAtMs, lateUnverified: false }
    : { ms: fact.atMs, lateUnverified: true }
}
