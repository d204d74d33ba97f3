import type { EventPack } from '../../domain/event/event-pack.ts'
import { problemAt, type FileProblem, type Place } from '../../domain/view/file-problem.ts'

/** What belongs together in a pack: a problem per mistake, with its place and what to do. */
export function checkPack(pack: EventPack): readonly FileProblem[] {
  return [
    ...checkIds(pack),
    ...checkWindow([{ word: 'event' }], pack.startMs, pack.endMs),
    ...checkPhases(pack),
    ...pack.routes.flatMap(({ id, fromMs, toMs }) => checkWindow(entry('routes', id), fromMs, toMs)),
    ...checkPosts(pack),
    ...checkChecklists(pack),
    ...checkProfiles(pack),
  ]
}

function checkIds(pack: EventPack): readonly FileProblem[] {
  const groups: Readonly<Record<string, readonly string[]>> = {
    phases: idsOf(pack.phases),
    venues: idsOf(pack.venues),
    zones: idsOf(pack.zones),
    routes: idsOf(pack.routes),
    posts: idsOf(pack.posts),
    forces: idsOf(pack.forces),
    districts: pack.districts.map(({ code }) => code),
    checklists: idsOf(pack.checklists),
    slaProfiles: idsOf(pack.slaProfiles),
  }
  const problems = Object.entries(groups).flatMap(([where, ids]) => checkUnique([where], ids))
  for (const { id, items } of pack.checklists) {
    problems.push(...checkUnique([...entry('checklists', id), 'items'], idsOf(items)))
  }
  return problems
}

function checkUnique(where: Place, ids: readonly string[]): readonly FileProblem[] {
  const twice = new Set(ids.filter((id, index) => ids.indexOf(id) !== index))
  return [...twice].map((id) => problemAt(where, 'id-twice', { id }))
}

function checkWindow(where: Place, fromMs: number, toMs: number): readonly FileProblem[] {
  return fromMs < toMs ? [] : [problemAt(where, 'ends-early', {})]
}

function checkPhases({ phases, startMs, endMs }: EventPack): readonly FileProblem[] {
  return phases.flatMap((phase, index) => {
    const where = entry('phases', phase.id)
    const before = phases[index - 1]
    const problems = [...checkWindow(where, phase.startMs, phase.endMs)]
    if (phase.startMs < startMs || phase.endMs > endMs) {
      problems.push(problemAt(where, 'phase-outside', {}))
    }
    if (before !== undefined && phase.startMs < before.endMs) {
      problems.push(problemAt(where, 'phase-overlap', { before: before.id }))
    }
    return problems
  })
}

function checkPosts(pack: EventPack): readonly FileProblem[] {
  const zones = new Set(idsOf(pack.zones))
  const routes = new Set(idsOf(pack.routes))
  return [
    ...checkUnique(
      ['posts', 'dutyPointId'],
      pack.posts.map(({ dutyPointId }) => dutyPointId),
    ),
    ...pack.posts.flatMap(({ id, zoneId, routeId, fromMs, toMs }) => {
      const where = entry('posts', id)
      return [
        ...checkWindow(where, fromMs, toMs),
        ...checkNamed(where, 'zone-unknown', zoneId, zones),
        ...checkNamed(where, 'route-unknown', routeId, routes),
      ]
    }),
  ]
}

function checkChecklists(pack: EventPack): readonly FileProblem[] {
  const phases = new Set(idsOf(pack.phases))
  return pack.checklists.flatMap(({ id, phaseId }) =>
    checkNamed(entry('checklists', id), 'phase-unknown', phaseId, phases),
  )
}

function checkProfiles(pack: EventPack): readonly FileProblem[] {
  const zones = new Set(idsOf(pack.zones))
  const phases = new Set(idsOf(pack.phases))
  return [
    ...checkUnique(
      ['slaProfiles', { word: 'zoneAndPhase' }],
      pack.slaProfiles.map(({ zoneId, phaseId }) => `${zoneId} ${phaseId}`),
    ),
    ...pack.slaProfiles.flatMap(({ id, zoneId, phaseId, arriveLimitMs, handleLimitMs }) => {
      const where = entry('slaProfiles', id)
      return [
        ...checkNamed(where, 'zone-unknown', zoneId, zones),
        ...checkNamed(where, 'phase-unknown', phaseId, phases),
        ...(arriveLimitMs <= handleLimitMs ? [] : [problemAt(where, 'arrive-long', {})]),
      ]
    }),
  ]
}

function checkNamed(
  where: Place,
  code: 'zone-unknown' | 'route-unknown' | 'phase-unknown',
  id: string | undefined,
  known: ReadonlySet<string>,
): readonly FileProblem[] {
  return id === undefined || known.has(id) ? [] : [problemAt(where, code, { id })]
}

function entry(list: keyof EventPack, id: string): Place {
  return [list, { entry: id }]
}

function idsOf(entries: readonly { readonly id: string }[]): readonly string[] {
  return entries.map(({ id }) => id)
}
