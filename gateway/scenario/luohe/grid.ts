import type { GridNode } from '../../../proto/gen/wall/v1/place.ts'
import { point } from '../engine/geo.ts'

/** One of the 18 towns and sub-district offices, with its middle (schematic) and its share of the cases. */
export interface LuoheGrid {
  readonly id: string
  readonly name: string
  readonly districtId: string
  readonly lat: number
  readonly lon: number
  readonly weight: number
}

const AREAS = [
  { id: 'LH-A1', name: '第一责任区', lat: 33.566, lon: 114.0 },
  { id: 'LH-A2', name: '第二责任区', lat: 33.606, lon: 114.005 },
  { id: 'LH-A3', name: '第三责任区', lat: 33.574, lon: 114.09 },
] as const

const DISTRICTS = [
  { id: 'LH-D1', areaId: 'LH-A1', name: '源汇区', code: '411102', lat: 33.567, lon: 114.012 },
  { id: 'LH-D2', areaId: 'LH-A1', name: '西城区', code: '', lat: 33.558, lon: 113.965 },
  { id: 'LH-D3', areaId: 'LH-A2', name: '郾城区', code: '411103', lat: 33.589, lon: 114.001 },
  { id: 'LH-D4', areaId: 'LH-A2', name: '北部片区', code: '', lat: 33.62, lon: 114.02 },
  { id: 'LH-D5', areaId: 'LH-A3', name: '召陵区', code: '411104', lat: 33.588, lon: 114.088 },
  { id: 'LH-D6', areaId: 'LH-A3', name: '经济技术开发区', code: '411171', lat: 33.545, lon: 114.075 },
] as const

type Row = readonly [name: string, districtId: string, lat: number, lon: number, weight: number]

const ROWS: readonly Row[] = [
  ['老街', 'LH-D1', 33.5722, 114.0205, 9],
  ['马路街', 'LH-D1', 33.5655, 114.0205, 8],
  ['顺河街', 'LH-D1', 33.5758, 114.0085, 8],
  ['干河陈', 'LH-D1', 33.5555, 114.0085, 7],
  ['空冢郭', 'LH-D2', 33.5495, 113.962, 3],
  ['沙北', 'LH-D3', 33.5895, 114.0245, 8],
  ['城关', 'LH-D3', 33.5915, 114.0, 7],
  ['龙塔', 'LH-D3', 33.599, 114.012, 7],
  ['孟庙', 'LH-D4', 33.634, 114.018, 3],
  ['翟庄', 'LH-D5', 33.5755, 114.0565, 7],
  ['后谢', 'LH-D5', 33.5605, 114.057, 5],
  ['东城', 'LH-D5', 33.59, 114.0735, 6],
  ['天桥街', 'LH-D5', 33.577, 114.042, 8],
  ['姬石', 'LH-D4', 33.628, 114.0925, 3],
  ['召陵', 'LH-D5', 33.5665, 114.1095, 4],
  ['万金', 'LH-D6', 33.5255, 114.119, 2],
  ['老窝', 'LH-D6', 33.5095, 114.1015, 2],
  ['青年', 'LH-D5', 33.584, 114.0625, 7],
]

/** The 18 level-3 grids: data of this scenario, not the official list of sub-districts. */
export const GRIDS: readonly LuoheGrid[] = ROWS.map(([name, districtId, lat, lon, weight], index) => {
  return { id: `LH-G${String(index + 1).padStart(2, '0')}`, name, districtId, lat, lon, weight }
})

const ROOT = { id: 'LH', name: '漯河市', lat: 33.577, lon: 114.03 } as const

/** City, 3 responsibility areas, 6 districts, 18 towns and offices. People appear by their posts only. */
export function gridNodes(): readonly GridNode[] {
  const head = { leader: '指挥长席', head: '值班长席', member: '' }
  return [
    node({ ...ROOT, parentId: '', level: 0, levelName: '市', code: '411100', ...head }),
    ...AREAS.map((area) => node({ ...area, parentId: 'LH', level: 1, levelName: '责任区', ...duties(area) })),
    ...DISTRICTS.map(({ areaId, ...rest }) => {
      return node({ ...rest, parentId: areaId, level: 2, levelName: '区', ...duties(rest) })
    }),
    ...GRIDS.map(({ id, name, districtId, lat, lon }) => {
      return node({
        id,
        name,
        lat,
        lon,
        parentId: districtId,
        level: 3,
        levelName: '镇办',
        ...duties({ name }),
      })
    }),
  ]
}

function duties({ name }: { readonly name: string }) {
  return { leader: `${name}包队领导`, head: `${name}片区队长`, member: `${name}网格员` }
}

type NodeRow = Omit<GridNode, 'center' | 'code'> & {
  readonly code?: string
  readonly lat: number
  readonly lon: number
}

function node({ lat, lon, code = '', ...rest }: NodeRow): GridNode {
  return { ...rest, code, center: point(lat, lon) }
}
