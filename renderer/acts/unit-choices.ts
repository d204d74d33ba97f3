import { distanceM, type Position } from '../../domain/model/position.ts'
import type { UnitItem } from '../../domain/view/items.ts'

export interface UnitChoice {
  readonly unit: UnitItem
  readonly assigned: boolean
  readonly distanceM?: number
}

/** Units whose name holds what was typed: the assigned first, then the nearest, then by name. */
export function unitChoices(
  units: Iterable<UnitItem>,
  subject: { readonly unitIds: readonly string[]; readonly position?: Position },
  filter: string,
  limit: number,
): readonly UnitChoice[] {
  const wanted = filter.trim().toLowerCase()
  const choices: UnitChoice[] = []
  for (const unit of units) {
    if (!unit.name.toLowerCase().includes(wanted)) continue
    const metres = unit.position && subject.position && distanceM(unit.position, subject.position)
    choices.push({
      unit,
      assigned: subject.unitIds.includes(unit.id),
      ...(metres === undefined ? {} : { distanceM: metres }),
    })
  }
  return choices.sort(inOrder).slice(0, limit)
}

function inOrder(a: UnitChoice, b: UnitChoice): number {
  if (a.assigned !== b.assigned) return a.assigned ? -1 : 1
  const difference = (a.distanceM ?? Infinity) - (b.distanceM ?? Infinity)
  if (difference < 0 || difference > 0) return difference
  return a.unit.name < b.unit.name ? -1 : a.unit.name > b.unit.name ? 1 : 0
}
