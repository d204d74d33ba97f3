import type { EventPack } from './event-pack.ts'
import { tickKey, type Ticks } from './event-timeline.ts'

/** Under this name the parts of a district's measure are ticked like the items of a checklist; the item is its number. */
export function measureListId(districtCode: string, measureIndex: number): string {
  return `district-${districtCode}-${measureIndex}`
}

/** Whether the pack has such an item: of a checklist, or a part of a district's measure. */
export function isTickable(pack: EventPack, listId: string, itemId: string): boolean {
  const list = pack.checklists.find(({ id }) => id === listId)
  if (list !== undefined) return list.items.some(({ id }) => id === itemId)
  return pack.districts.some(({ code, measures }) =>
    measures.some(
      ({ items }, index) =>
        measureListId(code, index) === listId && items.some((_item, part) => String(part) === itemId),
    ),
  )
}

/** How many parts of a measure were ticked. */
export function measureDone(listId: string, partCount: number, ticks: Ticks): number {
  return Array.from({ length: partCount }, (_, part) => tickKey(listId, String(part))).filter(
    (key) => ticks[key] !== undefined,
  ).length
}
