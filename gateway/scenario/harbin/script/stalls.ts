import { FactType } from '../../../../proto/gen/wall/v1/case.ts'
import { closeAsCorrected } from '../../cases/before-dispatch.ts'
import { STALL_KIND } from '../../cases/kinds.ts'
import { dispatchedCase } from '../../cases/quick-case.ts'
import { evaluate } from '../../cases/settle.ts'
import type { City } from '../../engine/city.ts'
import type { Process } from '../../engine/simulation.ts'
import { SECOND_MS } from '../../engine/time.ts'
import { fileAtOnce, openAt } from './scripted-case.ts'

export const CLUSTER_COUNT = 6
export const DRONE_CLEARED_COUNT = 3

/** Mobile stalls gather at the Flood Monument: six cases in four minutes within sight of each other. */
export function* stallCluster(city: City): Process {
  for (let index = 0; index < CLUSTER_COUNT; index += 1) {
    city.simulation.start(clusterCase(city))
    yield city.random.integer(35, 46) * SECOND_MS
  }
}

function* clusterCase(city: City): Process {
  const file = openAt(city, 'flood-monument', STALL_KIND, 60, '流动摊贩聚集')
  yield* fileAtOnce(city, file)
  yield city.random.integer(5, 20) * SECOND_MS
  yield* dispatchedCase(city, file, { smooth: true })
}

/** A drone over Ice and Snow World calls from above, and three stalls pack up: no unit has to go. */
export function* droneShout(city: City): Process {
  for (let index = 0; index < DRONE_CLEARED_COUNT; index += 1) city.simulation.start(shoutedCase(city, index))
  yield 0
}

function* shoutedCase(city: City, index: number): Process {
  yield index * 25 * SECOND_MS
  const file = openAt(city, 'ice-snow-world', STALL_KIND, 150, '无人机发现流动摊贩')
  yield* fileAtOnce(city, file)
  file.add(FactType.FACT_TYPE_SHOUTED, { actor: '无人机 01', note: '高空喊话' })
  yield city.random.integer(70, 110) * SECOND_MS
  closeAsCorrected(file)
  yield* evaluate(city, file)
}
