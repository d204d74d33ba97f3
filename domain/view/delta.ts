import { COLLECTIONS, type CollectionName, type Collections } from './items.ts'

export type Upserts = { readonly [K in CollectionName]?: readonly Collections[K][] }
export type Removes = { readonly [K in CollectionName]?: readonly string[] }

/** For one key the last state wins; an id is never in both halves. */
export interface Delta {
  readonly upserts: Upserts
  readonly removes: Removes
}

export type Replica = { readonly [K in CollectionName]: Map<string, Collections[K]> }

export function emptyReplica(): Replica {
  return {
    case: new Map(),
    unit: new Map(),
    dutyPoint: new Map(),
    device: new Map(),
    grid: new Map(),
    operation: new Map(),
    indicator: new Map(),
    act: new Map(),
    darkReport: new Map(),
    roster: new Map(),
    track: new Map(),
    alarm: new Map(),
    alarmQuality: new Map(),
    display: new Map(),
    layout: new Map(),
    event: new Map(),
  }
}

/** Changes the replica in place: it is the one mutable thing of a view, and big. */
export function applyDelta(replica: Replica, delta: Delta): void {
  for (const name of COLLECTIONS) applyCollection(replica, delta, name)
}

function applyCollection<K extends CollectionName>(replica: Replica, delta: Delta, name: K): void {
  const items: Map<string, Collections[K]> = replica[name]
  for (const id of delta.removes[name] ?? []) items.delete(id)
  const upserts: readonly Collections[K][] = delta.upserts[name] ?? []
  for (const item of upserts) items.set(item.id, item)
}

/** The whole replica as one delta: what a new view gets first. */
export function wholeAsDelta(replica: Replica): Delta {
  return {
    upserts: Object.fromEntries(COLLECTIONS.map((name) => [name, [...replica[name].values()]])),
    removes: {},
  }
}

export function isEmptyDelta(delta: Delta): boolean {
  return Object.keys(delta.upserts).length === 0 && Object.keys(delta.removes).length === 0
}
