import { atomic } from './atomic.ts'
import { bookmarkable } from './bookmarkable.ts'
import type { Entry, History, Step, Truth, Violation } from './history.ts'
import { ordered } from './ordered.ts'
import { reliable } from './reliable.ts'
import { resumable } from './resumable.ts'
import { unique } from './unique.ts'

/** etcd's six guarantees of a watch, each judged against what really happened. */
export const VALIDATORS: Readonly<Record<string, (truth: Truth) => Step>> = {
  Ordered: ordered,
  Unique: unique,
  Atomic: atomic,
  Bookmarkable: bookmarkable,
  Reliable: reliable,
  Resumable: resumable,
}

/** All six over the history of one ledger, entry by entry as it comes. */
export function beginValidation(truth: Truth): (entry: Entry) => readonly Violation[] {
  const steps = Object.entries(VALIDATORS).map(([guarantee, begin]) => ({ guarantee, step: begin(truth) }))
  let at = -1
  return (entry) => {
    at++
    return steps.flatMap(({ guarantee, step }) =>
      step(entry).map((sentence) => ({ guarantee, at, sentence })),
    )
  }
}

export function validate(history: History, truth: Truth): readonly Violation[] {
  const step = beginValidation(truth)
  return history.flatMap((entry) => step(entry))
}
