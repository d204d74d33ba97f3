import { FactType, Means, Outcome, Source } from '../../../proto/gen/wall/v1/case.ts'
import type { City } from '../engine/city.ts'
import { MINUTE_MS, SECOND_MS, duration } from '../engine/time.ts'
import type { CaseFile } from './case-file.ts'
import { evaluate } from './settle.ts'
import { REFUSE_REASONS, VOID_REASONS } from './texts.ts'

type Waits<T> = Generator<number, T, void>

const FROM_PEOPLE: ReadonlySet<Source> = new Set<Source>([
  Source.SOURCE_PUBLIC,
  Source.SOURCE_HOTLINE,
  Source.SOURCE_VOLUNTEER,
])

/** Review and filing. False when the case ends here: not filed, or void. */
export function* register({ random }: City, file: CaseFile): Waits<boolean> {
  const fromPeople = FROM_PEOPLE.has(file.source)
  yield random.triangular(30, fromPeople ? 260 : 90, fromPeople ? 660 : 400) * SECOND_MS
  if (fromPeople && random.chance(0.05)) {
    file.add(FactType.FACT_TYPE_REFUSED, { actor: '受理员', reason: random.pick(REFUSE_REASONS) })
    return false
  }
  file.add(FactType.FACT_TYPE_REGISTERED, { actor: '值班长' })
  if (random.chance(0.015)) {
    yield random.integer(1, 4) * MINUTE_MS
    file.add(FactType.FACT_TYPE_VOIDED, { actor: '值班长', reason: random.pick(VOID_REASONS) })
    return false
  }
  return true
}

/** First correct by loudspeaker. True when that was enough: the case is closed without a dispatch. */
export function* shout(city: City, file: CaseFile, successShare: number): Waits<boolean> {
  const { random } = city
  yield random.integer(10, 40) * SECOND_MS
  file.add(FactType.FACT_TYPE_SHOUTED, { actor: `坐席 0${random.integer(1, 6)}` })
  yield random.integer(60, 170) * SECOND_MS
  if (!random.chance(successShare)) return false
  closeAsCorrected(file)
  yield* evaluate(city, file)
  return true
}

export function closeAsCorrected(file: CaseFile): void {
  const outcome = Outcome.OUTCOME_VOICE_CORRECTED
  file.add(FactType.FACT_TYPE_CLOSED, { actor: '坐席', outcome, means: Means.MEANS_SERVICE })
}

export const GRACE_LIMIT_MS = 10 * MINUTE_MS

/** Ten-minute gentle enforcement. True when the car left in time: the case is closed without a penalty. */
export function* grace(city: City, file: CaseFile): Waits<boolean> {
  const { random } = city
  yield random.integer(5, 20) * SECOND_MS
  startGrace(file)
  if (random.chance(0.68)) {
    yield random.triangular(90, 420, 596) * SECOND_MS
    yield* leaveInGrace(city, file)
    return true
  }
  yield GRACE_LIMIT_MS + random.integer(5, 40) * SECOND_MS
  return false
}

export function startGrace(file: CaseFile): void {
  const reason = '首次轻微违停，短信提醒'
  file.add(FactType.FACT_TYPE_GRACE_STARTED, {
    actor: '违停监控平台',
    reason,
    duration: duration(GRACE_LIMIT_MS),
  })
}

export function* leaveInGrace(city: City, file: CaseFile): Waits<void> {
  file.add(FactType.FACT_TYPE_GRACE_LEFT, { actor: '违停监控平台', reason: '车辆已驶离' })
  yield city.random.integer(30, 120) * SECOND_MS
  const exempted = { outcome: Outcome.OUTCOME_EXEMPTED, means: Means.MEANS_SERVICE }
  file.add(FactType.FACT_TYPE_CLOSED, { actor: '坐席', ...exempted, reason: '宽限期内驶离，不予处罚' })
  yield* evaluate(city, file)
}
