import { PALETTE } from './palette.ts'

interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export interface LabelStyle {
  readonly sizePx: number
  /** How far from its point it may stand, the best first. */
  readonly offsets: readonly number[]
  /** How many symbols it may lie on; one that asks for more room than there is, is left out. */
  readonly maxCovered: number
}

/** Of the size of the text, kept free around it. */
const MARGIN = 0.25
/** In sizes of the text: longer names are cut, or they would own the map. */
const LONGEST = 17

/** Places texts on a canvas so that none covers another: who asks first has the place. */
export class LabelSpace {
  readonly #taken: Box[] = []
  readonly #symbols: { readonly x: number; readonly y: number }[] = []
  readonly #context: CanvasRenderingContext2D
  readonly #width: number
  readonly #height: number

  constructor(context: CanvasRenderingContext2D, width: number, height: number) {
    this.#context = context
    this.#width = width
    this.#height = height
  }

  /** Keeps a square free of later texts. */
  reserve(x: number, y: number, half: number): void {
    this.#taken.push({ left: x - half, top: y - half, right: x + half, bottom: y + half })
  }

  /** A symbol that lesser texts should leave visible. */
  note(x: number, y: number): void {
    this.#symbols.push({ x, y })
  }

  /** Draws the text right of, left of, above or below the point; `false` when there is no room. */
  place(name: string, x: number, y: number, { sizePx, offsets, maxCovered }: LabelStyle): boolean {
    const text = this.#cut(name, LONGEST * sizePx)
    const width = this.#context.measureText(text).width
    const half = sizePx * 0.62
    const spots = offsets.flatMap((offset) => spotsAround(x, y, width, half, offset))
    const margin = sizePx * MARGIN
    for (const [left, middle] of spots) {
      const box = { left, top: middle - half, right: left + width, bottom: middle + half }
      if (!this.#isFree(box) || this.#covered(box) > maxCovered) continue
      const { top, right, bottom } = box
      this.#taken.push({
        left: left - margin,
        top: top - margin / 2,
        right: right + margin,
        bottom: bottom + margin / 2,
      })
      this.#context.lineWidth = sizePx * 0.24
      this.#context.strokeStyle = PALETTE.ground
      this.#context.strokeText(text, left, middle)
      this.#context.fillText(text, left, middle)
      return true
    }
    return false
  }

  #cut(text: string, longestPx: number): string {
    if (this.#context.measureText(text).width <= longestPx) return text
    let end = text.length - 1
    while (end > 1 && this.#context.measureText(`${text.slice(0, end)}…`).width > longestPx) end--
    return `${text.slice(0, end).trimEnd()}…`
  }

  #covered({ left, right, top, bottom }: Box): number {
    return this.#symbols.filter(({ x, y }) => x > left && x < right && y > top && y < bottom).length
  }

  #isFree(box: Box): boolean {
    if (box.left < 0 || box.top < 0 || box.right > this.#width || box.bottom > this.#height) return false
    return !this.#taken.some(
      (other) =>
        box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top,
    )
  }
}

/** Right of, left of, above and below a point. */
function spotsAround(x: number, y: number, width: number, half: number, offset: number) {
  const spots: readonly (readonly [left: number, middle: number])[] = [
    [x + offset, y],
    [x - offset - width, y],
    [x - width / 2, y - offset - half],
    [x - width / 2, y + offset + half],
  ]
  return spots
}
