import type { Drawn } from '../clusters.ts'
import { LOOKS, type LookName } from '../looks.ts'
import { PALETTE } from '../palette.ts'
import type { Stamps } from '../stamps.ts'

type Context = CanvasRenderingContext2D

/** How near to one of its kind a symbol adds nothing to the picture, in halves of its size. */
const NEAR = 1 / 3
/** What is as it should be: a crowd of it is seen as one, and leaves room for what is not. */
const NEAR_CALM = 1.6
const CALM = new Set<LookName>(['unit-calm', 'duty-staffed', 'duty-off-duty', 'post-filled', 'post-later'])

/** Look by look, the most urgent on top; a symbol that would lie on one of the same kind is left out. */
export function drawMarks(context: Context, marks: readonly Drawn[], stamps: Stamps, scale = 1): void {
  const byLook = Map.groupBy(marks, ({ mark }) => mark.look)
  const looks = [...byLook].sort(([a], [b]) => LOOKS[a].rank - LOOKS[b].rank)
  for (const [look, drawn] of looks) {
    const { image, half: full } = stamps.get(look)
    const half = full * scale
    for (const { x, y } of apart(drawn, half * (CALM.has(look) ? NEAR_CALM : NEAR)))
      context.drawImage(image, x - half, y - half, half * 2, half * 2)
  }
}

/** One of those that share a square of this size. */
export function apart(drawn: readonly Drawn[], nearPx: number): readonly Drawn[] {
  const covered = new Set<number>()
  return drawn.filter(({ x, y }) => {
    const cell = Math.round(x / nearPx) * 65_536 + Math.round(y / nearPx)
    if (covered.has(cell)) return false
    covered.add(cell)
    return true
  })
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
