import type { Fact } from '../model/case.ts'
import type { SlaPolicy } from '../model/policy.ts'
import type { Pause } from './clock-record.ts'

interface Stretch {
  readonly pauses: readonly Pause[]
  readonly limitMs: number
}

/**
 * Pauses and extensions of the handle clock, in the order of their approval. One that is approved after
 * the limit has run out changes nothing: a breach is permanent. A pause counts from its approval, ends by
 * itself at the policy's maximum, and sooner when the case is resumed.
 */
export function stretchOf(facts: readonly Fact[], policy: SlaPolicy, startMs: number): Stretch {
  const pauses: Pause[] = []
  let limitMs = policy.handleLimitMs
  let extensions = 0
  let pausedMs = 0
  for (const [index, fact] of facts.entries()) {
    const deadlineMs = startMs + limitMs + pausedMs
    if (fact.atMs > deadlineMs) continue
    if (fact.type === 'extension-approved' && extensions < policy.extensionMaxCount) {
      extensions++
      limitMs += policy.handleLimitMs
    }
    if (fact.type !== 'pause-approved' || pauses.length >= policy.pauseMaxCount) continue
    const pause = pauseFrom(fact, facts.slice(index + 1), policy)
    const last = pauses.at(-1)
    if (last !== undefined && pause.fromMs < last.toMs) continue
    pauses.push(pause)
    pausedMs += pause.toMs - pause.fromMs
  }
  return { pauses, limitMs }
}

function pauseFrom(fact: Fact, later: readonly Fact[], policy: SlaPolicy): Pause {
  const lengthMs = Math.min(fact.durationMs ?? policy.pauseMaxMs, policy.pauseMaxMs)
  const resumed = later.find((next) => next.type === 'resumed')
  const endMs = fact.atMs + lengthMs
  return {
    fromMs: fact.atMs,
    toMs: resumed === undefined ? endMs : Math.min(endMs, resumed.atMs),
    ...(fact.reason === undefined ? {} : { reason: fact.reason }),
    ...(fact.actor === undefined ? {} : { approver: fact.actor }),
  }
}
