import type { Step, Truth } from './history.ts'

/** No step ends inside a group of changes that belong together: a ledger never stands on half of one. */
export function atomic(truth: Truth): Step {
  return ({ generation, revision }) =>
    revision === 0 || truth.endsGroup(generation, revision)
      ? []
      : [`stands inside the group of revision ${revision}`]
}
