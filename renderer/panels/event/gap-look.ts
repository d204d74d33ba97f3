import type { PostReading } from '../../../domain/event/post-readiness.ts'

/** Nobody there is the worst; who is out on a case or cannot be heard comes back. */
export function lookOfGaps(gaps: readonly Pick<PostReading, 'state'>[]): 'breached' | 'at-risk' | undefined {
  if (gaps.length === 0) return undefined
  return gaps.some(({ state }) => state === 'empty' || state === 'unknown') ? 'breached' : 'at-risk'
}
