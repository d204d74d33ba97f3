/** One resource, `kind/id`, at the revision of its last change; a removal leaves nothing of it. */
export interface Change {
  readonly key: string
  readonly revision: number
  readonly removed: boolean
}

/**
 * One step of a ledger.
 *
 * A ledger is whatever keeps the city's state and can be asked what it was told, in order: the gateway's log,
 * a wall's cache, a view's replica. All three are written down in the same four words:
 *
 * - `list`: the whole state took the place of whatever was there, as of `revision`.
 * - `changes`: the state moved on to `revision`. A ledger that is allowed to leave out states of a key
 *   (the replica, I6) says so with `conflated`; every other one names each revision.
 * - `bookmark`: the ledger was told that it is complete up to `revision`, and what the digest is then.
 * - `resume`: a new connection or a new process went on from `revision`; nothing was told.
 *
 * `generation` counts how often the gateway was set back to an older backup: revisions of one generation
 * are numbered once.
 */
export type Entry =
  | (Position & { readonly type: 'list'; readonly changes: readonly Change[] })
  | (Position & {
      readonly type: 'changes'
      readonly changes: readonly Change[]
      readonly conflated: boolean
    })
  | (Position & { readonly type: 'bookmark'; readonly digest: string })
  | (Position & { readonly type: 'resume' })

export interface Position {
  readonly generation: number
  readonly revision: number
}

export type History = readonly Entry[]

/** What a validator has against a history: where, and what. */
export interface Violation {
  readonly guarantee: string
  /** Index of the entry. */
  readonly at: number
  readonly sentence: string
}

/**
 * Looks at a history entry by entry, in order, and says what is wrong with each. It keeps what it needs to know
 * of the past and no more, so that a history may be as long as it likes.
 */
export type Step = (entry: Entry) => readonly string[]

/** What really happened: every change of every generation, and where atomic groups end. */
export interface Truth {
  /** The changes of a generation after `after`, up to and with `upTo`, in the order of their revisions. */
  changes(generation: number, after: number, upTo: number): readonly Change[]
  /** Whether a group of changes that belong together ends here. */
  endsGroup(generation: number, revision: number): boolean
  /** As the gateway computed it with the change of this revision. */
  digestAt(generation: number, revision: number): string | undefined
}
