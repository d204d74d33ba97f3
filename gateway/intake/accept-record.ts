import type { CaseFact, IntakeRecord } from '../../proto/gen/wall/v1/intake.ts'
import { SlaPolicy } from '../../proto/gen/wall/v1/policy.ts'
import type { Removal } from '../../proto/gen/wall/v1/wall_feed.ts'
import type { Case } from '../../proto/gen/wall/v1/case.ts'
import { KINDS, encodeResource, isKind } from '../kinds.ts'
import type { Kind, Resources } from '../kinds.ts'
import type { LogWriter } from '../log/log.ts'
import { append, decodeCase, evolve } from './case-evolution.ts'
import { cleaned } from './cleaned.ts'
import { Refusal, refuseUnless } from './refusal.ts'
import { RULES, requireId } from './resource-rules.ts'
import { requireReal } from './synthetic.ts'

const RESOURCE_BYTES = 256 * 1024

/** Puts one record into the log and returns its revision. Throws a `Refusal` with a sentence instead. */
export function acceptRecord(writer: LogWriter, record: IntakeRecord): number {
  if (record.case) return acceptCase(writer, cleaned(record.case, record.datum, 'case'))
  if (record.caseFact) return acceptFact(writer, cleaned(record.caseFact, record.datum, 'caseFact'))
  if (record.removal) return acceptRemoval(writer, cleaned(record.removal, record.datum, 'removal'))
  for (const { kind, property } of KINDS) {
    const message = record[property]
    if (message && kind !== 'case') {
      return acceptPlain(writer, kind, cleaned(message, record.datum, property), property)
    }
  }
  throw new Refusal('the record holds no payload that this gateway knows')
}

/** Puts the new state of a resource, if it is not too large to be sent on. */
export function putResource<K extends Kind>(
  writer: LogWriter,
  kind: K,
  id: string,
  message: Resources[K],
): number {
  const resource = encodeResource(kind, message)
  refuseUnless(
    resource.length <= RESOURCE_BYTES,
    `${kind} ${id} has ${resource.length} bytes; ${RESOURCE_BYTES} are allowed`,
  )
  return writer.put(kind, id, resource)
}

function acceptCase(writer: LogWriter, reported: Case): number {
  requireId(reported.id, 'case.id')
  requireReal(reported.id, reported.synthetic, 'case')
  const known = decodeCase(writer.get('case', reported.id)?.resource)
  return putResource(writer, 'case', reported.id, evolve(known, reported, writer.nowMs))
}

function acceptFact(writer: LogWriter, { caseId, fact }: CaseFact): number {
  requireId(caseId, 'caseFact.caseId')
  requireReal(caseId, false, 'caseFact')
  refuseUnless(fact, 'caseFact.fact is missing')
  const known = decodeCase(writer.get('case', caseId)?.resource)
  refuseUnless(known, `case ${caseId} is not known; report the case before its facts`)
  return putResource(writer, 'case', caseId, append(known, fact, writer.nowMs, 'caseFact.fact'))
}

function acceptRemoval(writer: LogWriter, { kind, id }: Removal): number {
  refuseUnless(isKind(kind), `removal.kind is "${kind}"; it must be a field of Change, for example "unit"`)
  if (kind === 'case') requireReal(id, false, 'removal')
  const revision = writer.remove(kind, id)
  refuseUnless(revision !== undefined, `there is no ${kind} ${id} to remove`)
  return revision
}

function acceptPlain(
  writer: LogWriter,
  kind: Exclude<Kind, 'case'>,
  message: { readonly id: string },
  property: string,
): number {
  requireId(message.id, `${property}.id`)
  const rule = RULES[kind] as (message: unknown) => void
  rule(message)
  if (kind === 'sla_policy') requireOwnId(writer, message as SlaPolicy)
  return putResource(writer, kind, message.id, message as Resources[typeof kind])
}

/** Cases keep being judged by the version that was valid at their dispatch: it may not be overwritten. */
function requireOwnId(writer: LogWriter, policy: SlaPolicy): void {
  const known = writer.get('sla_policy', policy.id)
  if (!known) return
  const { version } = SlaPolicy.decode(known.resource)
  refuseUnless(
    version === policy.version,
    `slaPolicy ${policy.id} is version ${version}; version ${policy.version} needs an id of its own`,
  )
}
