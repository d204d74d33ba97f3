import { atomic } from './atomic.ts'
import { bookmarkable } from './bookmarkable.ts'
import type { History, Truth, Violation } from './history.ts'
import { ordered } from './ordered.ts'
import { reliable } from './reliable.ts'
import { resumable } from './resumable.ts'
import { unique } from './unique.ts'

/** etcd's six guarantees of a watch, over the history of one ledger. */
export const VALIDATORS = { ordered, unique, atomic, bookmarkable, reliable, resumable }

export function validate(history: History, truth: Truth): readonly Violation[] {
  return Object.values(VALIDATORS).flatMap((validator) => validator(history, truth))
}
