/** The nine districts of the deployment: code and seat (WGS-84) of reference table 4.2, forces and case share. */
export interface HarbinDistrict {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly short: string
  readonly lat: number
  readonly lon: number
  /** Vehicles with a crew of four officers. */
  readonly vehicleCount: number
  /** Fixed posts outside the event zones and places. */
  readonly postCount: number
  readonly weight: number
  readonly roads: readonly string[]
}

type Row = readonly [
  code: string,
  short: string,
  lat: number,
  lon: number,
  vehicleCount: number,
  postCount: number,
  weight: number,
  roads: string,
]

const ROWS: readonly Row[] = [
  [
    '230102',
    '道里',
    45.7539,
    126.6111,
    44,
    7,
    26,
    '中央大街 友谊路 经纬街 尚志大街 新阳路 群力第五大道 田地街',
  ],
  [
    '230103',
    '南岗',
    45.7582,
    126.6628,
    46,
    7,
    24,
    '红旗大街 东大直街 西大直街 果戈里大街 长江路 学府路 中山路',
  ],
  ['230104', '道外', 45.7901, 126.6434, 32, 6, 15, '靖宇街 南勋街 承德街 太古街 北环路 东直路'],
  ['230108', '平房', 45.5959, 126.6317, 12, 3, 4, '新疆大街 友协大街 哈南九路 普惠大道'],
  ['230109', '松北', 45.7925, 126.5108, 34, 6, 12, '太阳大道 世茂大道 中源大道 松北大道'],
  ['230110', '香坊', 45.7057, 126.6566, 30, 6, 11, '公滨路 香坊大街 和平路 三大动力路 通乡街'],
  ['230111', '呼兰', 45.8876, 126.582, 12, 4, 3, '南大街 北大街 利民大道'],
  ['230112', '阿城', 45.5467, 126.952, 10, 3, 3, '金都大街 延川大街 解放大街'],
  ['230113', '双城', 45.381, 126.3064, 10, 3, 2, '和平大街 昌盛街 迎宾路'],
]

export const DISTRICTS: readonly HarbinDistrict[] = ROWS.map((row) => {
  const [code, short, lat, lon, vehicleCount, postCount, weight, roads] = row
  const common = { id: `HRB-${code}`, code, name: `${short}区`, short, lat, lon }
  return { ...common, vehicleCount, postCount, weight, roads: roads.split(' ') }
})
