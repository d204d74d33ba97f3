import { coded } from '../../domain/view/coded-sentence.ts'
import type { EventItem, PreflightLine } from '../../domain/view/event-item.ts'
import { englishProblem } from '../../domain/view/file-problem.ts'
import type { Answer } from '../../domain/view/request.ts'
import { ACCEPTED, refused } from '../wall/desk.ts'
import type { EventStanding } from './event-record.ts'

type Active = NonNullable<EventStanding['active']>

/** What a person is told who asks for what cannot be. */
export const refusals = {
  unknown: (event: string): Answer =>
    refused(
      `There is no event "${event}" on this wall. Look at the list again.`,
      coded('event-unknown', { event }),
    ),
  packRefused: ({ file, problems }: EventItem): Answer => {
    const [first] = problems
    return refused(
      `"${file}" cannot be activated: ${first === undefined ? 'it was refused.' : englishProblem(first)}`,
      coded('event-refused', { file, count: problems.length }),
    )
  },
  active: ({ eventId, pack }: Active, asked: string): Answer =>
    eventId === asked
      ? refused(`"${pack.name}" is active already.`, coded('event-active', { event: eventId }))
      : refused(
          `"${pack.name}" is active. Roll it back first; one event is in force at a time.`,
          coded('event-other-active', { event: eventId }),
        ),
  gone: (event: string): Answer =>
    refused(`The pack of "${event}" is not there any more.`, coded('event-gone', { event })),
  notActive: (event: string, why: string): Answer =>
    refused(`"${event}" is not active: ${why}.`, coded('event-not-active', { event })),
  itemUnknown: (item: string): Answer =>
    refused(`The active pack has no item "${item}".`, coded('event-item-unknown', { item })),
}

/** Done, and what the preflight had still open. */
export function activated(preflight: readonly PreflightLine[]): Answer {
  const open = preflight.filter(({ state }) => state !== 'ready')
  if (open.length === 0) return ACCEPTED
  const checks = open.map(({ check, done, total }) => `${check} ${done}/${total}`).join(', ')
  return {
    accepted: true,
    note: `Activated with an incomplete preflight: ${checks}.`,
    coded: coded('preflight-open', { checks }),
  }
}
