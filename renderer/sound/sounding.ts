import { ownDisplayId } from '../../domain/view/own-display.ts'
import type { Asker } from '../../domain/view/request.ts'
import type { DisplayItem } from '../../domain/view/display-item.ts'

/** Where the room is called from: this page, or another display by its item. Without a layout every page sounds. */
export function soundingDisplay(
  asker: Asker,
  displays: readonly DisplayItem[],
): { readonly isHere: boolean; readonly display?: DisplayItem } {
  const loud = displays.find(({ sounds }) => sounds)
  if (loud === undefined) return { isHere: true }
  const own = ownDisplayId(
    asker,
    displays.map(({ id }) => id),
  )
  return { isHere: own === loud.id, display: loud }
}
