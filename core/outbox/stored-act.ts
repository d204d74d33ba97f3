import { crc32 } from 'node:zlib'
import type { Act } from '../../domain/model/act.ts'
import type { CodedSentence } from '../../domain/view/coded-sentence.ts'
import type { ActState } from '../../domain/view/act-item.ts'
import { StoreError } from '../store/store-error.ts'
import type { ActRecord } from './act-record.ts'

/** A row of the outbox without its serial and checksum. */
export interface StoredAct {
  readonly id: string
  readonly case_id: string
  readonly body: string
  readonly actor: string
  readonly based_on_revision: number
  readonly epoch: string
  readonly made_ms: number
  readonly state: ActState
  readonly answered_ms: number | null
  readonly reason: string | null
  /** JSON; rows of an outbox from before codes have no such column. */
  readonly coded?: string | null
}

/** A row as it is read; without a checksum it was written by a version that made none. */
export interface CheckedAct extends StoredAct {
  readonly crc?: number | null
}

/** SQLite's own check sees damaged structure, not a flipped letter: that would be sent as another act. */
export function crcOf(act: StoredAct): number {
  const { id, case_id, body, actor, based_on_revision, epoch, made_ms, state, answered_ms, reason, coded } =
    act
  const fields = [id, case_id, body, actor, based_on_revision, epoch, made_ms, state, answered_ms, reason]
  // Rows from before codes keep their checksum.
  return crc32(JSON.stringify(coded === null || coded === undefined ? fields : [...fields, coded]))
}

/** Throws a `StoreError` of the code `corrupt` for a row that is not as it was written. */
export function toRecord(stored: CheckedAct): ActRecord {
  const { crc } = stored
  if (crc !== null && crc !== undefined && crc !== crcOf(stored)) {
    throw new StoreError('corrupt', `The outbox holds a damaged act ${stored.id}.`)
  }
  return {
    id: stored.id,
    caseId: stored.case_id,
    act: parsed<Act>(stored.id, stored.body),
    actor: stored.actor,
    basedOnRevision: stored.based_on_revision,
    epoch: stored.epoch,
    madeMs: stored.made_ms,
    state: stored.state,
    ...(stored.answered_ms === null ? {} : { answeredMs: stored.answered_ms }),
    ...(stored.reason === null ? {} : { reason: stored.reason }),
    ...(stored.coded ? { coded: parsed<CodedSentence>(stored.id, stored.coded) } : {}),
  }
}

export function toStored(record: ActRecord): StoredAct {
  return {
    id: record.id,
    case_id: record.caseId,
    body: JSON.stringify(record.act),
    actor: record.actor,
    based_on_revision: record.basedOnRevision,
    epoch: record.epoch,
    made_ms: record.madeMs,
    state: record.state,
    answered_ms: record.answeredMs ?? null,
    reason: record.reason ?? null,
    coded: record.coded === undefined ? null : JSON.stringify(record.coded),
  }
}

/** What stands there passed the guard before it was written; what cannot be read means a damaged file. */
function parsed<Value>(id: string, text: string): Value {
  try {
    return JSON.parse(text) as Value
  } catch {
    throw new StoreError('corrupt', `The outbox holds an unreadable act ${id}.`)
  }
}
