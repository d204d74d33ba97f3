import type { Delta, Upserts } from '../view/delta.ts'

/** What stands for a person or a plate while visitors are in the room. */
export const HIDDEN = '●●●'

/** What `maskPersonalData` left readable of a plate, a number or a name. */
const PARTLY_MASKED = /[\p{Script=Han}A-Z0-9+ -]{0,6}\*{2,}[A-Z0-9挂学警港澳领]{0,4}/giu

/** A text with everything that was masked in part masked whole. */
export function hideForVisitors(text: string): string {
  return text.replace(PARTLY_MASKED, HIDDEN)
}

/**
 * The same changes for eyes that may not know who is who: no part of a plate, a number or a name of a citizen, no
 * person of the force by name or number. Counts, places and units stay.
 */
export function maskForVisitors(delta: Delta): Delta {
  const { upserts } = delta
  return { removes: delta.removes, upserts: { ...upserts, ...masked(upserts) } }
}

function masked(upserts: Upserts): Upserts {
  return {
    ...each(upserts.case, 'case', (item) => ({
      ...item,
      title: hideForVisitors(item.title),
      address: hideForVisitors(item.address),
      clocks: item.clocks.map((clock) => ({
        ...clock,
        pauses: clock.pauses.map((pause) =>
          pause.approver === undefined ? pause : { ...pause, approver: HIDDEN },
        ),
      })),
    })),
    ...each(upserts.roster, 'roster', (item) => ({ ...item, personId: HIDDEN })),
    ...each(upserts.grid, 'grid', ({ leader, head, member, ...item }) => ({
      ...item,
      ...(leader === undefined ? {} : { leader: HIDDEN }),
      ...(head === undefined ? {} : { head: HIDDEN }),
      ...(member === undefined ? {} : { member: HIDDEN }),
    })),
    ...each(upserts.alarm, 'alarm', ({ acknowledged, shelved, assignedTo, ...item }) => ({
      ...item,
      subject: hideForVisitors(item.subject),
      ...(item.place === undefined ? {} : { place: hideForVisitors(item.place) }),
      ...(acknowledged === undefined ? {} : { acknowledged: { ...acknowledged, by: HIDDEN } }),
      ...(shelved === undefined ? {} : { shelved: { ...shelved, by: HIDDEN, reason: HIDDEN } }),
      ...(assignedTo === undefined ? {} : { assignedTo: HIDDEN }),
    })),
    ...each(upserts.display, 'display', ({ control, ...item }) => ({
      ...item,
      ...(control === undefined ? {} : { control: { ...control, by: HIDDEN } }),
    })),
    ...each(upserts.event, 'event', ({ activated, rolledBack, ticks, ...item }) => ({
      ...item,
      ...(activated === undefined ? {} : { activated: { ...activated, by: HIDDEN } }),
      ...(rolledBack === undefined ? {} : { rolledBack: { ...rolledBack, by: HIDDEN } }),
      ticks: Object.fromEntries(Object.entries(ticks).map(([key, tick]) => [key, { ...tick, by: HIDDEN }])),
    })),
    ...each(upserts.act, 'act', ({ reason, ...item }) => ({
      ...item,
      act: hideReason(item.act),
      ...(reason === undefined ? {} : { reason: HIDDEN }),
    })),
  }
}

function each<K extends keyof Upserts>(
  items: Upserts[K],
  name: K,
  mask: (item: NonNullable<Upserts[K]>[number]) => NonNullable<Upserts[K]>[number],
): Upserts {
  return items === undefined ? {} : ({ [name]: items.map(mask) } as Upserts)
}

function hideReason<T extends object>(act: T): T {
  const hidden = { ...act }
  for (const name of ['reason', 'text', 'approver'] as const) {
    if (name in hidden) Object.assign(hidden, { [name]: HIDDEN })
  }
  return hidden
}
