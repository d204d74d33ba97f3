import { FactType } from '../../../proto/gen/wall/v1/case.ts'
import type { City } from '../engine/city.ts'
import { MINUTE_MS } from '../engine/time.ts'
import type { CaseFile } from './case-file.ts'
import { respond } from './response.ts'
import { CHECK_FAILED_REASONS, EXEMPTION_REASONS } from './texts.ts'

const APPEAL_SHARE = 0.012

type Waits<T> = Generator<number, T, void>

/** From the handling to the end: checked (now and then handled once more), closed, evaluated. */
export function* settle(city: City, file: CaseFile, checkFailure = 0.04): Waits<void> {
  const { random } = city
  yield random.triangular(8, 18, 42) * MINUTE_MS
  if (random.chance(checkFailure)) {
    const reason = random.pick(CHECK_FAILED_REASONS)
    file.add(FactType.FACT_TYPE_CHECK_FAILED, { actor: '核查员', reason })
    yield random.integer(1, 3) * MINUTE_MS
    yield* respond(city, file)
    yield random.triangular(8, 18, 42) * MINUTE_MS
  }
  file.add(FactType.FACT_TYPE_CHECK_PASSED, { actor: '核查员' })
  yield random.triangular(3, 6, 15) * MINUTE_MS
  file.add(FactType.FACT_TYPE_CLOSED, { actor: '受理员' })
  yield* evaluate(city, file)
}

export function* evaluate({ random }: City, file: CaseFile): Waits<void> {
  if (random.chance(APPEAL_SHARE)) {
    yield random.integer(1, 3) * MINUTE_MS
    file.add(FactType.FACT_TYPE_EXEMPTED, { actor: '值班长', reason: random.pick(EXEMPTION_REASONS) })
  }
  yield random.triangular(3, 6, 15) * MINUTE_MS
  file.add(FactType.FACT_TYPE_EVALUATED, { actor: '考核员' })
}
