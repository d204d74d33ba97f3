interface Node {
  readonly id: string
  readonly parentId?: string
  readonly level: number
}

export const UNPLACED = 'unplaced'

/** More groups than this are no comparison that a wall can show. */
const MOST_GROUPS = 16
/** A tree that names itself as its own parent ends somewhere. */
const DEEPEST = 12

/**
 * The level at which grids are compared: the deepest that has at least two nodes and not more than sixteen. So it
 * is the six districts of 3/6/18, and the nine of a tree that goes down to three thousand cells.
 */
export function comparedLevel(nodes: Iterable<Node>): number | undefined {
  const counts = new Map<number, number>()
  for (const { level } of nodes) counts.set(level, (counts.get(level) ?? 0) + 1)
  const levels = [...counts].filter(([, count]) => count >= 2 && count <= MOST_GROUPS)
  return levels.length === 0 ? undefined : Math.max(...levels.map(([level]) => level))
}

/** For each grid the one above it, or itself, at the compared level. Remembers what it found. */
export function gridGrouping(nodes: ReadonlyMap<string, Node>): (gridId: string | undefined) => string {
  const level = comparedLevel(nodes.values())
  const found = new Map<string, string>()
  return (gridId) => {
    if (gridId === undefined || level === undefined) return UNPLACED
    const known = found.get(gridId)
    if (known !== undefined) return known
    const group = ancestorAt(nodes, gridId, level) ?? UNPLACED
    found.set(gridId, group)
    return group
  }
}

function ancestorAt(nodes: ReadonlyMap<string, Node>, gridId: string, level: number): string | undefined {
  let node = nodes.get(gridId)
  for (let step = 0; node !== undefined && step < DEEPEST; step++) {
    if (node.level === level) return node.id
    node = node.parentId === undefined ? undefined : nodes.get(node.parentId)
  }
  return undefined
}
