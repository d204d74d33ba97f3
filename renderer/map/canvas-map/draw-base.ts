import type { City, CityLine, Ring } from '../city.ts'
import { PALETTE } from '../palette.ts'
import type { Projection } from './projection.ts'

/** Districts, water and roads: drawn once per size into a canvas of its own. */
export function drawBase(
  context: CanvasRenderingContext2D,
  city: City,
  projection: Projection,
  remPx: number,
): void {
  context.lineJoin = 'round'
  for (const { rings } of city.districts) drawDistrict(context, rings, projection)
  for (const line of city.lines) drawLine(context, line, projection, remPx)
}

function drawDistrict(
  context: CanvasRenderingContext2D,
  rings: readonly Ring[],
  projection: Projection,
): void {
  context.beginPath()
  for (const ring of rings) {
    trace(context, ring, projection)
    context.closePath()
  }
  context.fillStyle = PALETTE.land
  context.fill('evenodd')
  context.strokeStyle = PALETTE.border
  context.lineWidth = 1.5
  context.stroke()
}

function drawLine(
  context: CanvasRenderingContext2D,
  line: CityLine,
  projection: Projection,
  remPx: number,
): void {
  context.beginPath()
  trace(context, line.points, projection)
  const style = LINE_STYLES[line.kind] ?? ROAD
  context.strokeStyle = style.color
  context.lineWidth = Math.max(1, style.widthRem * remPx)
  context.setLineDash(style.dashRem.map((rem) => rem * remPx))
  context.stroke()
  context.setLineDash([])
}

function trace(context: CanvasRenderingContext2D, points: Ring, projection: Projection): void {
  points.forEach(([lon, lat], index) => {
    if (index === 0) context.moveTo(projection.x(lon), projection.y(lat))
    else context.lineTo(projection.x(lon), projection.y(lat))
  })
}

interface LineStyle {
  readonly color: string
  readonly widthRem: number
  readonly dashRem: readonly number[]
}

const ROAD: LineStyle = { color: PALETTE.road, widthRem: 0.14, dashRem: [] }
const LINE_STYLES: Readonly<Record<string, LineStyle>> = {
  river: { color: PALETTE.water, widthRem: 0.5, dashRem: [] },
  road: ROAD,
  route: { color: PALETTE.route, widthRem: 0.12, dashRem: [0.5, 0.35] },
}
