import type { City } from '../city.ts'
import type { MapCase, MapDutyPoint, MapLayers, MapUnit } from '../layers.ts'
import { contains } from '../map-view.ts'
import { PALETTE } from '../palette.ts'
import type { LabelSpace } from './labels.ts'
import type { Projection } from './projection.ts'
import { cross, ring } from './shapes.ts'
import type { Stamps } from './stamps.ts'

export interface Pencil {
  readonly context: CanvasRenderingContext2D
  readonly projection: Projection
  readonly remPx: number
  readonly labels: LabelSpace
  readonly english: boolean
  readonly stamps: Stamps
}

/** Everything that moves, the most urgent on top. */
export function drawLayers(pencil: Pencil, city: City | undefined, layers: MapLayers): void {
  drawDots(pencil, layers)
  for (const point of layers.dutyPoints) drawDutyPoint(pencil, point)
  const scale = unitScale(layers.units.length)
  for (const unit of layers.units) drawUnit(pencil, unit, scale)
  drawCases(pencil, layers.cases)
  drawCaseLabels(pencil, layers.cases)
  noteSymbols(pencil, layers)
  drawDutyLabels(pencil, layers.dutyPoints)
  if (city !== undefined) drawCityLabels(pencil, city)
}

function drawDots({ context, projection, remPx }: Pencil, layers: MapLayers): void {
  const grid = remPx * 0.045
  context.fillStyle = PALETTE.grid
  for (const { lat, lon } of layers.grids) {
    context.fillRect(projection.x(lon) - grid, projection.y(lat) - grid, grid * 2, grid * 2)
  }
  const half = remPx * 0.1
  for (const { position, online } of layers.devices) {
    const [x, y] = [projection.x(position.lon) - half, projection.y(position.lat) - half]
    context.fillStyle = context.strokeStyle = PALETTE.device
    context.lineWidth = 1
    if (online) context.fillRect(x, y, half * 2, half * 2)
    else context.strokeRect(x, y, half * 2, half * 2)
  }
}

function drawDutyPoint({ context, projection, remPx }: Pencil, point: MapDutyPoint): void {
  const [x, y] = [projection.x(point.position.lon), projection.y(point.position.lat)]
  const half = remPx * 0.26
  context.lineWidth = remPx * 0.09
  context.strokeStyle = point.staffing === 'auxiliaries-only' ? PALETTE.medium : PALETTE.text2
  if (point.staffing === 'unmanned') {
    context.strokeStyle = PALETTE.high
    cross(context, x, y, half)
    context.stroke()
    return
  }
  if (point.staffing === 'silent') context.setLineDash([remPx * 0.12, remPx * 0.1])
  context.strokeRect(x - half, y - half, half * 2, half * 2)
  context.setLineDash([])
}

/** Many rings in one place hide each other and what lies between: they shrink with their number. */
function unitScale(count: number): number {
  return Math.min(1, Math.max(0.55, Math.sqrt(80 / Math.max(1, count))))
}

function drawUnit({ context, projection, remPx }: Pencil, unit: MapUnit, scale: number): void {
  const [x, y] = [projection.x(unit.position.lon), projection.y(unit.position.lat)]
  context.lineWidth = remPx * 0.1 * scale
  context.strokeStyle = unit.mood === 'silent' ? PALETTE.text3 : PALETTE.unit
  if (unit.mood === 'silent') context.setLineDash([remPx * 0.15, remPx * 0.12])
  ring(context, x, y, remPx * 0.38 * scale)
  context.stroke()
  context.setLineDash([])
  if (unit.mood !== 'away') return
  context.fillStyle = PALETTE.unit
  ring(context, x, y, remPx * 0.17 * scale)
  context.fill()
}

/** Ways and free space are for the worst; a storm of breaches has no room for either. */
const CASES_WITH_WAY = 12
const CASES_KEPT_FREE = 100

function drawCases(pencil: Pencil, cases: readonly MapCase[]): void {
  const firstUrgent = cases.findIndex((item) => item.urgency !== 'normal')
  const calmCount = firstUrgent < 0 ? cases.length : firstUrgent
  drawCalmCases(pencil, cases, calmCount)
  drawUrgentCases(pencil, cases, calmCount)
}

/** Ten thousand small diamonds: squares under a turned canvas are by far the cheapest to fill. */
function drawCalmCases(
  { context, projection, remPx }: Pencil,
  cases: readonly MapCase[],
  count: number,
): void {
  const edge = remPx * 0.31
  context.save()
  context.rotate(Math.PI / 4)
  context.fillStyle = PALETTE.text1
  for (const { position } of cases.slice(0, count)) {
    const [x, y] = [projection.x(position.lon), projection.y(position.lat)]
    context.fillRect((x + y) * Math.SQRT1_2 - edge / 2, (y - x) * Math.SQRT1_2 - edge / 2, edge, edge)
  }
  context.restore()
}

