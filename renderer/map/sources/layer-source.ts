import { isDue } from '../../../domain/event/post-readiness.ts'
import type { Replica } from '../../../domain/view/delta.ts'
import type { CollectionName } from '../../../domain/view/items.ts'
import type { CaseUrgency } from '../../wall/survey.ts'
import type { AreaType, City } from '../city.ts'
import { noLayers, type MapLayers, type Mark } from '../layers.ts'
import type { Stroke } from '../strokes.ts'
import { caseLayers } from './case-layers.ts'
import { cityLayers } from './city-layers.ts'
import { postMarks, routeStrokes, venueMarks, zoneStrokes, type MapEvent } from './event-layers.ts'
import { deviceMarks, dutyMarks, gridMarks, trackStrokes, unitMarks } from './force-layers.ts'
import { Memo } from './memo.ts'

/** What a map is made of at one moment. */
export interface MapMoment {
  readonly city: City | undefined
  readonly event: MapEvent | undefined
  readonly urgencyOf: ReadonlyMap<string, CaseUrgency>
  readonly nowMs: number
  readonly knownToMs: number
  readonly english: boolean
  /** What people call a type of control area. */
  readonly areaWord: (areaType: AreaType) => string
}

/** Makes the layers of a map out of a replica; what did not change is not made again. */
export class LayerSource {
  readonly #replica: Replica
  readonly #versionOf: (name: CollectionName) => number
  readonly #memo = new Memo()

  constructor(replica: Replica, versionOf: (name: CollectionName) => number) {
    this.#replica = replica
    this.#versionOf = versionOf
  }

  layers(moment: MapMoment): MapLayers {
    const replica = this.#replica
    const { city: base, english, areaWord } = moment
    const city = this.#memo.get('city', [base, english], () => cityLayers(base, english, areaWord))
    const grid = this.#memo.get('grid', [this.#versionOf('grid')], () => gridMarks(replica))
    const event = this.#event(moment)
    const { unplacedCases, ...cases } = caseLayers(replica, moment.urgencyOf)
    const device = this.#memo.get('device', [this.#versionOf('device')], () => deviceMarks(replica))
    const held = heldPoints(moment.event)
    const dutyOf = [this.#versionOf('dutyPoint'), held.join()]
    const dutyPoint = this.#memo.get('duty', dutyOf, () => dutyMarks(replica, new Set(held)))
    return {
      strokes: {
        ...city,
        zone: event.zone,
        route: event.route,
        track: trackStrokes(replica, moment.nowMs),
        way: cases.way,
      },
      marks: {
        ...grid,
        device,
        dutyPoint,
        venue: event.venue,
        post: event.post,
        unit: unitMarks(replica, moment.knownToMs),
        case: cases.case,
      },
      unplacedCases,
    }
  }

  #event({ event, english, nowMs }: MapMoment): EventLayers {
    if (event === undefined) return NO_EVENT
    const { pack, active, posts } = event
    const zone = this.#memo.get('zone', [pack, active, english], () => zoneStrokes(event, english))
    const route = routeStrokes(event, nowMs)
    const looks = route.map(({ style }) => style).join()
    const states = posts.map(({ state }) => state).join()
    return {
      zone,
      route: this.#memo.get('route', [pack, looks], () => route),
      venue: this.#memo.get('venue', [pack, english], () => venueMarks(event, english)),
      post: this.#memo.get('post', [pack, states, english], () => postMarks(event, english)),
    }
  }
}

interface EventLayers {
  readonly zone: readonly Stroke[]
  readonly route: readonly Stroke[]
  readonly venue: readonly Mark[]
  readonly post: readonly Mark[]
}

const { strokes, marks } = noLayers()
const NO_EVENT: EventLayers = {
  zone: strokes.zone,
  route: strokes.route,
  venue: marks.venue,
  post: marks.post,
}

/** Outside its window a post says nothing of its duty point, which then stands for itself. */
function heldPoints(event: MapEvent | undefined): readonly string[] {
  return (event?.posts ?? []).flatMap(({ post, state }) => (isDue(state) ? [post.dutyPointId] : []))
}
