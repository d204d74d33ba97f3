import type { SubmitRequest, SubmitResponse } from '../../proto/gen/wall/v1/command.ts'
import type { AuditLog } from '../audit/audit-log.ts'
import type { Caller } from '../identity/caller.ts'
import { requireCaseDistrict, requireRole, requireUnitDistrict } from '../identity/permissions.ts'
import { actOf } from '../identity/roles.ts'
import type { Log, OwedRow } from '../log/log.ts'
import { submit } from './submit.ts'

type Audit = Pick<AuditLog, 'appendText' | 'hasRecent'>

/**
 * Carries out acts for callers who may do them, and answers after both log and audit have them.
 *
 * The audit is another file. What it must be told is kept in the log with the act itself, and told again
 * after a crash in between: an act that was accepted is in the audit, once.
 */
export class ActService {
  readonly #log: Log
  readonly #audit: Audit
  #settled: string[] = []

  constructor(log: Log, audit: Audit) {
    this.#log = log
    this.#audit = audit
  }

  async submit(caller: Caller, claimed: SubmitRequest): Promise<SubmitResponse> {
    requireRole(caller, claimed)
    const request = caller.isProven ? asProven(claimed, caller.name) : claimed
    let owed: OwedRow | undefined
    const { response, isRepeated } = await submit(this.#log, request, {
      permit(writer) {
        requireCaseDistrict(caller, writer, request.caseId)
        requireUnitDistrict(caller, writer, request)
      },
      decided: (writer, decision) => {
        owed = auditRow(caller, claimed, decision)
        writer.settle(this.#settled.splice(0))
        writer.owe(owed)
      },
    })
    if (owed && !isRepeated) await this.#tell(owed)
    return response
  }

  /** Tells the audit what a crash has kept from it. */
  async recover(): Promise<void> {
    const rows = await this.#log.write({ weight: 0, atomic: false, run: (writer) => writer.owed() })
    for (const row of rows) {
      if (this.#audit.hasRecent(row)) this.#settled.push(row.commandId)
      else await this.#tell(row)
    }
  }

  async #tell({ commandId, event, who, detail }: OwedRow): Promise<void> {
    if (await this.#audit.appendText(event, who, detail)) this.#settled.push(commandId)
  }
}

/** What a certificate proves counts more than what a wall says of the person before it. */
function asProven(request: SubmitRequest, name: string): SubmitRequest {
  const { pause } = request
  const approved = pause && { ...pause, approver: pause.approver === '' ? '' : name }
  return { ...request, actor: name, ...(approved && { pause: approved }) }
}

/** With a certificate, `who` did it; `actor` is only what the wall says. */
function auditRow(caller: Caller, request: SubmitRequest, response: SubmitResponse): OwedRow {
  const { accepted, refusal, revision, conflict } = response
  const { commandId, caseId, actor, pause } = request
  const approver = pause && { approver: pause.approver }
  const act = { commandId, caseId, act: actOf(request) ?? 'unknown', actor, ...approver, revision }
  return {
    commandId,
    event: accepted ? 'command.accepted' : 'command.refused',
    who: caller.name,
    detail: JSON.stringify(accepted ? act : { ...act, refusal, conflict }),
  }
}
