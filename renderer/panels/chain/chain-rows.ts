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

/** By the highest grid above each, or the one below it where a single one is above all; most first. */
function areasOf(chains: readonly OwnerChain[], grids: ReadonlyMap<string, GridItem>): readonly AreaCount[] {
  const tops = [...grids.values()].filter(({ parentId }) => parentId === undefined || !grids.has(parentId))
  const aboveAll = tops.length === 1 ? tops[0]?.id : undefined
  const counts = new Map<string, number>()
  for (const { id } of chains) {
    const area = areaOf(id, grids, aboveAll)
    counts.set(area, (counts.get(area) ?? 0) + 1)
  }
  return [...counts]
    .map(([key, count]) => ({ key, name: grids.get(key)?.name ?? key, count }))
    .sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1))
}

function areaOf(id: string, grids: ReadonlyMap<string, GridItem>, aboveAll: string | undefined): string {
  const path = [id]
  for (let above = grids.get(id)?.parentId; above !== undefined; above = grids.get(above)?.parentId) {
    if (path.includes(above) || !grids.has(above)) break
    path.push(above)
  }
  const [highest, below] = path.toReversed()
  return (highest === aboveAll ? below : highest) ?? id
}