/** A symbol that would lie on one of the same kind, but for a few pixels, adds nothing to the picture. */
function drawUrgentCases(pencil: Pencil, cases: readonly MapCase[], from: number): void {
  const { context, projection, labels, stamps, remPx } = pencil
  const covered = new Set<string>()
  for (let index = from; index < cases.length; index++) {
    const item = cases[index]
    if (item === undefined || item.urgency === 'normal') continue
    const [x, y] = [projection.x(item.position.lon), projection.y(item.position.lat)]
    const fromLast = cases.length - index
    if (fromLast <= CASES_WITH_WAY) drawWay(pencil, item, x, y)
    if (fromLast <= CASES_KEPT_FREE) labels.reserve(x, y, remPx * 0.5)
    const { image, half } = stamps[item.urgency]
    const cell = `${item.urgency}/${Math.round((x / half) * 3)}/${Math.round((y / half) * 3)}`
    if (covered.has(cell)) continue
    covered.add(cell)
    context.drawImage(image, x - half, y - half, half * 2, half * 2)
  }
}

function drawWay(
  { context, projection, remPx }: Pencil,
  { unitPosition, urgency }: MapCase,
  x: number,
  y: number,
): void {
  if (unitPosition === undefined) return
  context.strokeStyle = urgency === 'at-risk' ? PALETTE.medium : PALETTE.high
  context.lineWidth = remPx * 0.06
  context.setLineDash([remPx * 0.2, remPx * 0.2])
  context.beginPath()
  context.moveTo(projection.x(unitPosition.lon), projection.y(unitPosition.lat))
  context.lineTo(x, y)
  context.stroke()
  context.setLineDash([])
}

const CASE_LABELS = 6

/** The worst few by address: more would cover the map that they explain. */
function drawCaseLabels(pencil: Pencil, cases: readonly MapCase[]): void {
  pencil.context.fillStyle = PALETTE.text1
  let placed = 0
  for (let index = cases.length - 1; index >= 0 && placed < CASE_LABELS; index--) {
    const item = cases[index]
    if (item === undefined || item.urgency === 'normal') return
    if (!contains(pencil.projection.shown, item.position)) continue
    const text = item.address === '' ? item.title : item.address
    if (label(pencil, text, item.position, CASE_LABEL)) placed++
  }
}

function drawDutyLabels(pencil: Pencil, points: readonly MapDutyPoint[]): void {
  for (const { name, position, staffing } of points) {
    const calm = staffing !== 'unmanned' && staffing !== 'auxiliaries-only' && staffing !== 'silent'
    if (calm) continue
    pencil.context.fillStyle = PALETTE.text2
    label(pencil, name, position, DUTY_LABEL)
  }
}

function drawCityLabels(pencil: Pencil, city: City): void {
  for (const { name, seat } of city.districts) {
    if (seat === undefined || !contains(pencil.projection.shown, seat)) continue
    pencil.context.fillStyle = PALETTE.text2
    label(pencil, name, seat, DISTRICT_LABEL)
  }
  pencil.context.fillStyle = PALETTE.text3
  for (const { name, nameEn, position } of city.places) {
    if (!contains(pencil.projection.shown, position)) continue
    label(pencil, pencil.english ? (nameEn ?? name) : name, position, PLACE_LABEL)
  }
}

interface LabelKind {
  readonly offsetsRem: readonly number[]
  readonly sizeRem: number
  readonly maxCovered: number
}

/** From the one that must be read to the one that may be missed. */
const CASE_LABEL: LabelKind = { offsetsRem: [0.65], sizeRem: 0.9, maxCovered: Infinity }
const DUTY_LABEL: LabelKind = { offsetsRem: [0.45], sizeRem: 0.9, maxCovered: Infinity }
const DISTRICT_LABEL: LabelKind = { offsetsRem: [0.1, 1.6, 3.2], sizeRem: 1, maxCovered: 3 }
const PLACE_LABEL: LabelKind = { offsetsRem: [0.3], sizeRem: 0.9, maxCovered: 1 }

/** A name of the city is known to who works there; what stands under it is not. */
function noteSymbols({ projection, labels }: Pencil, { units, dutyPoints, cases }: MapLayers): void {
  for (const list of [units, dutyPoints, cases.slice(-MOST_NOTED)])
    for (const { position } of list) labels.note(projection.x(position.lon), projection.y(position.lat))
}

const MOST_NOTED = 400

function label(
  { context, projection, labels, remPx }: Pencil,
  text: string,
  position: { readonly lat: number; readonly lon: number },
  { sizeRem, offsetsRem, maxCovered }: LabelKind,
): boolean {
  const sizePx = sizeRem * remPx
  const style = { sizePx, offsets: offsetsRem.map((rem) => rem * remPx), maxCovered }
  context.font = `${sizePx}px 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif`
  context.textBaseline = 'middle'
  return labels.place(text, projection.x(position.lon), projection.y(position.lat), style)
}
