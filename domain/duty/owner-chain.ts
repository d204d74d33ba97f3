interface Node {
  readonly id: string
  readonly parentId?: string
  readonly level: number
  readonly leader?: string
  readonly head?: string
  readonly member?: string
}

export const CHAIN = ['leader', 'head', 'member'] as const
export type ChainLink = (typeof CHAIN)[number]

/**
 * 领导包队 → 队长包片 → 队员包街 of one street. Leader and head may answer for a whole area: what a street does not
 * say itself it has from the grid above. The member is its own, or it has none: then the street is unowned.
 */
export interface OwnerChain {
  readonly id: string
  readonly leader?: string
  readonly head?: string
  readonly member?: string
  readonly missing: readonly ChainLink[]
}

export interface Ownership {
  readonly chains: readonly OwnerChain[]
  /** Streets with a link missing. */
  readonly gaps: readonly OwnerChain[]
  /** Nobody is named in the whole tree: the platform has not told, which is not the same as nobody. */
  readonly told: boolean
}

const DEEPEST = 12

/** The chain of every grid that has no grid below it. */
export function ownershipOf(nodes: ReadonlyMap<string, Node>): Ownership {
  const parents = new Set([...nodes.values()].flatMap(({ parentId }) => parentId ?? []))
  const leaves = [...nodes.values()].filter(({ id }) => !parents.has(id))
  const told = [...nodes.values()].some(({ leader, head, member }) => leader ?? head ?? member)
  const chains = leaves.map((leaf) => chainOf(leaf, nodes)).sort((a, b) => (a.id < b.id ? -1 : 1))
  return { chains, gaps: chains.filter(({ missing }) => missing.length > 0), told }
}

function chainOf(leaf: Node, nodes: ReadonlyMap<string, Node>): OwnerChain {
  const leader = fromAbove(leaf, nodes, 'leader')
  const head = fromAbove(leaf, nodes, 'head')
  const { member } = leaf
  const named = { leader, head, member }
  return {
    id: leaf.id,
    missing: CHAIN.filter((link) => named[link] === undefined),
    ...(leader === undefined ? {} : { leader }),
    ...(head === undefined ? {} : { head }),
    ...(member === undefined ? {} : { member }),
  }
}

function fromAbove(
  leaf: Node,
  nodes: ReadonlyMap<string, Node>,
  link: 'leader' | 'head',
): string | undefined {
  let node: Node | undefined = leaf
  for (let step = 0; node !== undefined && step < DEEPEST; step++) {
    const name = node[link]
    if (name !== undefined) return name
    node = node.parentId === undefined ? undefined : nodes.get(node.parentId)
  }
  return undefined
}
