import type { Act } from '../../domain/model/act.ts'
import type { CodedSentence } from '../../domain/view/coded-sentence.ts'
import type { ActState } from '../../domain/view/act-item.ts'

/** One act of a person as the outbox keeps it. */
export interface ActRecord {
  /** Made by the view; also the command id at the gateway. */
  readonly id: string
  readonly caseId: string
  readonly act: Act
  readonly actor: string
  /** What the person saw when acting: a revision, and the epoch that it belongs to. */
  readonly basedOnRevision: number
  readonly epoch: string
  /** Server time as this wall knew it. */
  readonly madeMs: number
  readonly state: ActState
  readonly answeredMs?: number
  readonly reason?: string
  readonly coded?: CodedSentence
}

/** What became of an act. */
export interface ActAnswer {
  readonly state: Exclude<ActState, 'queued'>
  readonly answeredMs: number
  readonly reason?: string
  readonly coded?: CodedSentence
}
