import { status } from '@grpc/grpc-js'
import type {
  IntakeRecord,
  PublishRequest,
  PublishResponse,
  RecordResult,
} from '../../proto/gen/wall/v1/intake.ts'
import type { Log, LogWriter } from '../log/log.ts'
import { CallError } from '../unary.ts'
import { acceptRecord } from './accept-record.ts'
import { Refusal } from './refusal.ts'

const RECORDS_PER_REQUEST = 1_000
const NAME_LENGTH = 200
/** An atomic group goes out in one message, and a wall takes four megabytes at most. */
const GROUP_BYTES = 2 * 1024 * 1024

/**
 * Accepts the records of one request, in order, in one transaction, and answers after it is on disk (I8).
 *
 * A key that was accepted before gives its first result and changes nothing, across restarts too. A refused
 * record leaves its key free, so that the corrected record may use it.
 */
export async function publish(log: Log, request: PublishRequest): Promise<PublishResponse> {
  requireRequest(request)
  return log.write({
    weight: request.records.length,
    atomic: request.atomic,
    run: (writer) => acceptAll(writer, request),
  })
}

function acceptAll(writer: LogWriter, request: PublishRequest): PublishResponse {
  const before = writer.revision
  const results = request.records.map((record, index) => acceptOne(writer, request.source, record, index))
  const refused = results.find((result) => result.refusal !== '')
  if (!request.atomic) return { revision: writer.revision, results }
  requireGroupSize(writer.byteCount)
  if (!refused) return { revision: writer.revision, results }
  writer.discard()
  return { revision: before, results: results.map((result) => withdrawn(result, refused.index)) }
}

function acceptOne(writer: LogWriter, source: string, record: IntakeRecord, index: number): RecordResult {
  try {
    requireName(record.idempotencyKey, 'idempotencyKey')
    const first = writer.firstResult(source, record.idempotencyKey)
    if (first !== undefined) return { index, revision: first, refusal: '', repeatedKey: true }
    const revision = acceptRecord(writer, record)
    writer.rememberKey(source, record.idempotencyKey, revision)
    return { index, revision, refusal: '', repeatedKey: false }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { index, revision: 0, refusal: error.message, repeatedKey: false }
  }
}

/** In an atomic request one refusal is a refusal of all that is new. */
function withdrawn(result: RecordResult, refusedIndex: number): RecordResult {
  if (result.refusal !== '' || result.repeatedKey) return result
  const refusal = `record ${refusedIndex} of this atomic request was refused, so this one was not accepted either`
  return { ...result, revision: 0, refusal }
}

function requireGroupSize(byteCount: number): void {
  if (byteCount <= GROUP_BYTES) return
  throw new CallError(
    status.INVALID_ARGUMENT,
    `the changes of this atomic request have ${byteCount} bytes; ${GROUP_BYTES} are allowed in one group`,
  )
}

function requireRequest(request: PublishRequest): void {
  const count = request.records.length
  if (count > RECORDS_PER_REQUEST) {
    throw new CallError(
      status.INVALID_ARGUMENT,
      `the request has ${count} records; at most ${RECORDS_PER_REQUEST} are accepted at once`,
    )
  }
  try {
    requireName(request.source, 'source')
  } catch (error) {
    if (error instanceof Refusal) throw new CallError(status.INVALID_ARGUMENT, error.message)
    throw error
  }
}

function requireName(name: string, field: string): void {
  if (name === '') throw new Refusal(`${field} is empty`)
  if (name.length > NAME_LENGTH) {
    throw new Refusal(`${field} has ${name.length} characters; ${NAME_LENGTH} are allowed`)
  }
}
