import { FactType, ResponseClass, Source, type Case, type Fact } from '../../proto/gen/wall/v1/case.ts'
import { Datum, type IntakeRecord } from '../../proto/gen/wall/v1/intake.ts'
import { toTimestamp } from '../timestamps.ts'
import { emptyCase, emptyFact } from '../empty-case.ts'
import { optionalText, parseInstantMs, readPosition, textProblem } from './fields.ts'

/** A request that can become a case, with the instants at which its records are due. */
export interface ParsedRequest {
  readonly index: number
  readonly id: string
  readonly requestedMs: number
  readonly records: readonly DatedRecord[]
}

export interface DatedRecord {
  readonly atMs: number
  readonly record: IntakeRecord
}

export interface Refusal {
  readonly index: number
  readonly reason: string
}

export interface ParsedFile {
  readonly readCount: number
  readonly requests: readonly ParsedRequest[]
  readonly refusals: readonly Refusal[]
  /** Status words that the standard does not know, and how often each came. */
  readonly unknownStates: ReadonlyMap<string, number>
}

type Outcome = { readonly request: ParsedRequest } | { readonly reason: string }

const OPEN = 'open'
const CLOSED = 'closed'
const MINUTE_MS = 60_000
const MAX_ID_CHARACTERS = 100

/**
 * Turns the service requests of a GeoReport v2 answer into cases. Each is judged by itself: one that cannot be used
 * is refused with its index and reason and costs the others nothing. Only what the source knows becomes a fact:
 * that a request was made, and that it was closed.
 */
export function parseRequests(items: readonly unknown[], jurisdiction: string): ParsedFile {
  const requests: ParsedRequest[] = []
  const refusals: Refusal[] = []
  const unknownStates = new Map<string, number>()
  const firstIndexById = new Map<string, number>()
  items.forEach((item, index) => {
    const outcome = parseRequest(item, index, jurisdiction, firstIndexById)
    if ('reason' in outcome) {
      refusals.push({ index, reason: outcome.reason })
      return
    }
    requests.push(outcome.request)
    firstIndexById.set(outcome.request.id, index)
    const state = statusOf(item)
    if (state !== OPEN && state !== CLOSED) unknownStates.set(state, (unknownStates.get(state) ?? 0) + 1)
  })
  return { readCount: items.length, requests, refusals, unknownStates }
}

function parseRequest(
  item: unknown,
  index: number,
  jurisdiction: string,
  firstIndexById: ReadonlyMap<string, number>,
): Outcome {
  if (typeof item !== 'object' || item === null || Array.isArray(item))
    return { reason: 'it is not an object' }
  const fields: Readonly<Record<string, unknown>> = { ...item }
  const problem = textProblem(fields)
  if (problem !== undefined) return { reason: problem }
  const id = optionalText(fields.service_request_id)
  if (id.trim() === '') return { reason: 'it has no service_request_id' }
  if (id.length > MAX_ID_CHARACTERS) {
    return {
      reason: `its service_request_id has ${id.length} characters; at most ${MAX_ID_CHARACTERS} are taken`,
    }
  }
  const first = firstIndexById.get(id)
  if (first !== undefined) return { reason: `its id ${id} was already used by record ${first}` }
  const requestedMs = parseInstantMs(fields.requested_datetime)
  if (requestedMs === undefined) return { reason: noDate('requested_datetime', fields.requested_datetime) }
  const updated = updateOf(fields, requestedMs)
  if ('reason' in updated) return updated
  const position = readPosition(fields.lat, fields.long)
  if (typeof position === 'string') return { reason: position }
  const base = caseOf(fields, `open311:${jurisdiction}`, id)
  const facts = factsOf(fields, requestedMs, updated.updatedMs)
  const records = datedRecords({ ...base, position }, facts, `open311/${jurisdiction}/${id}`)
  return { request: { index, id, requestedMs, records } }
}

/**
 * The last update, where there is one. Some sources cut it to the minute; such a stamp inside the minute of the
 * request counts as the request's own instant. Any other update before the request is a contradiction.
 */
function updateOf(
  fields: Readonly<Record<string, unknown>>,
  requestedMs: number,
): { readonly updatedMs: number | undefined } | { readonly reason: string } {
  const raw = fields.updated_datetime
  if (raw === undefined || raw === null || raw === '') return { updatedMs: undefined }
  const updatedMs = parseInstantMs(raw)
  if (updatedMs === undefined) return { reason: noDate('updated_datetime', raw) }
  if (updatedMs >= requestedMs) return { updatedMs }
  const cutToMinute = updatedMs % MINUTE_MS === 0 && requestedMs - updatedMs < MINUTE_MS
  if (cutToMinute) return { updatedMs: requestedMs }
  return {
    reason: `its update (${String(raw)}) is before its request (${String(fields.requested_datetime)})`,
  }
}

function noDate(field: string, raw: unknown): string {
  if (raw === undefined || raw === null || raw === '') return `it has no ${field}`
  return `its ${field} is not a date with a UTC offset: ${JSON.stringify(raw).slice(0, 60)}`
}

function factsOf(
  fields: Readonly<Record<string, unknown>>,
  requestedMs: number,
  updatedMs: number | undefined,
): readonly (readonly [number, Fact])[] {
  const reported: Fact = {
    ...emptyFact('reported', FactType.FACT_TYPE_REPORTED, toTimestamp(requestedMs)),
    note: optionalText(fields.description),
  }
  if (statusOf(fields) !== CLOSED || updatedMs === undefined) return [[requestedMs, reported]]
  const closed: Fact = {
    ...emptyFact('closed', FactType.FACT_TYPE_CLOSED, toTimestamp(updatedMs)),
    note: optionalText(fields.status_notes),
  }
  return [
    [requestedMs, reported],
    [updatedMs, closed],
  ]
}

/** The case with its report, then each later fact by itself, so that a replay can keep its pace. */
function datedRecords(
  base: Omit<Case, 'facts'>,
  facts: readonly (readonly [number, Fact])[],
  key: string,
): readonly DatedRecord[] {
  const datum = base.position === undefined ? Datum.DATUM_UNSPECIFIED : Datum.DATUM_WGS84
  return facts.map(([atMs, fact], index) => {
    const idempotencyKey = `${key}/${fact.id}`
    if (index === 0) return { atMs, record: { idempotencyKey, datum, case: { ...base, facts: [fact] } } }
    const caseFact = { caseId: base.id, fact }
    return { atMs, record: { idempotencyKey, datum: Datum.DATUM_UNSPECIFIED, caseFact } }
  })
}

function caseOf(
  fields: Readonly<Record<string, unknown>>,
  codeSystem: string,
  id: string,
): Omit<Case, 'facts'> {
  return {
    ...emptyCase(`${codeSystem}/${id}`),
    externalId: id,
    source: Source.SOURCE_PUBLIC,
    codeSystem,
    typeCode: optionalText(fields.service_code),
    title: optionalText(fields.service_name) || optionalText(fields.service_code),
    address: optionalText(fields.address),
    responseClass: ResponseClass.RESPONSE_CLASS_NATIONAL,
    sourceState: optionalText(fields.status),
  }
}

function statusOf(item: unknown): string {
  if (typeof item !== 'object' || item === null || !('status' in item)) return ''
  return optionalText(item.status).trim().toLowerCase()
}
