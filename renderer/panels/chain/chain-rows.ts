import { ownershipOf, type OwnerChain } from '../../../domain/duty/owner-chain.ts'
import type { GridItem } from '../../../domain/view/items.ts'

export interface ChainRow extends OwnerChain {
  readonly key: string
  readonly name: string
  /** The grid above it. */
  readonly area?: string
}

export interface ChainTable {
  readonly rows: readonly ChainRow[]
  readonly count: number
  readonly gapCount: number
  readonly told: boolean
  /** While nobody is named: where the grids lie for which somebody will have to be. */
  readonly areas: readonly AreaCount[]
}

export interface AreaCount {
  readonly key: string
  readonly name: string
  readonly count: number
}

/** Streets without an owner first; without any owner in the tree there is nothing to list. */
export function chainTableOf(grids: ReadonlyMap<string, GridItem>): ChainTable {
  const { chains, gaps, told } = ownershipOf(grids)
  if (!told) return { rows: [], count: chains.length, gapCount: 0, told, areas: areasOf(chains, grids) }
  const rows = chains
    .map((chain): ChainRow => {
      const node = grids.get(chain.id)
      const area = node?.parentId === undefined ? undefined : grids.get(node.parentId)?.name
      return {
        ...chain,
        key: chain.id,
        name: node?.name ?? chain.id,
        ...(area === undefined ? {} : { area }),
      }
    })
    .sort((a, b) => Number(b.missing.length > 0) - Number(a.missing.length > 0) || (a.id < b.id ? -1 : 1))
  return { rows, count: chains.length, gapCount: gaps.length, told, areas: [] }
}

/** By the highest grid above each, most first. */
function areasOf(chains: readonly OwnerChain[], grids: ReadonlyMap<string, GridItem>): readonly AreaCount[] {
  const counts = new Map<string, number>()
  for (const { id } of chains) {
    const area = highestAbove(id, grids)
    counts.set(area, (counts.get(area) ?? 0) + 1)
  }
  return [...counts]
    .map(([key, count]) => ({ key, name: grids.get(key)?.name ?? key, count }))
    .sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1))
}

function highestAbove(id: string, grids: ReadonlyMap<string, GridItem>): string {
  const seen = new Set<string>()
  let at = id
  for (
    let next = grids.get(at)?.parentId;
    next !== undefined && !seen.has(next);
    next = grids.get(at)?.parentId
  ) {
    seen.add(next)
    if (!grids.has(next)) break
    at = next
  }
  return at
}
