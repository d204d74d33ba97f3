import { SILENT_AFTER_MS } from '../../domain/duty/staffing.ts'
import type { UnitItem } from '../../domain/view/items.ts'

/**
 * Judged at the instant up to which facts are known: while the wall itself is cut off, no unit turns
 * silent by that. A unit that was never heard has no handset; it is not silent.
 */
export function isSilent(unit: UnitItem, knownToMs: number): boolean {
  if (unit.status === 'off-duty' || unit.heardAtMs === undefined) return false
  return knownToMs - unit.heardAtMs > SILENT_AFTER_MS
}
