import type { Composition } from './composition.ts'
import { LabelSpace } from './label-space.ts'

/** Free space is for the worst; a storm of breaches has no room for it. */
const KEPT_FREE = 100
const MOST_NOTED = 400

/** Writes the texts of a composition, none over another and none where it would hide what counts. */
export function drawLabels(context: CanvasRenderingContext2D, composition: Composition, remPx: number): void {
  const { projection, marks, labels } = composition
  const space = new LabelSpace(context, projection.widthPx, projection.heightPx)
  for (const { mark, x, y } of marks.case.slice(-KEPT_FREE)) {
    if (mark.look !== 'case-normal') space.reserve(x, y, remPx * 0.5)
  }
  for (const layer of ['unit', 'dutyPoint', 'post', 'case'] as const)
    for (const { x, y } of marks[layer].slice(-MOST_NOTED)) space.note(x, y)
  context.textBaseline = 'middle'
  for (const { text, x, y, color, sizeRem, offsetsRem, maxCovered } of labels) {
    const sizePx = sizeRem * remPx
    context.font = `${sizePx}px 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif`
    context.fillStyle = color
    space.place(text, x, y, { sizePx, offsets: offsetsRem.map((rem) => rem * remPx), maxCovered })
  }
}
