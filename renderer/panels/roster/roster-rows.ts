import {
  attendancesOf,
  fillsOfficerPlace,
  presenceOf,
  type Presence,
} from '../../../domain/duty/attendance.ts'
import { foreseenGap, type ForeseenGap } from '../../../domain/duty/foresight.ts'
import type { DutyPointItem, RosterItem } from '../../../domain/view/items.ts'

export interface PersonMark {
  readonly id: string
  readonly personId: string
  readonly officer: boolean
  readonly training: boolean
  readonly presence: Presence
  readonly inMs?: number
  readonly unitId?: string
}

/** One post with the people of its band. `required` holds for officers; for auxiliaries the platform has no minimum. */
export interface PostRow {
  readonly id: string
  readonly name: string
  readonly band?: string
  readonly onDuty: boolean
  readonly required: number
  readonly officersPresent: number
  readonly officersRostered: number
  readonly auxiliariesPresent: number
  readonly auxiliariesRostered: number
  readonly short: boolean
  readonly auxiliariesOnly: boolean
  readonly people: readonly PersonMark[]
  readonly foreseen?: ForeseenGap
}

export interface RosterSummary {
  readonly rostered: number
  readonly present: number
  readonly elsewhere: number
  readonly missing: number
  readonly training: number
  readonly short: number
  readonly foreseen: number
}

/** Posts with a gap first, then those with one to come; within these each keeps its place. */
export function postRowsOf(
  points: Iterable<DutyPointItem>,
  roster: ReadonlyMap<string, readonly RosterItem[]>,
  nowMs: number,
  utcOffsetMinutes: number,
): readonly PostRow[] {
  return [...points]
    .map((point) => postRow(point, roster.get(point.id) ?? [], nowMs, utcOffsetMinutes))
    .sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1))
}

function postRow(
  point: DutyPointItem,
  roster: readonly RosterItem[],
  nowMs: number,
  utcOffsetMinutes: number,
): PostRow {
  const people = roster.filter((entry) => entry.startMs <= nowMs && nowMs < entry.endMs).map(markOf)
  const onDuty = point.staffing !== 'off-duty'
  const foreseen = foreseenGap(point, roster, nowMs, utcOffsetMinutes)
  const count = (officer: boolean, presentOnly: boolean) =>
    people.filter(
      (one) => !one.training && one.officer === officer && (!presentOnly || one.presence === 'present'),
    ).length
  return {
    id: point.id,
    name: point.name,
    onDuty,
    required: point.requiredOfficers,
    officersPresent: count(true, true),
    officersRostered: count(true, false),
    auxiliariesPresent: count(false, true),
    auxiliariesRostered: count(false, false),
    short: onDuty && point.officersOnPost < point.requiredOfficers,
    auxiliariesOnly: point.staffing === 'auxiliaries-only',
    people,
    ...(point.band === undefined ? {} : { band: point.band }),
    ...(foreseen === undefined ? {} : { foreseen }),
  }

  function markOf(entry: RosterItem): PersonMark {
    const inMs = attendancesOf(entry).at(-1)?.inMs
    return {
      id: entry.id,
      personId: entry.personId,
      officer: fillsOfficerPlace(entry),
      training: entry.dutyKind === 'training',
      presence: presenceOf(entry, nowMs),
      ...(inMs === undefined ? {} : { inMs }),
      ...(entry.unitId === undefined ? {} : { unitId: entry.unitId }),
    }
  }
}

function rank({ short, foreseen, onDuty }: PostRow): number {
  if (short) return 0
  return foreseen === undefined ? (onDuty ? 2 : 3) : 1
}

export function rosterSummaryOf(posts: readonly PostRow[]): RosterSummary {
  const people = posts.flatMap((post) => post.people)
  const duty = people.filter(({ training }) => !training)
  const count = (presence: Presence) => duty.filter((one) => one.presence === presence).length
  return {
    rostered: duty.length,
    present: count('present'),
    elsewhere: count('elsewhere'),
    missing: count('missing') + count('left'),
    training: people.length - duty.length,
    short: posts.filter((post) => post.short).length,
    foreseen: posts.filter((post) => post.foreseen !== undefined).length,
  }
}

/** What a list of one height is made of: a line for the post, one for its people, and one for each when opened. */
export type RosterLine =
  | { readonly key: string; readonly kind: 'post'; readonly post: PostRow; readonly open: boolean }
  | { readonly key: string; readonly kind: 'people'; readonly people: readonly PersonMark[] }
  | { readonly key: string; readonly kind: 'person'; readonly person: PersonMark }

export function rosterLinesOf(posts: readonly PostRow[], openId: string | undefined): readonly RosterLine[] {
  return posts.flatMap((post): readonly RosterLine[] => {
    const open = post.id === openId
    const head: RosterLine = { key: post.id, kind: 'post', post, open }
    if (!open) return [head, { key: `${post.id}/people`, kind: 'people', people: post.people }]
    return [head, ...post.people.map((person): RosterLine => ({ key: person.id, kind: 'person', person }))]
  })
}
