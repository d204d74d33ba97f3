import type { EventPack } from '../../domain/event/event-pack.ts'
import type { PersonAtTime } from '../../domain/view/alarm-item.ts'

/** What people did with an event, in the order in which they did it. Nothing of it is ever changed. */
export type EventAct =
  | {
      readonly kind: 'activate'
      readonly eventId: string
      readonly by: string
      readonly atMs: number
      /** As it was then: the event stays what it was activated as, whatever becomes of the file. */
      readonly pack: EventPack
      readonly file: string
      readonly signedBy: string
    }
  | { readonly kind: 'roll-back'; readonly eventId: string; readonly by: string; readonly atMs: number }
  | {
      readonly kind: 'tick' | 'untick'
      readonly eventId: string
      readonly by: string
      readonly atMs: number
      readonly key: string
    }

/** Where an event stands after its acts. A new activation begins with no ticks. */
export interface EventStanding {
  readonly active?: Extract<EventAct, { readonly kind: 'activate' }>
  readonly activated?: PersonAtTime
  readonly rolledBack?: PersonAtTime
  readonly ticks: Readonly<Record<string, PersonAtTime>>
}

export const NEVER_USED: EventStanding = { ticks: {} }

/** The standing of an event after one more act: a pure step, so that a restart comes to the same. */
export function afterAct(before: EventStanding, act: EventAct): EventStanding {
  const { by, atMs } = act
  switch (act.kind) {
    case 'activate':
      return { active: act, activated: { by, atMs }, ticks: {} }
    case 'roll-back': {
      const { activated, ticks } = before
      return { ...(activated === undefined ? {} : { activated }), rolledBack: { by, atMs }, ticks }
    }
    case 'tick':
      return { ...before, ticks: { ...before.ticks, [act.key]: { by, atMs } } }
    case 'untick':
      return {
        ...before,
        ticks: Object.fromEntries(Object.entries(before.ticks).filter(([key]) => key !== act.key)),
      }
  }
}

export function standingsOf(acts: readonly EventAct[]): ReadonlyMap<string, EventStanding> {
  const standings = new Map<string, EventStanding>()
  for (const act of acts) {
    standings.set(act.eventId, afterAct(standings.get(act.eventId) ?? NEVER_USED, act))
  }
  return standings
}
