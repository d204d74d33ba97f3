import { invariant } from '../../../domain/assert.ts'
import type { Case, Fact } from '../../../proto/gen/wall/v1/case.ts'
import type { Payload, TimedPayload } from './payload.ts'

type HistoryCase = Omit<Case, 'facts'> & { readonly facts: Fact[] }

/**
 * Shortens what happened before `startMs` to one payload for each case (with all its facts so far), unit and
 * sign-in, so that a wall opens on a filled day without thousands of steps; everything later passes as it is.
 */
export function* foldHistory(source: Iterator<TimedPayload>, startMs: number): Generator<TimedPayload> {
  const folded = new Map<string, Payload>()
  const cases = new Map<string, HistoryCase>()
  let next = source.next()
  while (next.done !== true && next.value.atMs < startMs) {
    fold(next.value.payload, folded, cases)
    next = source.next()
  }
  for (const payload of folded.values()) yield { atMs: startMs, payload }
  while (next.done !== true) {
    yield next.value
    next = source.next()
  }
}

function fold(payload: Payload, folded: Map<string, Payload>, cases: Map<string, HistoryCase>): void {
  if ('case' in payload) {
    const copy = { ...payload.case, facts: [...payload.case.facts] }
    cases.set(copy.id, copy)
    folded.set(`case/${copy.id}`, { case: copy })
  } else if ('caseFact' in payload) {
    const known = cases.get(payload.caseFact.caseId)
    invariant(known !== undefined, `a fact precedes its case ${payload.caseFact.caseId}`)
    known.facts.push(payload.caseFact.fact)
  } else {
    folded.set(keyOf(payload), payload)
  }
}

function keyOf(payload: Exclude<Payload, { case: Case } | { caseFact: unknown }>): string {
  if ('removal' in payload) return `removal/${payload.removal.kind}/${payload.removal.id}`
  const [kind, resource] = Object.entries(payload)[0] ?? []
  invariant(kind !== undefined, 'a payload carries one resource')
  return `${kind}/${(resource as { readonly id: string }).id}`
}
