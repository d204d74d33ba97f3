import type { Kind } from '../../domain/model/resource.ts'
import type { WatchResponse } from '../../proto/gen/wall/v1/wall_feed.ts'
import type { LinkProblem } from '../../domain/view/link.ts'

/** Where to go on; revision 0 asks for a snapshot. */
export interface WatchFrom {
  readonly epoch: string
  readonly afterRevision: number
  /** Kinds to be told whole once more, when everything else has been. */
  readonly refetchKinds?: readonly Kind[]
}

/** Up to `asOfMs` of the gateway, which stands at `revision` of `epoch`, nothing is missing. */
export interface StreamPosition {
  readonly epoch: string
  readonly revision: number
  readonly asOfMs: number
}

/** One measurement: two stamps of the server between two of ours, all in milliseconds. */
export interface TimeSample {
  readonly sentMonotonicMs: number
  readonly serverReceivedMs: number
  readonly serverSentMs: number
  readonly receivedMonotonicMs: number
  readonly rate: number
}

/** The least that the reflector needs of a gateway: one connection, used for one stream, then closed. */
export interface WatchSource {
  /** Messages in order. Ends, or throws a `SourceError`, when the stream does. Slow readers slow the sender. */
  watch(from: WatchFrom): AsyncIterable<WatchResponse>
  time(): Promise<TimeSample>
  /** Ends everything at once; the iteration of `watch` finishes with an error. */
  close(): void
}

export type ConnectSource = () => WatchSource

/** Why a stream ended, in the words of the wall and in those of the other side. */
export class SourceError extends Error {
  readonly problem: LinkProblem
  /** No connection came about at all: to ask again costs next to nothing. */
  readonly isNobodyThere: boolean

  constructor(problem: LinkProblem, message: string, isNobodyThere = false) {
    super(message)
    this.name = 'SourceError'
    this.problem = problem
    this.isNobodyThere = isNobodyThere
  }
}

/** Why there is nobody: an address that resolves to several hosts has its words in the code only. */
export function nobodyThere(error: NodeJS.ErrnoException): SourceError {
  return new SourceError('unreachable', error.message || (error.code ?? String(error)), true)
}
