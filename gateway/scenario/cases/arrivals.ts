import { ResponseClass } from '../../../proto/gen/wall/v1/case.ts'
import { localHour, type CaseKind, type City } from '../engine/city.ts'
import type { Process } from '../engine/simulation.ts'
import { HOUR_MS, MINUTE_MS } from '../engine/time.ts'
import type { Opening } from './case-file.ts'
import { nationalCase } from './national-case.ts'
import { quickCase } from './quick-case.ts'
import { PUBLIC_NOTES } from './texts.ts'

/** New cases come by themselves, more at noon than at night. */
export function startArrivals(city: City): void {
  const { plan, simulation } = city
  const { RESPONSE_CLASS_QUICK, RESPONSE_CLASS_NATIONAL } = ResponseClass
  const kindsOf = (wanted: ResponseClass) => plan.kinds.filter((kind) => kind.responseClass === wanted)
  simulation.start(arrivals(city, kindsOf(RESPONSE_CLASS_QUICK), plan.quickPerHour, quickCase))
  simulation.start(arrivals(city, kindsOf(RESPONSE_CLASS_NATIONAL), plan.nationalPerHour, nationalCase))
}

function* arrivals(
  city: City,
  kinds: readonly CaseKind[],
  perHour: readonly number[],
  life: (city: City, opening: Opening) => Process,
): Process {
  const { random, simulation } = city
  for (;;) {
    const rate = perHour[localHour(simulation.nowMs)] ?? 0
    if (rate <= 0) {
      yield MINUTE_MS
      continue
    }
    const waitMs = random.exponential(HOUR_MS / rate)
    if (waitMs > 10 * MINUTE_MS) {
      // Without memory: waiting anew after ten minutes follows the rate of the hour and keeps the mean.
      yield 10 * MINUTE_MS
      continue
    }
    yield waitMs
    simulation.start(life(city, newOpening(city, random.weighted(kinds))))
  }
}

function newOpening({ plan, random }: City, kind: CaseKind): Opening {
  const { source, actor } = random.weighted(kind.sources)
  const note = random.chance(0.3) ? random.pick(PUBLIC_NOTES) : ''
  return { kind, site: plan.nextSite(random), source, actor, note }
}
