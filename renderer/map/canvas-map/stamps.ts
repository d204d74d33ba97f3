import type { CaseUrgency } from '../../wall/survey.ts'
import { PALETTE } from '../palette.ts'
import { diamond, triangle } from './shapes.ts'

/** A symbol drawn once and copied a thousand times: a path for each would take the whole second. */
export interface Stamp {
  readonly image: ImageBitmap
  /** Half of its edge in CSS pixels. */
  readonly half: number
}

/** For the urgent ones; the calm are plain squares. */
export type Stamps = Readonly<Record<Exclude<CaseUrgency, 'normal'>, Stamp>>

export function caseStamps(remPx: number, ratio: number): Stamps {
  const urgent = remPx * 0.5
  return {
    'at-risk': stamp(urgent, ratio, PALETTE.medium, 0, diamond),
    presumed: stamp(urgent, ratio, PALETTE.high, remPx * 0.1, triangle),
    breached: stamp(urgent, ratio, PALETTE.high, 0, triangle),
  }
}

/** Filled, or hollow where a stroke is given. */
function stamp(
  half: number,
  ratio: number,
  color: string,
  strokePx: number,
  shape: (context: OffscreenCanvasRenderingContext2D, x: number, y: number, half: number) => void,
): Stamp {
  const outer = half + strokePx + 1
  const edge = Math.ceil(outer * 2 * ratio)
  const canvas = new OffscreenCanvas(edge, edge)
  const context = canvas.getContext('2d')
  if (context !== null) {
    context.scale(ratio, ratio)
    context.fillStyle = context.strokeStyle = color
    context.lineWidth = strokePx
    shape(context, outer, outer, half)
    if (strokePx > 0) context.stroke()
    else context.fill()
  }
  // A bitmap is copied as it is; a canvas would be looked at anew each time.
  return { image: canvas.transferToImageBitmap(), half: outer }
}
