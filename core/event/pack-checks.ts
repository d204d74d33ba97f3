import type { EventPack } from '../../domain/event/event-pack.ts'

/** What belongs together in a pack: a sentence per mistake, with its place and what to do. */
export function checkPack(pack: EventPack): readonly string[] {
  return [
    ...checkIds(pack),
    ...checkWindow('The event', pack.startMs, pack.endMs),
    ...checkPhases(pack),
    ...pack.routes.flatMap(({ id, fromMs, toMs }) => checkWindow(`routes, "${id}"`, fromMs, toMs)),
    ...checkPosts(pack),
    ...checkChecklists(pack),
    ...checkProfiles(pack),
  ]
}

function checkIds(pack: EventPack): readonly string[] {
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
  const problems = Object.entries(groups).flatMap(([where, ids]) => checkUnique(where, ids))
  for (const { id, items } of pack.checklists) {
    problems.push(...checkUnique(`checklists, "${id}", items`, idsOf(items)))
  }
  return problems
}

function checkUnique(where: string, ids: readonly string[]): readonly string[] {
  const twice = new Set(ids.filter((id, index) => ids.indexOf(id) !== index))
  return [...twice].map((id) => `${where}: "${id}" is there twice; give each an id of its own.`)
}

function checkWindow(where: string, fromMs: number, toMs: number): readonly string[] {
  return fromMs < toMs ? [] : [`${where}: it ends before it begins; correct its times.`]
}

function checkPhases({ phases, startMs, endMs }: EventPack): readonly string[] {
  return phases.flatMap((phase, index) => {
    const where = `phases, "${phase.id}"`
    const before = phases[index - 1]
    const problems = [...checkWindow(where, phase.startMs, phase.endMs)]
    if (phase.startMs < startMs || phase.endMs > endMs) {
      problems.push(`${where}: it reaches out of the window of the event; correct one of them.`)
    }
    if (before !== undefined && phase.startMs < before.endMs) {
      problems.push(`${where}: it begins before "${before.id}" ends; phases follow one another.`)
    }
    return problems
  })
}

function checkPosts(pack: EventPack): readonly string[] {
  const zones = new Set(idsOf(pack.zones))
  const routes = new Set(idsOf(pack.routes))
  return [
    ...checkUnique(
      'posts, dutyPointId',
      pack.posts.map(({ dutyPointId }) => dutyPointId),
    ),
    ...pack.posts.flatMap(({ id, zoneId, routeId, fromMs, toMs }) => {
      const where = `posts, "${id}"`
      return [
        ...checkWindow(where, fromMs, toMs),
        ...checkNamed(where, 'zone', zoneId, zones),
        ...checkNamed(where, 'route', routeId, routes),
      ]
    }),
  ]
}

function checkChecklists(pack: EventPack): readonly string[] {
  const phases = new Set(idsOf(pack.phases))
  return pack.checklists.flatMap(({ id, phaseId }) =>
    checkNamed(`checklists, "${id}"`, 'phase', phaseId, phases),
  )
}

function checkProfiles(pack: EventPack): readonly string[] {
  const zones = new Set(idsOf(pack.zones))
  const phases = new Set(idsOf(pack.phases))
  return [
    ...checkUnique(
      'slaProfiles, zone and phase',
      pack.slaProfiles.map(({ zoneId, phaseId }) => `${zoneId} ${phaseId}`),
    ),
    ...pack.slaProfiles.flatMap(({ id, zoneId, phaseId, arriveLimitMs, handleLimitMs }) => {
      const where = `slaProfiles, "${id}"`
      return [
        ...checkNamed(where, 'zone', zoneId, zones),
        ...checkNamed(where, 'phase', phaseId, phases),
        ...(arriveLimitMs <= handleLimitMs
          ? []
          : [`${where}: to arrive takes longer than to handle; correct one of the limits.`]),
      ]
    }),
  ]
}

function checkNamed(
  where: string,
  kind: string,
  id: string | undefined,
  known: ReadonlySet<string>,
): readonly string[] {
  if (id === undefined || known.has(id)) return []
  return [`${where}: it names the ${kind} "${id}", which is not in the pack; correct the name or add it.`]
}

function idsOf(entries: readonly { readonly id: string }[]): readonly string[] {
  return entries.map(({ id }) => id)
}
