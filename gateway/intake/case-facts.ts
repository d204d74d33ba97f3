import { FactType, Means, Outcome, Stage } from '../../proto/gen/wall/v1/case.ts'
import type { Fact } from '../../proto/gen/wall/v1/case.ts'

/** What follows from the facts of a case. */
export interface CaseState {
  readonly stage: Stage
  /** Assigned now, in the order of dispatch. */
  readonly unitIds: readonly string[]
  readonly outcome: Outcome
  readonly means: Means
}

interface Course extends CaseState {
  /** Assigned units that have acknowledged, set out or arrived in this cycle. */
  readonly engaged: readonly string[]
}

/**
 * The stage a case is in after a fact, by the furthest stage from which the fact still moves it:
 *
 * | fact | moves a case that is at most in | to |
 * |---|---|---|
 * | reported | - | report |
 * | registered | report | register |
 * | dispatched | register | dispatch |
 * | acknowledged, en route, arrived | dispatch | handle |
 * | handled | handle | check |
 * | check passed | check | close |
 * | check failed | check | dispatch (a new cycle, with no unit) |
 * | closed | close | close |
 * | evaluated | evaluate | evaluate |
 *
 * A unit that returns leaves the case; when no other unit is on its way or on scene, handle goes back to
 * dispatch. Every other fact leaves the stage as it is: refused, voided and merged end the case where it
 * stands. A late fact therefore never moves a case backwards.
 */
const MOVES: ReadonlyMap<FactType, { readonly from: Stage; readonly to: Stage }> = new Map<
  FactType,
  { readonly from: Stage; readonly to: Stage }
>([
  [FactType.FACT_TYPE_REPORTED, { from: Stage.STAGE_UNSPECIFIED, to: Stage.STAGE_REPORT }],
  [FactType.FACT_TYPE_REGISTERED, { from: Stage.STAGE_REPORT, to: Stage.STAGE_REGISTER }],
  [FactType.FACT_TYPE_DISPATCHED, { from: Stage.STAGE_REGISTER, to: Stage.STAGE_DISPATCH }],
  [FactType.FACT_TYPE_ACKNOWLEDGED, { from: Stage.STAGE_DISPATCH, to: Stage.STAGE_HANDLE }],
  [FactType.FACT_TYPE_EN_ROUTE, { from: Stage.STAGE_DISPATCH, to: Stage.STAGE_HANDLE }],
  [FactType.FACT_TYPE_ARRIVED, { from: Stage.STAGE_DISPATCH, to: Stage.STAGE_HANDLE }],
  [FactType.FACT_TYPE_HANDLED, { from: Stage.STAGE_HANDLE, to: Stage.STAGE_CHECK }],
  [FactType.FACT_TYPE_CHECK_PASSED, { from: Stage.STAGE_CHECK, to: Stage.STAGE_CLOSE }],
  [FactType.FACT_TYPE_CHECK_FAILED, { from: Stage.STAGE_CHECK, to: Stage.STAGE_DISPATCH }],
  [FactType.FACT_TYPE_CLOSED, { from: Stage.STAGE_CLOSE, to: Stage.STAGE_CLOSE }],
  [FactType.FACT_TYPE_EVALUATED, { from: Stage.STAGE_EVALUATE, to: Stage.STAGE_EVALUATE }],
])

/** A pure function of the facts, in the order in which they were accepted. */
export function stateOf(facts: readonly Fact[], sourceState: string): CaseState {
  const start: Course = {
    // A source state without a fact that gives a stage stays unmapped, and is shown as such.
    stage: sourceState === '' ? Stage.STAGE_REPORT : Stage.STAGE_UNSPECIFIED,
    unitIds: [],
    outcome: Outcome.OUTCOME_UNSPECIFIED,
    means: Means.MEANS_UNSPECIFIED,
    engaged: [],
  }
  const { stage, unitIds, outcome, means } = facts.reduce(after, start)
  return { stage, unitIds, outcome, means }
}

function after(course: Course, fact: Fact): Course {
  const moved = move(assign(course, fact), fact)
  return {
    ...moved,
    outcome: fact.outcome === Outcome.OUTCOME_UNSPECIFIED ? moved.outcome : fact.outcome,
    means: fact.means === Means.MEANS_UNSPECIFIED ? moved.means : fact.means,
  }
}

function move(course: Course, fact: Fact): Course {
  if (fact.type === FactType.FACT_TYPE_RETURNED) {
    const idle = course.stage === Stage.STAGE_HANDLE && course.engaged.length === 0
    return idle ? { ...course, stage: Stage.STAGE_DISPATCH } : course
  }
  const rule = MOVES.get(fact.type)
  return rule && course.stage <= rule.from ? { ...course, stage: rule.to } : course
}

function assign(course: Course, fact: Fact): Course {
  const { unitId } = fact
  switch (fact.type) {
    case FactType.FACT_TYPE_DISPATCHED:
      return { ...course, unitIds: including(course.unitIds, unitId) }
    case FactType.FACT_TYPE_ACKNOWLEDGED:
    case FactType.FACT_TYPE_EN_ROUTE:
    case FactType.FACT_TYPE_ARRIVED:
      return {
        ...course,
        engaged: course.engaged.includes(unitId) ? course.engaged : [...course.engaged, unitId],
      }
    case FactType.FACT_TYPE_RETURNED:
      // A return that names no unit is the return of all.
      return unitId === ''
        ? { ...course, unitIds: [], engaged: [] }
        : { ...course, unitIds: without(course.unitIds, unitId), engaged: without(course.engaged, unitId) }
    case FactType.FACT_TYPE_CHECK_FAILED:
      return { ...course, unitIds: [], engaged: [] }
    default:
      return course
  }
}

function including(ids: readonly string[], id: string): readonly string[] {
  return id === '' || ids.includes(id) ? ids : [...ids, id]
}

function without(ids: readonly string[], id: string): readonly string[] {
  return ids.filter((other) => other !== id)
}
