import type { Kind } from '../../domain/model/resource.ts'

/** One resource as the cache keeps it. `body` is the model as JSON; absent: the resource is gone. */
export interface Row {
  readonly kind: Kind
  readonly id: string
  readonly revision: number
  readonly body: string | undefined
}

/** Up to when everything is known: enough to tell the age after a restart without network. */
export interface AsOf {
  readonly serverMs: number
  /** What the machine's clock showed at that instant. */
  readonly wallMs: number
  readonly rate: number
}

/** Where the content stands. Written in the same transaction as the content (I1). */
export interface CachePosition {
  readonly epoch: string
  readonly revision: number
  readonly asOf: AsOf
  /** Absent: the gateway has nothing of kinds that this version does not know. */
  readonly unknownTerms?: UnknownTerms
}

/** What the gateway's digest counts of kinds that a version with these `knownKinds` cannot decode. */
export interface UnknownTerms {
  /** Sixteen hexadecimal digits; empty while it has to be learnt. */
  readonly sum: string
  readonly knownKinds: string
}

/** As in `Bookmark`: of everything, and of each kind by itself; a kind that is not there has nothing. */
export interface Digests {
  readonly whole: string
  readonly kinds: Readonly<Record<string, string>>
}

export interface CacheContent {
  /** Absent: nothing was ever loaded. */
  readonly position?: CachePosition
  readonly rows: readonly Row[]
  readonly digests: Digests
  /** What the wall itself had found out, as it was given to `keep`. */
  readonly findings?: string
}

export interface CacheInfo {
  readonly path: string
  readonly bytes: number
  /** SQLite's write-ahead log beside the file: grows while somebody else reads the file and does not leave. */
  readonly logBytes: number
  readonly schema: number
  /** Not on disk: lost with the process. */
  readonly inMemory: boolean
}
