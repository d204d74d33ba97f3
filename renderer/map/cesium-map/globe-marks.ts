import {
  BillboardCollection,
  Cartesian3,
  type Billboard,
  type PrimitiveCollection,
} from '../../lib/cesium.ts'
import type { Drawn } from '../clusters.ts'
import type { LookName } from '../looks.ts'
import type { Stamps } from '../stamps.ts'

interface Known {
  readonly billboard: Billboard
  lon: number
  lat: number
  look: LookName | undefined
  scale: number
  ids: readonly string[]
}

/** The symbols of one layer. Billboards stay and are told only what is another: a move costs no new primitive. */
export class GlobeMarks {
  readonly #collection: BillboardCollection
  readonly #known: Known[] = []
  #stamps: Stamps | undefined
  #count = 0

  constructor(primitives: PrimitiveCollection) {
    this.#collection = primitives.add(new BillboardCollection()) as BillboardCollection
  }

  set(marks: readonly Drawn[], stamps: Stamps, scale: number): void {
    const isNewSize = stamps !== this.#stamps
    this.#stamps = stamps
    marks.forEach(({ mark, members }, index) => {
      const known = this.#at(index)
      const { lon, lat } = mark.position
      if (known.lon !== lon || known.lat !== lat) {
        known.billboard.position = Cartesian3.fromDegrees(lon, lat)
        known.lon = lon
        known.lat = lat
      }
      if (isNewSize || known.look !== mark.look) {
        const { image } = stamps.get(mark.look)
        known.billboard.setImage(`${mark.look}/${stamps.remPx}/${stamps.ratio}`, image as never)
        known.look = mark.look
      }
      if (isNewSize || known.scale !== scale) {
        known.billboard.scale = scale / stamps.ratio
        known.scale = scale
      }
      known.ids = members === undefined ? [mark.id] : members.map(({ id }) => id)
      known.billboard.show = true
    })
    for (let index = marks.length; index < this.#count; index++) this.#at(index).billboard.show = false
    this.#count = marks.length
  }

  ids(): readonly string[] {
    return this.#known.filter(({ billboard }) => billboard.show).flatMap(({ ids }) => ids)
  }

  #at(index: number): Known {
    const known = this.#known[index]
    if (known !== undefined) return known
    // The globe curves away under what lies on it: nothing of it is to be hidden by that.
    const billboard = this.#collection.add({ position: Cartesian3.ZERO, disableDepthTestDistance: Infinity })
    const made: Known = { billboard, lon: NaN, lat: NaN, look: undefined, scale: NaN, ids: [] }
    this.#known.push(made)
    return made
  }
}
