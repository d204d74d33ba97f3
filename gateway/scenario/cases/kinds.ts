import { Means, Outcome, ResponseClass, Source } from '../../../proto/gen/wall/v1/case.ts'
import type { CaseKind } from '../engine/city.ts'

const MONITOR = { weight: 6, source: Source.SOURCE_AI, actor: '违停监控' }
const VIDEO_AI = { weight: 4, source: Source.SOURCE_AI, actor: '智慧调度平台' }
const VIDEO = { weight: 3, source: Source.SOURCE_VIDEO, actor: '视频巡查席' }
const PUBLIC = { weight: 3, source: Source.SOURCE_PUBLIC, actor: '随手拍' }
const HOTLINE = { weight: 2, source: Source.SOURCE_HOTLINE, actor: '12345 热线' }
const GROUP = { weight: 4, source: Source.SOURCE_GRID_GROUP, actor: '网格员' }
const PATROL = { weight: 2, source: Source.SOURCE_PATROL, actor: '铁脚板巡查' }
const VOLUNTEER = { weight: 0.5, source: Source.SOURCE_VOLUNTEER, actor: '社会监督员' }
const LEADER = { weight: 0.2, source: Source.SOURCE_LEADER, actor: '领导交办' }

const STREET = [VIDEO_AI, VIDEO, PUBLIC, HOTLINE, GROUP, PATROL, VOLUNTEER, LEADER] as const
const PARKING = [MONITOR, VIDEO, PUBLIC, GROUP] as const
const SLOW = [PUBLIC, HOTLINE, GROUP, PATROL, VOLUNTEER] as const

type Row = readonly [code: string, title: string, weight: number]

function quick(rows: readonly Row[], corrected: 'shout' | 'walk'): readonly CaseKind[] {
  const responseClass = ResponseClass.RESPONSE_CLASS_QUICK
  const shout = corrected === 'shout'
  return rows.map(([code, title, weight]) => {
    return { code, title, weight, responseClass, shout, grace: false, sources: STREET }
  })
}

/** Codes and titles of reference table 2.4; the weights follow the year counts of a real force. */
export const PARKING_KIND: CaseKind = {
  code: '0409',
  title: '机动车乱停放',
  weight: 30,
  responseClass: ResponseClass.RESPONSE_CLASS_QUICK,
  shout: true,
  grace: true,
  sources: PARKING,
}

export const [ROAD_TRADE_KIND, STALL_KIND] = quick(
  [
    ['0406', '占道经营', 22],
    ['0401', '无照经营游商', 16],
  ],
  'shout',
) as [CaseKind, CaseKind]

const SHOP_KINDS = quick([['0405', '店外经营', 14]], 'shout')

const WALKED_KINDS = quick(
  [
    ['0410', '非机动车乱停放', 9],
    ['0129', '露天烧烤', 2],
    ['0136', '乱堆物堆料', 4],
    ['0128', '商业噪音', 2],
    ['0107', '沿街晾挂', 1],
    ['0495', '占道促销宣传', 2],
    ['0496', '占用消防通道', 1],
  ],
  'walk',
)

export function national(rows: readonly Row[]): readonly CaseKind[] {
  const responseClass = ResponseClass.RESPONSE_CLASS_NATIONAL
  return rows.map(([code, title, weight]) => {
    return { code, title, weight, responseClass, shout: false, grace: false, sources: SLOW }
  })
}

export const QUICK_KINDS: readonly CaseKind[] = [
  PARKING_KIND,
  ROAD_TRADE_KIND,
  STALL_KIND,
  ...SHOP_KINDS,
  ...WALKED_KINDS,
]

export const NATIONAL_KINDS = national([
  ['0201', '非法小广告', 8],
  ['0113', '道路破损', 4],
  ['0203', '违规户外广告', 3],
  ['0101', '私搭乱建', 2],
  ['0304', '工地扬尘', 3],
  ['0111', '积存垃圾渣土', 3],
  ['0206', '违规牌匾标识', 2],
  ['0302', '施工占道', 2],
])

/** The 721 method: 70 by service, 20 by management, 10 by enforcement. */
export const OUTCOMES = [
  { weight: 70, means: Means.MEANS_SERVICE, outcome: Outcome.OUTCOME_EDUCATED },
  { weight: 20, means: Means.MEANS_MANAGEMENT, outcome: Outcome.OUTCOME_ORDERED },
  { weight: 3, means: Means.MEANS_ENFORCEMENT, outcome: Outcome.OUTCOME_LIGHTER },
  { weight: 1, means: Means.MEANS_ENFORCEMENT, outcome: Outcome.OUTCOME_MITIGATED },
  { weight: 5.5, means: Means.MEANS_ENFORCEMENT, outcome: Outcome.OUTCOME_PENALISED },
  { weight: 0.5, means: Means.MEANS_ENFORCEMENT, outcome: Outcome.OUTCOME_TRANSFERRED },
] as const
