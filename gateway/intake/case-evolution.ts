import { isDeepStrictEqual } from 'node:util'
import { Case, Fact } from '../../proto/gen/wall/v1/case.ts'
import { toTimestamp } from '../timestamps.ts'
import { coded } from '../coded-sentence.ts'
import { encoded } from '../encoded.ts'
import { stateOf } from './case-facts.ts'
import { requireFact, requirePossible } from './fact-rules.ts'
import { refuseUnless } from './refusal.ts'

const FACTS_PER_CASE = 1_000

/**
 * A case as a platform reports it, on top of what is known of it. Facts are only ever appended: what is
 * known must come again unchanged and in full. Stage, units, outcome and means are derived.
 */
export function evolve(known: Case | undefined, reported: Case, nowMs: number): Case {
  const facts = reported.facts.reduce<readonly Fact[]>(
    (soFar, fact, index) => include(reported.id, soFar, fact, nowMs, `case.facts[${index}]`),
    known?.facts ?? [],
  )
  const given = new Set(reported.facts.map((fact) => fact.id))
  const missing = known?.facts.find((fact) => !given.has(fact.id))
  refuseUnless(
    !missing,
    `case ${reported.id} is known with the fact ${missing?.id ?? ''}, which this record does not repeat; ` +
      'facts are only appended',
  )
  return derived(reported, facts)
}

/** A case with one more fact. The same fact again changes nothing. */
export function append(known: Case, fact: Fact, nowMs: number, path: string): Case {
  return derived(known, include(known.id, known.facts, fact, nowMs, path))
}

function include(
  caseId: string,
  known: readonly Fact[],
  fact: Fact,
  nowMs: number,
  path: string,
): readonly Fact[] {
  const same = known.find((other) => other.id === fact.id)
  if (same) {
    refuseUnless(
      isSame(same, fact),
      `${path}.id ${fact.id} is known on case ${caseId} with other content; facts are never changed`,
    )
    return known
  }
  requireFact(fact, nowMs, path)
  requirePossible(caseId, known, fact)
  refuseUnless(
    known.length < FACTS_PER_CASE,
    `case ${caseId} has ${FACTS_PER_CASE} facts; no more are kept`,
    coded('case-full', { case: caseId, limit: String(FACTS_PER_CASE) }),
  )
  return [...known, { ...fact, at: fact.at ?? toTimestamp(nowMs) }]
}

/** Equal but for an instant that the gateway had filled in. */
function isSame(known: Fact, fact: Fact): boolean {
  const comparable = { ...fact, at: fact.at ?? known.at }
  // Most are; two that are not told alike may still be one on the wire.
  return isDeepStrictEqual(known, comparable) || Buffer.compare(bytesOf(known), bytesOf(comparable)) === 0
}

function bytesOf(fact: Fact): Uint8Array {
  return encoded((writer) => Fact.encode(fact, writer))
}

function derived(base: Case, facts: readonly Fact[]): Case {
  const state = stateOf(facts, base.sourceState)
  return { ...base, ...state, unitIds: [...state.unitIds], facts: [...facts] }
}

export function decodeCase(resource: Uint8Array | undefined): Case | undefined {
  return resource && Case.decode(resource)
}
