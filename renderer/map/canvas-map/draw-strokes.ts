import { PALETTE } from '../palette.ts'
import type { Projection } from '../projection.ts'
import { styleOf, type Stroke } from '../strokes.ts'

type Context = CanvasRenderingContext2D

/** Lines that follow each other and look the same become one path: thousands of strokes cost as many fills. */
export function drawStrokes(
  context: Context,
  strokes: readonly Stroke[],
  projection: Projection,
  remPx: number,
): void {
  let open: Stroke | undefined
  context.lineJoin = 'round'
  for (const stroke of strokes) {
    if (open !== undefined && (open.style !== stroke.style || open.alpha !== stroke.alpha)) {
      finish(context, open, remPx)
      open = undefined
    }
    if (open === undefined) context.beginPath()
    open = stroke
    trace(context, stroke, projection)
  }
  if (open !== undefined) finish(context, open, remPx)
}

/** The land of the districts, under everything. */
export function fillLand(context: Context, districts: readonly Stroke[], projection: Projection): void {
  context.beginPath()
  for (const district of districts) trace(context, district, projection)
  context.fillStyle = PALETTE.land
  context.fill('evenodd')
}

function trace(context: Context, { points, closed }: Stroke, projection: Projection): void {
  points.forEach(([lon, lat], index) => {
    if (index === 0) context.moveTo(projection.x(lon), projection.y(lat))
    else context.lineTo(projection.x(lon), projection.y(lat))
  })
  if (closed === true) context.closePath()
}

function finish(context: Context, { style, alpha }: Stroke, remPx: number): void {
  const { color, widthRem, dashRem = [] } = styleOf(style)
  context.strokeStyle = color
  context.globalAlpha = alpha ?? 1
  context.lineWidth = Math.max(1, widthRem * remPx)
  context.setLineDash(dashRem.map((rem) => rem * remPx))
  context.stroke()
  context.setLineDash([])
  context.globalAlpha = 1
}
