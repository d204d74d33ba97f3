/** A part of a map on a canvas of its own, drawn again only when what it is made of is another. */
export class Sheet<Pen> {
  readonly #canvas = document.createElement('canvas')
  readonly #draw: (context: CanvasRenderingContext2D, pen: Pen) => void
  #of: readonly unknown[] = []

  constructor(draw: (context: CanvasRenderingContext2D, pen: Pen) => void) {
    this.#draw = draw
  }

  /** As large as `under`; `of` is everything that its picture depends on. */
  image(under: HTMLCanvasElement, of: readonly unknown[], pen: Pen): HTMLCanvasElement {
    const { width, height } = under
    const isSameSize = this.#canvas.width === width && this.#canvas.height === height
    const context = this.#canvas.getContext('2d')
    if (context === null) return this.#canvas
    if (isSameSize && of.length === this.#of.length && of.every((part, index) => part === this.#of[index]))
      return this.#canvas
    // Setting the size empties it.
    this.#canvas.width = width
    this.#canvas.height = height
    context.scale(devicePixelRatio, devicePixelRatio)
    this.#draw(context, pen)
    this.#of = of
    return this.#canvas
  }

  forget(): void {
    this.#of = []
  }
}
