import type { RosterItem } from '../../../domain/view/items.ts'

/** The roster by duty point; entries of a point by role, officers first, then by person. */
export function rosterByPost(roster: Iterable<RosterItem>): ReadonlyMap<string, readonly RosterItem[]> {
  const posts = Map.groupBy(roster, ({ dutyPointId }) => dutyPointId)
  for (const entries of posts.values()) entries.sort(byRoleAndPerson)
  return posts
}

function byRoleAndPerson(a: RosterItem, b: RosterItem): number {
  const rank = (one: RosterItem) => (one.role === 'officer' ? 0 : 1)
  return rank(a) - rank(b) || (a.personId < b.personId ? -1 : 1)
}
