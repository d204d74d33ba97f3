import type { Unit } from '../../domain/model/duty.ts'
import type { ResourceChange } from '../../domain/model/resource.ts'
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
