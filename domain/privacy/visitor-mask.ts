import type { PersonAtTime } from '../view/alarm-item.ts'
import { maskUnusual } from './mask-unusual.ts'
import type { Delta, Upserts } from '../view/delta.ts'
import type { EventItem } from '../view/event-item.ts'
import type { FileProblem } from '../view/file-problem.ts'
import type { CaseItem } from '../view/items.ts'
import { maskPersonalData } from './mask-personal-data.ts'

/** What stands for a person or a plate while visitors are in the room. */
export const HIDDEN = '●●●'

const PROVINCE = '[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]'
/** What `maskPersonalData` left readable: province and letter of a plate, digits of a number, a family name. */
const PARTLY_MASKED = new RegExp(
  `(?:(?:WJ[ ·•・.-]?)?${PROVINCE}[A-Z]?[ ·•・.-]?|WJ[ ·•・.-]?|[\\d+][\\d +-]*|\\p{Script=Han})?` +
    '\\*{2,}[A-Z0-9挂学警港澳领]{0,4}',
  'giu',
)

/** A text in which nothing of a plate, a number or a labelled name is left. What is hidden stays hidden. */
export function hideForVisitors(text: string): string {
  return maskPersonalData(text).replace(PARTLY_MASKED, HIDDEN)
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
    ...each(upserts.case, 'case', hideCase),
    ...each(upserts.roster, 'roster', (item) => ({ ...item, personId: HIDDEN })),
    ...each(upserts.indicator, 'indicator', (item) => maskUnusual(item, hideForVisitors, HIDDEN)),
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
    ...each(upserts.event, 'event', hideEvent),
    ...each(upserts.act, 'act', ({ reason, coded: _names, ...item }) => ({
      ...item,
      act: hideReason(item.act),
      ...(reason === undefined ? {} : { reason: HIDDEN }),
    })),
  }
}

function hideCase({ sourceState, ...item }: CaseItem): CaseItem {
  return {
    ...item,
    title: hideForVisitors(item.title),
    address: hideForVisitors(item.address),
    ...(sourceState === undefined ? {} : { sourceState: hideForVisitors(sourceState) }),
    clocks: item.clocks.map((clock) => ({
      ...clock,
      pauses: clock.pauses.map(({ approver, ...pause }) => ({
        ...pause,
        ...(pause.reason === undefined ? {} : { reason: hideForVisitors(pause.reason) }),
        ...(approver === undefined ? {} : { approver: HIDDEN }),
      })),
    })),
  }
}

function hideEvent({ activated, rolledBack, signedBy, ...item }: EventItem): EventItem {
  return {
    ...item,
    problems: item.problems.map(hideSigners),
    ...(signedBy === undefined ? {} : { signedBy: HIDDEN }),
    ...(activated === undefined ? {} : { activated: hidePerson(activated) }),
    ...(rolledBack === undefined ? {} : { rolledBack: hidePerson(rolledBack) }),
    ticks: Object.fromEntries(Object.entries(item.ticks).map(([place, tick]) => [place, hidePerson(tick)])),
  }
}

/** A key has the name of whose it is. */
function hideSigners(problem: FileProblem): FileProblem {
  const parts = Object.entries(problem.parts).map(([name, part]) => {
    return [name, name === 'signer' || name === 'trusted' ? HIDDEN : part] as const
  })
  return { ...problem, parts: Object.fromEntries(parts) }
}

function hidePerson<P extends PersonAtTime>(person: P): P {
  return { ...person, by: HIDDEN }
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
