import type { Unit } from '../../domain/model/duty.ts'
import type { ResourceChange } from '../../domain/model/resource.ts'
import type { AlarmItem } from '../../domain/view/alarm-item.ts'
import type { CachePosition, Row } from '../store/rows.ts'

export function unitChange(id: string, revision: number, fields: Partial<Unit> = {}): ResourceChange {
  const value: Unit = { id, name: `Unit ${id}`, officerCount: 2, auxiliaryCount: 0, ...fields }
  return { kind: 'unit', id, revision, value }
}

export function unitRow(id: string, revision: number): Row {
  return { kind: 'unit', id, revision, body: JSON.stringify(unitChange(id, revision).value) }
}

export function positionAt(revision: number, epoch = 'one'): CachePosition {
  return { epoch, revision, asOf: { serverMs: revision * 1000, wallMs: revision * 1000, rate: 1 } }
}

export const HIGH_ALARM: AlarmItem = {
  id: 'arrive-breach 7',
  kind: 'arrive-breach',
  priority: 'high',
  state: 'unacknowledged',
  subject: '占道经营',
  caseId: '7',
  raisedMs: 0,
  announcedMs: 0,
  timeToRespondMs: 60_000,
  presumed: false,
  firstOut: true,
  timesInMinute: 1,
}
