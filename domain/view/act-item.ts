import type { Act } from '../model/act.ts'
import type { CodedSentence } from './coded-sentence.ts'

/**
 * - `queued`: on this machine's disk, not yet with the gateway. It is not "saved": nobody else knows of it.
 * - `accepted`: in the gateway's log.
 * - `refused`: the gateway said no, and why; or this wall could not write the act down, and says so.
 * - `conflict`: refused because somebody else had acted first.
 */
export type ActState = 'queued' | 'accepted' | 'refused' | 'conflict'

/** One act of a person at this wall, kept on the glass while queued and for ten minutes after its answer. */
export interface ActItem {
  readonly id: string
  readonly caseId: string
  readonly act: Act
  readonly state: ActState
  /** Server time as this wall knew it when the act was made. */
  readonly madeMs: number
  readonly answeredMs?: number
  /** The sentence that says why, for `refused` and `conflict`. */
  readonly reason?: string
  /** The same in a form that a view says in its own language; not of a gateway from before codes. */
  readonly coded?: CodedSentence
}
