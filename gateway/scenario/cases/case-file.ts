import {
  Outcome,
  Means,
  Route,
  Source,
  Stage,
  type Case,
  type Fact,
} from '../../../proto/gen/wall/v1/case.ts'
import { FactType } from '../../../proto/gen/wall/v1/case.ts'
import { emptyFact } from '../../empty-case.ts'
import type { CaseKind, City, Site } from '../engine/city.ts'
import { timestamp } from '../engine/time.ts'

const CODE_SYSTEM = 'GB/T 30428.2'

/** One case on its way: adds facts in the order in which they happen. */
export interface CaseFile {
  readonly id: string
  readonly kind: CaseKind
  readonly site: Site
  readonly source: Source
  add(type: FactType, fields?: Partial<Fact>): void
}

export interface Opening {
  readonly kind: CaseKind
  readonly site: Site
  readonly source: Source
  readonly actor: string
  readonly note?: string
  /** More about the report, for one that a lost link had held back. */
  readonly reported?: Partial<Fact>
}

/** Reports a case: the wall knows it from now on. */
export function openCase(city: City, { kind, site, source, actor, note = '', reported }: Opening): CaseFile {
  const { simulation } = city
  const id = city.nextCaseId()
  let serial = 0
  const nextFact = (type: FactType, fields: Partial<Fact>): Fact => {
    serial += 1
    return { ...emptyFact(`${id}/${serial}`, type, timestamp(simulation.nowMs)), ...fields }
  }
  const first = nextFact(FactType.FACT_TYPE_REPORTED, { actor, note, ...reported })
  simulation.emit({ case: { ...newCase(city, id, { kind, site, source, actor }), facts: [first] } })
  return {
    id,
    kind,
    site,
    source,
    add(type, fields = {}) {
      simulation.emit({ caseFact: { caseId: id, fact: nextFact(type, fields) } })
    },
  }
}

function newCase({ plan, random }: City, id: string, { kind, site, source }: Opening): Omit<Case, 'facts'> {
  const inGroup = source === Source.SOURCE_GRID_GROUP && random.chance(0.5)
  return {
    id,
    externalId: id,
    source,
    route: inGroup ? Route.ROUTE_GROUP : Route.ROUTE_PLATFORM,
    codeSystem: CODE_SYSTEM,
    typeCode: kind.code,
    title: kind.title,
    address: site.address,
    position: site.position,
    gridId: site.gridId,
    roadClass: site.roadClass,
    responseClass: kind.responseClass,
    dutyKind: plan.dutyKind,
    urgent: random.chance(0.03),
    supervised: random.chance(0.02),
    dutyPointId: site.dutyPointId,
    stage: Stage.STAGE_UNSPECIFIED,
    sourceState: '',
    unitIds: [],
    outcome: Outcome.OUTCOME_UNSPECIFIED,
    means: Means.MEANS_UNSPECIFIED,
    synthetic: false,
  }
}
