import type { SlaPolicy } from '../model/policy.ts'
import type { ResponseClass } from '../model/terms.ts'

/**
 * The policy a case is judged by: of those for its response class that were in force at its dispatch,
 * the one that came into force last; among equals the highest version. Later versions change nothing
 * for cases dispatched before them.
 */
export function policyAt(
  policies: Iterable<SlaPolicy>,
  responseClass: ResponseClass,
  dispatchMs: number,
): SlaPolicy | undefined {
  let found: SlaPolicy | undefined
  for (const policy of policies) {
    if (policy.responseClass !== responseClass || policy.effectiveFromMs > dispatchMs) continue
    if (found === undefined || isLater(policy, found)) found = policy
  }
  return found
}

function isLater(a: SlaPolicy, b: SlaPolicy): boolean {
  return (
    a.effectiveFromMs > b.effectiveFromMs ||
    (a.effectiveFromMs === b.effectiveFromMs && a.version > b.version)
  )
}
