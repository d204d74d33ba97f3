import { PALETTE } from '../palette.ts'

interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Places texts on a canvas so that none covers another: who asks first has the place. */
export class LabelSpace {
  readonly #taken: Box[] = []
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

  /** Draws the text right of, left of, above or below the point; `false` when there is no room. */
  place(text: string, x: number, y: number, offset: number, sizePx: number): boolean {
    const width = this.#context.measureText(text).width
    const half = sizePx * 0.62
    const spots: readonly (readonly [number, number])[] = [
      [x + offset, y],
      [x - offset - width, y],
      [x - width / 2, y - offset - half],
      [x - width / 2, y + offset + half],
    ]
    for (const [left, middle] of spots) {
      const box = { left, top: middle - half, right: left + width, bottom: middle + half }
      if (!this.#isFree(box)) continue
      this.#taken.push(box)
      this.#context.lineWidth = sizePx * 0.24
      this.#context.strokeStyle = PALETTE.ground
      this.#context.strokeText(text, left, middle)
      this.#context.fillText(text, left, middle)
      return true
    }
    return false
  }

  #isFree(box: Box): boolean {
    if (box.left < 0 || box.top < 0 || box.right > this.#width || box.bottom > this.#height) return false
    return !this.#taken.some(
      (other) =>
        box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top,
    )
  }
}
