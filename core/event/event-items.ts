import type { EventPack } from '../../domain/event/event-pack.ts'
import type { EventItem } from '../../domain/view/event-item.ts'
import type { Replica } from '../../domain/view/delta.ts'
import { problemAt, type FileProblem } from '../../domain/view/file-problem.ts'
import type { BaseMap } from './base-map.ts'
import { NEVER_USED, type EventStanding } from './event-record.ts'
import type { PackFile } from './pack-folder.ts'
import { preflightOf } from './preflight.ts'

export interface UsablePack {
  readonly file: string
  readonly pack: EventPack
  readonly signedBy: string
}

interface Ground {
  readonly replica: Replica
  readonly baseMap: BaseMap
}

/** One item per pack file; the active event has one even when its file is gone. */
export function itemsOf(
  files: readonly PackFile[],
  standings: ReadonlyMap<string, EventStanding>,
  ground: Ground,
): readonly EventItem[] {
  const ofFiles = files.map((one) => fileItem(one, standings, ground))
  const known = new Set(ofFiles.map(({ id }) => id))
  const without = [...standings.values()].flatMap(({ active, ...rest }) =>
    active === undefined || known.has(active.eventId)
      ? []
      : [activeItem({ active, ...rest }, undefined, ground)],
  )
  return [...ofFiles, ...without].filter((item) => item !== undefined)
}

function fileItem(
  { file, pack, signedBy, problems }: PackFile,
  standings: ReadonlyMap<string, EventStanding>,
  ground: Ground,
): EventItem {
  if (pack === undefined || signedBy === undefined) {
    return { id: `file:${file}`, file, state: 'refused', problems, preflight: [], ticks: {} }
  }
  const standing = standings.get(pack.id) ?? NEVER_USED
  const active = activeItem(standing, { file, pack, signedBy }, ground)
  if (active !== undefined) return active
  const { activated, rolledBack, ticks } = standing
  return {
    id: pack.id,
    file,
    state: 'checked',
    pack,
    signedBy,
    problems,
    preflight: preflightOf(pack, signedBy, ground),
    ...(activated === undefined ? {} : { activated }),
    ...(rolledBack === undefined ? {} : { rolledBack }),
    ticks,
  }
}

/** The event as it was activated; what its file says by now is only told. */
function activeItem(
  { active, activated, ticks }: EventStanding,
  now: UsablePack | undefined,
  ground: Ground,
): EventItem | undefined {
  if (active === undefined) return undefined
  const { eventId, file, pack, signedBy } = active
  return {
    id: eventId,
    file,
    state: 'active',
    pack,
    signedBy,
    problems: differenceTo(pack, now?.pack),
    preflight: preflightOf(pack, signedBy, ground),
    ...(activated === undefined ? {} : { activated }),
    ticks,
  }
}

function differenceTo(pack: EventPack, now: EventPack | undefined): readonly FileProblem[] {
  if (now === undefined) return [problemAt([], 'pack-gone', {})]
  if (JSON.stringify(now) === JSON.stringify(pack)) return []
  return [problemAt([], 'pack-differs', { version: now.version, active: pack.version })]
}
