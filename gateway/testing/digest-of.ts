import { createHash } from 'node:crypto'
import type { Change, KindDigest, WatchResponse } from '../../proto/gen/wall/v1/wall_feed.ts'
import { KINDS } from '../kinds.ts'

/** The state that a wall would hold after these messages: `kind/id` to revision. */
export function worldOf(messages: readonly WatchResponse[]): ReadonlyMap<string, number> {
  const world = new Map<string, number>()
  for (const message of messages) take(world, message)
  return world
}

/** What one more message makes of it. */
export function take(world: Map<string, number>, { snapshot, batch, reset }: WatchResponse): void {
  if (reset) world.clear()
  for (const change of [...(snapshot?.changes ?? []), ...(batch?.changes ?? [])]) apply(world, change)
}

/** The digest of `Bookmark.digest`, computed from scratch the way its comment says. */
export function digestOf(world: ReadonlyMap<string, number>): string {
  let sum = 0n
  for (const [name, revision] of world) {
    sum += createHash('sha1').update(`${name}@${revision}`, 'utf8').digest().readBigUInt64BE(0)
  }
  return (sum % 2n ** 64n).toString(16).padStart(16, '0')
}

/** `Bookmark.kind_digests`, computed from scratch, by kind; kinds of which there is nothing are left out. */
export function kindDigestsOf(world: ReadonlyMap<string, number>): Readonly<Record<string, string>> {
  const kinds = new Set([...world.keys()].map(kindOf))
  return Object.fromEntries(
    [...kinds].map((kind) => [kind, digestOf(new Map([...world].filter(([name]) => kindOf(name) === kind)))]),
  )
}

/** What a bookmark says of kinds, in the same form. */
export function byKind(digests: readonly KindDigest[]): Readonly<Record<string, string>> {
  return Object.fromEntries(digests.map(({ kind, digest }) => [kind, digest]))
}

function kindOf(name: string): string {
  return name.slice(0, name.indexOf('/'))
}

function apply(world: Map<string, number>, change: Change): void {
  if (change.removal) {
    world.delete(`${change.removal.kind}/${change.removal.id}`)
    return
  }
  const row = KINDS.find(({ property }) => change[property])
  if (row) world.set(`${row.kind}/${change[row.property]?.id}`, change.revision)
}
