import type { EventPack } from '../event/event-pack.ts'
import type { Position } from '../model/position.ts'
import type { GridItem } from '../view/items.ts'
import { isInside } from './feed-conditions.ts'

/** The cordon of the event that a position lies in, else the area of its grid: the node below the city. */
export function zoneOf(
  position: Position | undefined,
  gridId: string | undefined,
  grids: ReadonlyMap<string, GridItem>,
  pack: EventPack | undefined,
): string | undefined {
  const cordon = position && pack?.zones.find(({ ring }) => isInside(position, ring))
  if (cordon !== undefined) return cordon.name
  return areaOf(gridId, grids)?.name
}

const AREA_LEVEL = 1

function areaOf(gridId: string | undefined, grids: ReadonlyMap<string, GridItem>): GridItem | undefined {
  const seen = new Set<string>()
  let node = gridId === undefined ? undefined : grids.get(gridId)
  // A broken tree may name itself as its parent.
  while (node !== undefined && node.level > AREA_LEVEL && !seen.has(node.id)) {
    seen.add(node.id)
    node = node.parentId === undefined ? undefined : (grids.get(node.parentId) ?? node)
  }
  return node
}
