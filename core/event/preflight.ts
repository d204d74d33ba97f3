import { eventPlaceOf } from '../../domain/event/event-place.ts'
import type { EventPack, Post } from '../../domain/event/event-pack.ts'
import { distanceM } from '../../domain/model/position.ts'
import type { Replica } from '../../domain/view/delta.ts'
import type { DisplayItem } from '../../domain/view/display-item.ts'
import type { PreflightLine } from '../../domain/view/event-item.ts'
import type { BaseMap } from './base-map.ts'
import { ANY_DISPLAY } from './event-scenes.ts'

/** A post that the platform has elsewhere than the plan by more than this is another place. */
const PLACE_TOLERANCE_M = 300

/** A district whose plan has come this far is ready. */
const READY_PLANS = new Set(['approved', 'in-force', 'done'])

interface Ground {
  readonly replica: Replica
  readonly baseMap: BaseMap
}

type Check = PreflightLine['check']

/**
 * What an event needs and this wall has. Pure: it says what is there and names what is not; whether that is enough
 * is decided by the person who activates.
 */
export function preflightOf(pack: EventPack, signedBy: string, ground: Ground): readonly PreflightLine[] {
  const { replica, baseMap } = ground
  const dutyPoints = replica.dutyPoint
  const rostered = rosteredOfficers(pack, replica)
  return [
    line('signature', [signedBy], () => true, String),
    line('base-map', [...pack.venues, ...pack.posts], ({ position }) => baseMap.has(position), nameOf),
    line('posts-on-platform', pack.posts, (post) => dutyPoints.has(post.dutyPointId), nameOf),
    line(
      'posts-rostered',
      pack.posts,
      (post) => (rostered.get(post.id) ?? 0) >= post.requiredOfficers,
      nameOf,
    ),
    line('posts-placed', pack.posts, (post) => isPlaced(pack, post, replica), nameOf),
    displaysLine(pack, replica),
    scenesLine(pack, replica),
    voiceLine(pack, replica),
    line('districts', pack.districts, ({ status }) => READY_PLANS.has(status), nameOf),
    line(
      'checklists',
      pack.phases,
      ({ id }) => pack.checklists.some(({ phaseId }) => phaseId === id),
      nameOf,
    ),
    profilesLine(pack),
  ]
}

function line<T>(
  check: Check,
  things: readonly T[],
  isReady: (thing: T) => boolean,
  name: (thing: T) => string,
): PreflightLine {
  const missing = things.filter((thing) => !isReady(thing)).map(name)
  const done = things.length - missing.length
  return {
    check,
    state: missing.length === 0 && done > 0 ? 'ready' : done > 0 ? 'incomplete' : 'missing',
    done,
    total: things.length,
    missing,
  }
}

function nameOf({ name }: { readonly name: string }): string {
  return name
}

/** Officers whose hours overlap those of the post, by post. */
function rosteredOfficers(pack: EventPack, { roster }: Replica): ReadonlyMap<string, number> {
  const byPoint = Map.groupBy(
    [...roster.values()].filter(({ role, dutyKind }) => role === 'officer' && dutyKind !== 'training'),
    ({ dutyPointId }) => dutyPointId,
  )
  return new Map(
    pack.posts.map(({ id, dutyPointId, fromMs, toMs }) => {
      const entries = byPoint.get(dutyPointId) ?? []
      return [id, entries.filter(({ startMs, endMs }) => startMs < toMs && endMs > fromMs).length]
    }),
  )
}

/** Where the plan has it: the platform agrees, and a post of a cordon is inside that cordon. */
function isPlaced(pack: EventPack, post: Post, { dutyPoint }: Replica): boolean {
  const position = dutyPoint.get(post.dutyPointId)?.position
  if (position === undefined || distanceM(position, post.position) > PLACE_TOLERANCE_M) return false
  if (post.zoneId === undefined) return true
  const place = eventPlaceOf(pack, post.position, post.fromMs)
  return place.kind === 'zone' && place.zone.id === post.zoneId
}

/** The displays that the event uses: those it names, and with `*` all of this wall. */
function usedDisplays(pack: EventPack, { display }: Replica): readonly [string, DisplayItem | undefined][] {
  const named = Object.keys(pack.scenes).filter((id) => id !== ANY_DISPLAY)
  if (pack.scenes[ANY_DISPLAY] === undefined) return named.map((id) => [id, display.get(id)])
  return [...display].map(([id, item]) => [id, item])
}

function displaysLine(pack: EventPack, replica: Replica): PreflightLine {
  return line(
    'displays',
    usedDisplays(pack, replica),
    ([, item]) => item?.state === 'shown',
    ([id, item]) => item?.name ?? id,
  )
}

function scenesLine(pack: EventPack, { layout }: Replica): PreflightLine {
  const known = new Set([...layout.values()].flatMap(({ scenes }) => scenes.map(({ name }) => String(name))))
  return line('scenes', [...new Set(Object.values(pack.scenes))], (scene) => known.has(scene), String)
}

/** A phrase can be heard where the display that makes the sounds is shown. */
function voiceLine(pack: EventPack, { display }: Replica): PreflightLine {
  const isHeard = [...display.values()].some(({ sounds, state }) => sounds && state === 'shown')
  return line('voice', pack.phrases, () => isHeard, String)
}

/** Every cordon has limits of its own from the opening of the doors on. */
function profilesLine(pack: EventPack): PreflightLine {
  const phases = pack.phases.filter(
    ({ kind }) => kind === 'doors' || kind === 'ceremony' || kind === 'dispersal',
  )
  const pairs = pack.zones.flatMap((zone) => phases.map((phase) => ({ zone, phase })))
  return line(
    'profiles',
    pairs,
    ({ zone, phase }) =>
      pack.slaProfiles.some(({ zoneId, phaseId }) => zoneId === zone.id && phaseId === phase.id),
    ({ zone, phase }) => `${zone.name} · ${phase.name}`,
  )
}
