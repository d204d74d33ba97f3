import type { Look, Shape } from './looks.ts'

/** What every canvas of ours can do. */
export type Pen = OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D

/** Half the edge of the square in which a look lies, its frame and stroke included. */
export function outerRem({ halfRem, framed }: Look): number {
  return halfRem * (framed === true ? FRAME : 1) + STROKE_REM
}

const FRAME = 1.75
const STROKE_REM = 0.1

/** Draws a look about a point. */
export function paint(pen: Pen, look: Look, x: number, y: number, remPx: number): void {
  const half = look.halfRem * remPx
  pen.save()
  pen.fillStyle = pen.strokeStyle = look.color
  pen.lineWidth = Math.max(1, Math.min(STROKE_REM * remPx, half * 0.5))
  if (look.dashed === true) pen.setLineDash([remPx * 0.14, remPx * 0.11])
  trace(pen, look.shape, x, y, half)
  // An open shape has no inside.
  if (look.filled === true && look.shape !== 'plus' && look.shape !== 'cross') pen.fill()
  else pen.stroke()
  pen.setLineDash([])
  inner(pen, look, x, y, half)
  if (look.framed === true) {
    pen.lineWidth = Math.max(1, remPx * 0.06)
    circle(pen, x, y, half * FRAME)
    pen.stroke()
  }
  pen.restore()
}

function inner(pen: Pen, look: Look, x: number, y: number, half: number): void {
  if (look.inner === 'dot') {
    circle(pen, x, y, half * 0.42)
    pen.fill()
  } else if (look.inner === 'half') {
    pen.fillRect(x - half, y, half * 2, half)
  } else if (look.inner === 'slash') {
    pen.beginPath()
    pen.moveTo(x - half, y + half)
    pen.lineTo(x + half, y - half)
    pen.stroke()
  }
}

function circle(pen: Pen, x: number, y: number, radius: number): void {
  pen.beginPath()
  pen.arc(x, y, radius, 0, Math.PI * 2)
}

/** Corners in halves of the size; a pair of lines for the two open ones. */
const CORNERS: Readonly<
  Record<Exclude<Shape, 'circle' | 'cross' | 'plus'>, readonly (readonly [number, number])[]>
> = {
  triangle: [
    [0, -1],
    [1, 0.8],
    [-1, 0.8],
  ],
  diamond: [
    [0, -1],
    [1, 0],
    [0, 1],
    [-1, 0],
  ],
  wide: [
    [0, -0.7],
    [1.5, 0],
    [0, 0.7],
    [-1.5, 0],
  ],
  square: [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ],
  house: [
    [0, -1],
    [1, -0.2],
    [0.8, 0.9],
    [-0.8, 0.9],
    [-1, -0.2],
  ],
}

function trace(pen: Pen, shape: Shape, x: number, y: number, half: number): void {
  if (shape === 'circle') return circle(pen, x, y, half)
  pen.beginPath()
  if (shape === 'cross' || shape === 'plus') {
    const turn = shape === 'cross' ? 1 : 0
    pen.moveTo(x - half, y - half * turn)
    pen.lineTo(x + half, y + half * turn)
    pen.moveTo(x + half * turn, y - half)
    pen.lineTo(x - half * turn, y + half)
    return
  }
  CORNERS[shape].forEach(([right, down], index) => {
    if (index === 0) pen.moveTo(x + right * half, y + down * half)
    else pen.lineTo(x + right * half, y + down * half)
  })
  pen.closePath()
}
