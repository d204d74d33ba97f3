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
}

/** Streets without an owner first; without any owner in the tree there is nothing to list. */
export function chainTableOf(grids: ReadonlyMap<string, GridItem>): ChainTable {
  const { chains, gaps, told } = ownershipOf(grids)
  if (!told) return { rows: [], count: chains.length, gapCount: 0, told }
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
  return { rows, count: chains.length, gapCount: gaps.length, told }
}
