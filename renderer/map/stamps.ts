import { LOOKS, type LookName } from './looks.ts'
import { outerRem, paint } from './paint.ts'

/** A symbol drawn once and copied a thousand times: a path for each would take the whole second. */
export interface Stamp {
  readonly image: OffscreenCanvas
  /** Half of its edge in CSS pixels. */
  readonly half: number
}

/** The symbols of one size of text and one density of pixels, each made when it is first asked for. */
export class Stamps {
  readonly remPx: number
  readonly ratio: number
  readonly #stamps = new Map<LookName, Stamp>()

  constructor(remPx: number, ratio: number) {
    this.remPx = remPx
    this.ratio = ratio
  }

  get(name: LookName): Stamp {
    const known = this.#stamps.get(name)
    if (known !== undefined) return known
    const look = LOOKS[name]
    // A whole number of pixels, so that a copy is not looked at through a filter.
    const edge = Math.ceil(outerRem(look) * this.remPx * 2 * this.ratio) + 2
    const image = new OffscreenCanvas(edge, edge)
    const half = edge / 2 / this.ratio
    const pen = image.getContext('2d')
    if (pen !== null) {
      pen.scale(this.ratio, this.ratio)
      paint(pen, look, half, half, this.remPx)
    }
    const stamp = { image, half }
    this.#stamps.set(name, stamp)
    return stamp
  }
}
