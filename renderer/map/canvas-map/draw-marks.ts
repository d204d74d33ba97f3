import type { Drawn } from '../clusters.ts'
import type { LookName } from '../looks.ts'
import { PALETTE } from '../palette.ts'
import type { Stamps } from '../stamps.ts'

type Context = CanvasRenderingContext2D

/** A symbol that would lie on one of the same kind, but for a few pixels, adds nothing to the picture. */
export function drawMarks(context: Context, marks: readonly Drawn[], stamps: Stamps, scale = 1): void {
  const covered = new Set<number>()
  let name: LookName | undefined
  let stamp = stamps.get('cell')
  for (const { mark, x, y } of marks) {
    if (mark.look !== name) {
      name = mark.look
      stamp = stamps.get(name)
      covered.clear()
    }
    const half = stamp.half * scale
    const cell = Math.round((x / half) * 3) * 65_536 + Math.round((y / half) * 3)
    if (covered.has(cell)) continue
    covered.add(cell)
    context.drawImage(stamp.image, x - half, y - half, half * 2, half * 2)
  }
}

/** Three thousand cells as squares: by far the cheapest to fill. */
export function drawCells(context: Context, cells: readonly Drawn[], remPx: number): void {
  const edge = Math.max(1, remPx * 0.1)
  context.fillStyle = PALETTE.border
  for (const { x, y } of cells) context.fillRect(x - edge / 2, y - edge / 2, edge, edge)
}

/** Many rings in one place hide each other and what lies between: they shrink with their number. */
export function unitScale(count: number): number {
  return Math.min(1, Math.max(0.55, Math.sqrt(80 / Math.max(1, count))))
}
