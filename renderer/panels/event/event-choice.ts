import type { EventItem } from '../../../domain/view/event-item.ts'

const RANK: Readonly<Record<EventItem['state'], number>> = { active: 0, checked: 1, refused: 2 }

/** The active event, then those that may be activated, what is not over yet before what is, then the refused ones. */
export function eventsInOrder(items: Iterable<EventItem>, nowMs: number | undefined): readonly EventItem[] {
  const isOver = ({ pack }: EventItem): number => Number((pack?.endMs ?? Infinity) < (nowMs ?? 0))
  return [...items].sort(
    (a, b) =>
      RANK[a.state] - RANK[b.state] ||
      isOver(a) - isOver(b) ||
      (a.pack?.startMs ?? 0) - (b.pack?.startMs ?? 0) ||
      (a.id < b.id ? -1 : 1),
  )
}
